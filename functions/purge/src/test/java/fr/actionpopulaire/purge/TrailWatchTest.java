package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.StandardOutput;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What the table's own stream tells of a trail that was written, purged or touched. */
@EmbeddedAwsTest
@Tag("A23")
class TrailWatchTest {

  private static final Instant DUE = Instant.parse("2027-11-21T10:00:00Z");

  private final TestAws aws;
  private final Attic attic;
  private int told;

  TrailWatchTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
    changes();
  }

  private void look(Person... members) {
    attic
        .bean(Audit.class)
        .add(
            new Audit.Act(attic.now(), "Moderator/jo", "read-report", Map.of(), null),
            List.of(members).stream().map(Person::id).toList());
  }

  private List<Map<String, AttributeValue>> lines() {
    return attic.naming("AUDIT_TABLE", "read-report");
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> line) {
    Map<String, AttributeValue> key = new HashMap<>(line);
    key.keySet().retainAll(List.of("pk", "sk"));
    return key;
  }

  private void delete(Map<String, AttributeValue> line) {
    aws.dynamoDb().deleteItem(r -> r.tableName(aws.table("AUDIT_TABLE")).key(key(line)));
  }

  private void putOver(Map<String, AttributeValue> line, String actor) {
    Map<String, AttributeValue> other = new HashMap<>(line);
    other.put("actor", AttributeValue.fromS(actor));
    aws.dynamoDb().putItem(r -> r.tableName(aws.table("AUDIT_TABLE")).item(other));
  }

  /** What the stream has told since the last call, as Lambda would be given it. */
  private List<Map<String, Object>> changes() {
    String table = aws.table("AUDIT_TABLE");
    String stream = aws.dynamoDb().describeTable(r -> r.tableName(table)).table().latestStreamArn();
    List<Record> records = new ArrayList<>();
    var client = aws.dynamoDb().serviceClientConfiguration();
    try (DynamoDbStreamsClient streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(client.endpointOverride().orElseThrow())
            .region(client.region())
            .credentialsProvider(client.credentialsProvider())
            .build()) {
      for (var shard :
          streams.describeStream(r -> r.streamArn(stream)).streamDescription().shards()) {
        String from =
            streams
                .getShardIterator(
                    r ->
                        r.streamArn(stream)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        var page = streams.getRecords(r -> r.shardIterator(from).limit(1000));
        records.addAll(page.records());
      }
    }
    List<Map<String, Object>> fresh =
        records.subList(told, records.size()).stream().map(TrailWatchTest::json).toList();
    told = records.size();
    return fresh;
  }

  private static Map<String, Object> json(Record record) {
    Map<String, Object> keys = new HashMap<>();
    record.dynamodb().keys().forEach((name, value) -> keys.put(name, Map.of("S", value.s())));
    return Map.of("eventName", record.eventNameAsString(), "dynamodb", Map.of("Keys", keys));
  }

  private TrailSummary heard(List<Map<String, Object>> records) {
    return (TrailSummary) Handler.run(attic.purge, Map.of("Records", records));
  }

  @Test
  void linesThatAreAddedAndPurgedAreInOrder() {
    look(attic.person(), attic.person());
    List<Map<String, Object>> added = changes();
    assertEquals(3, added.size());
    assertEquals(new TrailSummary(3, 0, 0), heard(added));
    attic.passTo(DUE);
    changes();
    assertEquals(1, attic.purge().byKind().get("audit"));
    List<Map<String, Object>> purged =
        changes().stream().filter(record -> "REMOVE".equals(record.get("eventName"))).toList();
    assertEquals(3, purged.size(), "the line and what stood under two members");
    String log = StandardOutput.of(() -> assertEquals(new TrailSummary(3, 0, 0), heard(purged)));
    assertFalse(log.contains("touched"), log);
  }

  @Test
  void aDeletionByHandIsHeardUntilTheLinesTimeIsOver() {
    look(attic.person());
    changes();
    lines().forEach(this::delete);
    List<Map<String, Object>> deleted = changes();
    assertEquals(new TrailSummary(2, 0, 2), heard(deleted), "the line, and the member's");
    aws.clock().set(DUE.minusMillis(1));
    assertEquals(2, ((TrailSummary) heard(deleted)).early());
    for (Instant over : List.of(DUE, DUE.plusMillis(1))) {
      aws.clock().set(over);
      assertEquals(new TrailSummary(2, 0, 0), heard(deleted), over.toString());
    }
  }

  @Test
  void aPutOverALineIsHeardEvenWhenItsTimeIsOver() {
    look();
    changes();
    Map<String, AttributeValue> line = lines().getFirst();
    putOver(line, "Moderator/somebody-else");
    List<Map<String, Object>> put = changes();
    assertEquals(new TrailSummary(1, 1, 0), heard(put));
    aws.clock().set(DUE.plus(Duration.ofDays(1)));
    assertEquals(new TrailSummary(1, 1, 0), heard(put));
    assertEquals("Moderator/somebody-else", new Row(lines().getFirst()).text("actor"));
  }

  @Test
  void aLineReplacedByDeletingAndAddingIsHeard() {
    look();
    changes();
    Map<String, AttributeValue> line = lines().getFirst();
    delete(line);
    putOver(line, "Moderator/somebody-else");
    assertEquals(new TrailSummary(2, 0, 1), heard(changes()));
  }

  @Test
  void checkpointsAreLinesToo() {
    attic.purge();
    changes();
    Map<String, AttributeValue> checkpoint = attic.naming("AUDIT_TABLE", "PURGE").getFirst();
    delete(checkpoint);
    assertEquals(new TrailSummary(1, 0, 1), heard(changes()));
  }

  @Test
  void theLogSaysWhatTheAlarmListensForAndNamesNobody() throws IOException {
    Matcher pattern =
        Pattern.compile("TrailTouchedFilter:\\s(?:.*\\n)*?.*FilterPattern: '\"([^\"]+)\"'")
            .matcher(Files.readString(Path.of(System.getProperty("house"), "template.yaml")));
    assertTrue(pattern.find());
    Person person = attic.person();
    look(person);
    changes();
    lines().forEach(this::delete);
    List<Map<String, Object>> deleted = changes();
    aws.meter().reset();
    String log = StandardOutput.of(() -> heard(deleted));
    assertTrue(log.contains(pattern.group(1) + ": 0 changed, 2 deleted"), log);
    assertFalse(log.contains(person.id()), log);
    assertFalse(log.contains("Moderator"), log);
    assertEquals(0, aws.meter().count(), "it asks the database nothing");
  }

  /** Better an alarm too many than a change nobody can read. */
  @Test
  void whatCannotBeReadIsHeardAsAChange() {
    assertEquals(new TrailSummary(1, 1, 0), heard(List.of(Map.of())));
    assertEquals(new TrailSummary(1, 1, 0), Handler.run(attic.purge, Map.of("Records", "REMOVE")));
    assertEquals(
        new TrailSummary(2, 0, 2),
        heard(
            List.of(
                Map.of("eventName", "REMOVE"),
                Map.of(
                    "eventName",
                    "REMOVE",
                    "dynamodb",
                    Map.of("Keys", Map.of("sk", Map.of("S", "x#y")))))));
  }
}
