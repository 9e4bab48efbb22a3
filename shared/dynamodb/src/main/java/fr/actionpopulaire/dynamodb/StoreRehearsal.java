package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.settings.AwsClients;
import fr.actionpopulaire.settings.ClockFactory;
import fr.actionpopulaire.settings.Priming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Goes through each kind of request the store makes, and sends none of them: the SDK's own classes,
 * also for a write, are loaded without a grant, and nothing is written. On a thread of its own,
 * since a start has two processors and the framework uses one; with clients of its own, which are
 * closed again.
 */
public final class StoreRehearsal {

  private static final String NOTHING = "priming";

  /** A setting of those functions that hash addresses. */
  private static final String PEPPERS = "PEPPERS_SECRET";

  private final Thread thread;

  private StoreRehearsal(Thread thread) {
    this.thread = thread;
  }

  /**
   * To be called before a function makes its context, which sends nothing meanwhile. Failures are
   * swallowed, as {@link Priming} does.
   */
  public static StoreRehearsal begin() {
    // What asks for a logger while another thread makes the first one gets a logger that records
    // all, traces too, and the framework would go on to trace every bean it makes.
    var unused = LoggerFactory.getILoggerFactory();
    Thread thread =
        Thread.ofPlatform()
            .name("rehearsal")
            .daemon()
            .start(() -> Priming.runAlone(StoreRehearsal::run));
    return new StoreRehearsal(thread);
  }

  /** Waits until it is over; to be called before anything is primed that is to be sent. */
  public void end() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run() {
    try (DynamoDbClient dynamoDb = AwsClients.newDynamoDb()) {
      through(
          new Store(
              dynamoDb, new TableNames(setting -> NOTHING), ClockFactory.machine(), campaign()));
    }
    if (System.getenv(PEPPERS) != null) {
      try (SecretsManagerClient secrets = AwsClients.newSecretsManager()) {
        var unused = secrets.getSecretValue(request -> request.secretId(NOTHING));
      }
    }
  }

  private static Campaign campaign() {
    return new Campaign(
        NOTHING,
        NOTHING,
        NOTHING,
        NOTHING,
        NOTHING,
        List.of(LocalDate.EPOCH),
        NOTHING,
        NOTHING,
        NOTHING);
  }

  private static void through(Store store) {
    Table table = Table.PEOPLE;
    Key key = new Key(table, NOTHING, NOTHING);
    Attributes attributes =
        Attributes.none().text("text", NOTHING).number("number", 1).instant("at", Instant.EPOCH);
    Write put =
        Write.put(
            new Item(key, RetentionRule.SESSION_IDLE.from(Instant.EPOCH), attributes),
            Condition.absent());
    Write change = Write.change(key, "SET #text = :text", attributes, Condition.present());
    Write remove = Write.remove(key, Condition.none());
    store.get(key);
    store.getAll(List.of(key));
    store.query(Query.prefixed(table, NOTHING, NOTHING));
    store.write(put);
    store.write(change);
    store.write(remove);
    store.transact(List.of(put, change, remove, Write.check(key, Condition.present())));
  }
}
