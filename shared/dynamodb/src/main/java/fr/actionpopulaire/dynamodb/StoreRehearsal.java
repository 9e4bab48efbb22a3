package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.settings.AwsClients;
import fr.actionpopulaire.settings.ClockFactory;
import fr.actionpopulaire.settings.MadeUpAnswer;
import fr.actionpopulaire.settings.Priming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Goes through each kind of request the store makes, and sends none of them: the SDK's own classes,
 * also for a write, are loaded without a grant, and nothing is written. What is read is found, and
 * is made up; if there is time a write is refused too. On a thread of its own, since a start has
 * two processors and the framework uses one; with clients of its own, which are closed again.
 */
public final class StoreRehearsal {

  private static final String NOTHING = "priming";

  /** A setting of those functions that hash addresses. */
  private static final String PEPPERS = "PEPPERS_SECRET";

  /** A setting of those that open what is sealed. */
  private static final String KEYS = "KEYS_TABLE";

  /**
   * Where AWS's runtime client leaves the trace of a request; the SDK passes it on with its own.
   */
  private static final String TRACE = "com.amazonaws.xray.traceHeader";

  /** An item with a value of each type, as DynamoDB sends it. */
  private static final String ITEM =
      """
      {"pk":{"S":"priming"},"sk":{"S":"priming"},"%s":{"N":"4102444800000"},\
      "bytes":{"B":"cHJpbWluZw=="},"flag":{"BOOL":true},"list":{"L":[{"S":"priming"}]},\
      "map":{"M":{"text":{"S":"priming"}}}}"""
          .formatted(Item.EXPIRES_AT);

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
            .start(() -> Priming.runAlone(StoreRehearsal::answer, StoreRehearsal::run));
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

  private static MadeUpAnswer answer(String operation, String request) {
    return switch (operation) {
      case "GetItem" -> MadeUpAnswer.success("{\"Item\":" + ITEM + "}");
      case "Query" -> MadeUpAnswer.success("{\"Count\":1,\"Items\":[" + ITEM + "]}");
      case "BatchGetItem" ->
          MadeUpAnswer.success("{\"Responses\":{\"" + NOTHING + "\":[" + ITEM + "]}}");
      case "DeleteItem" ->
          MadeUpAnswer.refusal("{" + MadeUpStore.CONDITION_FAILED + ",\"Item\":" + ITEM + "}");
      default -> MadeUpAnswer.EMPTY;
    };
  }

  private static void run() {
    System.setProperty(TRACE, "Root=1-0-0;Sampled=0");
    try (DynamoDbClient dynamoDb = AwsClients.newDynamoDb()) {
      through(
          new Store(
              dynamoDb, new TableNames(setting -> NOTHING), ClockFactory.machine(), campaign()));
    } finally {
      System.clearProperty(TRACE);
    }
    if (System.getenv(KEYS) != null) {
      Priming.runAhead(StoreRehearsal::openSealed);
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
    Row row = store.get(key).orElseThrow();
    row.bytes("bytes");
    row.list("list");
    row.map("map");
    store.getAll(List.of(key));
    store.query(Query.prefixed(table, NOTHING, NOTHING));
    store.write(put);
    store.write(change);
    Priming.runAhead(() -> beRefused(store, remove));
    store.transact(List.of(put, change, remove, Write.check(key, Condition.present())));
  }

  private static void beRefused(Store store, Write write) {
    if (store.write(write) instanceof Outcome.Written) {
      throw new IllegalStateException("Written while priming");
    }
  }

  /** What it opens is nothing, and sealed with no key: it begins as if it were, and then is not. */
  private static void openSealed() {
    PersonKey nobodys = new PersonKey(new byte[32]);
    var unused = nobodys.open(new byte[32], NOTHING);
  }
}
