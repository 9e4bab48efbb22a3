package fr.actionpopulaire.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What happens without a call to a function, and what this machine alone has. */
class LocalSystemTest extends EchoSystem {
  @Test
  void readsTheStream() throws Exception {
    try (DynamoDbClient dynamoDb = dynamoDb()) {
      put(dynamoDb, "O#first", 0);
      put(dynamoDb, "O#poison", 0);
      put(dynamoDb, "O#last", 0);
      await(() -> lines("stream").anyMatch(line -> line.contains("O#last")));
      await(() -> CONSOLE.stream().anyMatch(line -> line.contains("dead-letter")));
      String record =
          lines("stream").filter(line -> line.contains("O#first")).findFirst().orElseThrow();
      JsonNode event = JSON.readTree(record.substring(record.indexOf('{')));
      JsonNode first = event.at("/Records/0");
      assertEquals("INSERT", first.path("eventName").asText());
      assertEquals("aws:dynamodb", first.path("eventSource").asText());
      assertEquals("O#first", first.at("/dynamodb/Keys/pk/S").asText());
      assertEquals("KEYS_ONLY", first.at("/dynamodb/StreamViewType").asText());
      dynamoDb.deleteItem(it -> it.tableName("outbox").key(key("O#first")));
      put(dynamoDb, "O#after", 0);
      await(() -> lines("stream").anyMatch(line -> line.contains("O#after")));
      assertTrue(lines("stream").noneMatch(line -> line.contains("REMOVE")));
    }
  }

  @Test
  void movesTheClockAndSweeps() throws Exception {
    try (DynamoDbClient dynamoDb = dynamoDb()) {
      put(dynamoDb, "O#due", Instant.parse("2027-05-20T02:59:59Z").getEpochSecond());
      put(dynamoDb, "O#kept", Instant.parse("2027-06-20T03:00:00Z").getEpochSecond());
      HttpResponse<String> moved = clock("{\"now\":\"2027-05-20T03:00:00Z\"}");
      assertEquals(200, moved.statusCode());
      assertTrue(moved.body().startsWith("{\"now\":\"2027-05-20T03:00:0"), moved.body());
      String seen = invoke("hello", "{\"do\":\"clock\"}").body();
      assertTrue(seen.startsWith("\"2027-05-20T03:0"), seen);
      assertFalse(dynamoDb.getItem(it -> it.tableName("outbox").key(key("O#due"))).hasItem());
      assertTrue(dynamoDb.getItem(it -> it.tableName("outbox").key(key("O#kept"))).hasItem());
      assertEquals(422, clock("{\"now\":\"tomorrow\"}").statusCode());
      assertEquals(422, clock("{\"now\":\"2027-05-20T03:00:00\"}").statusCode());
      assertEquals(422, clock("nonsense").statusCode());
      clock("{\"now\":\"" + Instant.now() + "\"}");
    }
  }

  @Test
  void storesImportsAndAnswersTheSummary() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/_local/imports/a.csv")
                .PUT(BodyPublishers.ofString("email\na@example.org\n")));
    JsonNode event = JSON.readTree(answer.body());
    assertEquals("imports/a.csv", event.at("/Records/0/s3/object/key").asText());
    assertEquals("private-bucket", event.at("/Records/0/s3/bucket/name").asText());
    assertEquals(20, event.at("/Records/0/s3/object/size").asInt());
    assertEquals(
        400,
        send(request("/_local/imports/..%2Fa.csv").PUT(BodyPublishers.ofString("x"))).statusCode());
    assertEquals(405, send(request("/_local/imports/a.csv")).statusCode());
  }

  @Test
  void localPagesAreForThisMachineAlone() throws Exception {
    assertEquals(200, send(request("/_local/staff.json")).statusCode());
    assertEquals(
        403, send(request("/_local/staff.json").header("Host", "evil.example")).statusCode());
    assertEquals(
        403,
        send(request("/_local/staff.json").header("Origin", "https://evil.example")).statusCode());
    assertEquals("[]", send(request("/_local/inbox.json?to=nobody@example.org")).body());
    assertTrue(
        header(send(request("/_local/inbox")), "content-security-policy")
            .contains("default-src 'none'"));
    assertEquals(404, send(request("/_local/other")).statusCode());
  }

  @Test
  void saysWhichPortIsTaken() {
    Settings taken =
        new Settings(
            folder.resolve("house"),
            Fixture.tools(),
            system.address().getPort(),
            Optional.empty(),
            folder.resolve("other"),
            false,
            1,
            Map.of(),
            line -> {});
    CannotStart said = assertThrows(CannotStart.class, () -> LocalSystem.start(taken));
    String sentence = String.valueOf(said.getMessage());
    assertTrue(sentence.startsWith("Port " + system.address().getPort() + " is taken"), sentence);
  }

  private static HttpResponse<String> clock(String body) throws Exception {
    return send(request("/_local/clock").PUT(BodyPublishers.ofString(body)));
  }

  private static Stream<String> lines(String containing) {
    return system.logs().stream().filter(line -> line.contains(containing));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen in 20 s");
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .endpointOverride(system.aws().dynamodb())
        .region(Region.EU_WEST_3)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static Map<String, AttributeValue> key(String pk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS("M"));
  }

  private static void put(DynamoDbClient dynamoDb, String pk, long ttl) {
    Map<String, AttributeValue> item = new HashMap<>(key(pk));
    if (ttl > 0) {
      item.put("ttl", AttributeValue.fromN(Long.toString(ttl)));
    }
    dynamoDb.putItem(it -> it.tableName("outbox").item(item));
  }
}
