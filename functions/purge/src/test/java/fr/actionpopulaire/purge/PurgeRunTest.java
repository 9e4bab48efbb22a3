package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Endorsements.Basis;
import fr.actionpopulaire.dynamodb.Endorsements.Endorsement;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  @BeforeEach
  void emptyTables() {
    attic.empty();
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
    assertEquals(Map.of("member", 3, "event", 1, "endorsement", 5, "file", 1), dry.byKind());
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
    Map<String, Object> input =
        attic
            .bean(JsonMapper.class)
            .readValue(
                payload.getBytes(StandardCharsets.UTF_8),
                Argument.mapOf(String.class, Object.class));
    attic.passTo(attic.campaignEnd().minusMillis(1));
    assertEquals(0, ((PurgeSummary) Handler.run(attic.purge, input)).deleted());
    assertTrue(attic.bean(Members.class).find(person.id()).isPresent());
  }

  @Test
  @Tag("thorough")
  void whenTimeRunsOutTheNextRunGoesOn() {
    IntStream.range(0, 30).forEach(_ -> attic.person());
    attic.passTo(attic.campaignEnd());
    int deleted = 0;
    int runs = 0;
    PurgeSummary last = attic.purge(Attic.lasting(new AtomicInteger(), 0));
    assertTrue(last.more());
    assertEquals(0, last.deleted());
    // The days of the overlap ask for the time first; then there is enough for a few records more.
    for (int asked = 230; runs < 50; asked += 60) {
      last = attic.purge(Attic.lasting(new AtomicInteger(), asked));
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
    // 3 days of 16 partitions in 3 tables, 3 days of audit lines, the checkpoint twice, and the
    // requests about data that wait.
    assertTrue(aws.meter().count("Query") <= 3 * 48 + 6, aws.meter().byOperation().toString());
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

  private int files() {
    return aws.s3().listObjectsV2(r -> r.bucket(aws.bucket())).contents().size();
  }

  private static software.amazon.awssdk.core.sync.RequestBody body(String text) {
    return software.amazon.awssdk.core.sync.RequestBody.fromString(text);
  }
}
