package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Endorsements.Basis;
import fr.actionpopulaire.dynamodb.Endorsements.Endorsement;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.json.JsonMapper;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a run goes: dry, interrupted, over spoilt records, with payloads that want more. */
@EmbeddedAwsTest
class PurgeRunTest {

  private final TestAws aws;
  private final Attic attic;

  PurgeRunTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  /** The tables are one class's: what an earlier test left must not be counted here. */
  @BeforeEach
  void emptyTables() {
    Store store = attic.store;
    for (Table table : Table.values()) {
      List<Key> keys = new ArrayList<>();
      for (var item : aws.scan(table.name() + "_TABLE")) {
        keys.add(new Key(table, Attic.text(item, "pk"), Attic.text(item, "sk")));
      }
      store.removeAll(keys);
    }
  }

  private Map<String, List<Map<String, AttributeValue>>> everything() {
    Map<String, List<Map<String, AttributeValue>>> all = new HashMap<>();
    Attic.TABLES.forEach(table -> all.put(table, aws.scan(table)));
    return all;
  }

  @Test
  void aDryRunTellsWhatIsDueAndWritesNothing() {
    attic.person();
    attic.person();
    attic.event(attic.person(), 3, Duration.ofDays(1));
    endorse(5);
    aws.s3().putObject(r -> r.bucket(aws.bucket()).key("photos/x"), body("photo"));
    attic.passTo(attic.campaignEnd());
    var before = everything();
    PurgeSummary dry = attic.dryRun();
    assertEquals(
        Map.of("member", 3, "event", 1, "endorsement", 5, "file", 1), dry.byKind());
    assertTrue(dry.dryRun());
    assertEquals(10, dry.due());
    assertEquals(0, dry.deleted());
    assertEquals(before, everything());
    assertEquals(1, files());
    PurgeSummary real = attic.purge();
    assertEquals(dry.byKind(), real.byKind());
    assertEquals(10, real.deleted());
    assertFalse(real.dryRun());
    assertEquals(0, real.failed());
    assertEquals(0, files());
    assertEquals(0, attic.purge().due());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"dryRun\":false}",
        "{\"dryRun\":null}",
        "{\"time\":\"2099-01-01T00:00:00Z\",\"now\":\"2099-01-01\",\"member\":\"all\"}",
        "{\"source\":\"aws.events\",\"detail\":{\"time\":\"2099-01-01T00:00:00Z\"},\"resources\":[1]}"
      })
  void theClockDecidesWhateverThePayloadSays(String payload) throws Exception {
    Person person = attic.person();
    PurgeInput input =
        Objects.requireNonNull(
            attic
                .bean(JsonMapper.class)
                .readValue(payload.getBytes(StandardCharsets.UTF_8), PurgeInput.class));
    attic.passTo(attic.campaignEnd().minusMillis(1));
    assertEquals(0, Handler.run(attic.purge, input).deleted());
    assertTrue(attic.bean(Members.class).find(person.id()).isPresent());
  }

  @Test
  void aSpoiltRecordIsCountedAndTheRestGoesOn() {
    Person poison = attic.person();
    List<Person> others = IntStream.range(0, 20).mapToObj(_ -> attic.person()).toList();
    Map<String, AttributeValue> spoilt = new HashMap<>(stored(poison));
    spoilt.remove("version");
    put("PEOPLE_TABLE", spoilt);
    // Nobody knows how to delete this kind, so it must stay and be told.
    attic.store.write(
        Write.put(
            ExpiryBucket.row(Table.PEOPLE, new Deadline.CampaignEnd(), "riddle", "x"),
            Condition.none()));
    attic.passTo(attic.campaignEnd());
    PurgeSummary summary = attic.purge();
    assertEquals(22, summary.due());
    assertEquals(20, summary.deleted());
    assertEquals(2, summary.failed());
    assertFalse(summary.more());
    others.forEach(other -> assertEquals(0, attic.naming("PEOPLE_TABLE", other.id()).size()));
    assertTrue(attic.isNamed(poison.id()));

    spoilt.put("version", AttributeValue.fromN("1"));
    put("PEOPLE_TABLE", spoilt);
    PurgeSummary next = attic.purge();
    assertEquals(Map.of("member", 1), next.byKind());
    assertEquals(1, next.failed());
    assertEquals(0, attic.naming("PEOPLE_TABLE", poison.id()).size());
  }

  @Test
  void aSpoiltRecordOfADayIsSeenAgainHoweverLate() {
    Person poison = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    Map<String, AttributeValue> spoilt = new HashMap<>(stored(poison));
    spoilt.remove("version");
    put("PEOPLE_TABLE", spoilt);
    attic.passTo(Instant.parse("2027-11-21T10:00:00Z"));
    assertEquals(1, attic.purge().failed());
    aws.clock().advance(Duration.ofDays(10));
    assertEquals(1, attic.purge().failed());
    aws.clock().advance(Duration.ofDays(10));
    spoilt.put("version", AttributeValue.fromN("1"));
    put("PEOPLE_TABLE", spoilt);
    assertEquals(Map.of("member", 1), attic.purge().byKind());
    assertEquals(0, attic.purge().due());
  }

  @Test
  void aRecordWhoseOwnDeadlineMovedIsKeptAndFoundOnItsNewDay() {
    Person person = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    Deadline wrong = new Deadline.At(Instant.parse("2027-06-01T00:00:00Z"));
    attic.store.write(
        Write.put(
            ExpiryBucket.row(Table.PEOPLE, wrong, Members.KIND, person.id()), Condition.none()));
    attic.passTo(Instant.parse("2027-06-01T00:00:00Z"));
    PurgeSummary early = attic.purge();
    assertEquals(1, early.due());
    assertEquals(1, early.kept());
    assertEquals(0, early.deleted());
    assertTrue(attic.bean(Members.class).find(person.id()).isPresent());
    assertEquals(0, attic.purge().due());
    attic.passTo(Instant.parse("2027-11-21T10:00:00Z"));
    assertEquals(Map.of("member", 1), attic.purge().byKind());
  }

  @Test
  void anErasureThatBrokeOffIsFinished() {
    Person person = attic.person();
    Key broken = new Key(Table.EVENTS, "M#" + person.id(), "R#broken");
    attic.store.write(
        Write.put(
            new Item(broken, RetentionRule.ANSWERS.from(attic.now()), Attributes.none()),
            Condition.none()));
    attic.passTo(attic.campaignEnd());
    assertEquals(1, attic.purge().failed());
    assertEquals(0, attic.naming("KEYS_TABLE", person.id()).size());
    assertTrue(attic.bean(Members.class).account(person.id()).isEmpty());
    attic.store.write(Write.remove(broken, Condition.none()));
    aws.clock().advance(Duration.ofHours(1));
    PurgeSummary next = attic.purge();
    assertEquals(0, next.failed());
    assertEquals(0, attic.naming("PEOPLE_TABLE", person.id()).size());
    assertEquals(0, attic.naming("EPHEMERAL_TABLE", person.id()).size());
    assertEquals(0, attic.purge().due());
  }

  @Test
  void whenTimeRunsOutTheNextRunGoesOn() {
    IntStream.range(0, 30).forEach(_ -> attic.person());
    attic.passTo(attic.campaignEnd());
    int deleted = 0;
    int runs = 0;
    PurgeSummary last = attic.purge(lasting(0));
    assertTrue(last.more());
    assertEquals(0, last.deleted());
    // The days of the overlap ask for the time first; then there is enough for a few records more.
    for (int asked = 230; runs < 50; asked += 60) {
      last = attic.purge(lasting(asked));
      deleted += last.deleted();
      runs++;
      if (!last.more()) {
        break;
      }
    }
    assertFalse(last.more());
    assertTrue(runs > 1, "one run did it all: nothing was proved");
    assertEquals(30, deleted);
    assertEquals(0, attic.purge().due());
  }

  /** A run whose time is over once it has been asked for so many times. */
  private static Context lasting(int questions) {
    AtomicInteger asked = new AtomicInteger();
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" ->
                      asked.incrementAndGet() > questions ? 1_000 : 60_000;
                  case "getMemoryLimitInMB" -> 1024;
                  default -> null;
                });
  }

  @Test
  void eachRunLeavesALineOfNumbers() {
    attic.person();
    attic.passTo(attic.campaignEnd());
    attic.purge();
    var lines =
        aws.scan("AUDIT_TABLE").stream()
            .filter(item -> Attic.text(item, "action").equals("purge"))
            .toList();
    assertEquals(1, lines.size());
    assertEquals("function:purge", Attic.text(lines.getFirst(), "actor"));
    Row about = new Row(lines.getFirst()).map("about");
    assertEquals("1", about.text("deleted"));
    assertEquals("1", about.text("kind-member"));
  }

  @Test
  void aRunWithNothingDueReadsFewPartitions() {
    attic.purge();
    aws.meter().reset();
    aws.clock().advance(Duration.ofHours(1));
    assertEquals(0, attic.purge().due());
    // 3 days of 16 partitions in 3 tables, 3 days of audit lines, the checkpoint twice.
    assertTrue(aws.meter().count("Query") <= 3 * 48 + 5, aws.meter().byOperation().toString());
    assertEquals(1, aws.meter().count("PutItem"));
  }

  /** The rate that matters: 300,000 members within 24 h ask for 3.5 a second. */
  @Test
  @Tag("thorough")
  void thousandsOfMembersGoQuickly() {
    IntStream.range(0, 2_000).parallel().forEach(_ -> attic.person());
    endorse(20_000);
    attic.passTo(attic.campaignEnd());
    long start = System.nanoTime();
    PurgeSummary summary = attic.purge();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertEquals(22_000, summary.deleted());
    assertTrue(2_000 / seconds > 3.5, "members a second: " + 2_000 / seconds);
  }

  private void endorse(int count) {
    attic
        .bean(Endorsements.class)
        .putAll(
            IntStream.range(0, count)
                .mapToObj(
                    i ->
                        new Endorsement(
                            Sessions.sha256("endorser " + i),
                            Basis.ENDORSER,
                            attic.now(),
                            "test",
                            "activation-1"))
                .toList());
  }

  private Map<String, AttributeValue> stored(Person person) {
    return aws.scan("PEOPLE_TABLE").stream()
        .filter(item -> Attic.text(item, "pk").equals("M#" + person.id()))
        .filter(item -> Attic.text(item, "sk").equals("P"))
        .findFirst()
        .orElseThrow();
  }

  private void put(String table, Map<String, AttributeValue> item) {
    aws.dynamoDb().putItem(r -> r.tableName(aws.table(table)).item(item));
  }

  private int files() {
    return aws.s3().listObjectsV2(r -> r.bucket(aws.bucket())).contents().size();
  }

  private static software.amazon.awssdk.core.sync.RequestBody body(String text) {
    return software.amazon.awssdk.core.sync.RequestBody.fromString(text);
  }
}
