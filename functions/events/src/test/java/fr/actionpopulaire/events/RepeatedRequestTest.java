package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The Idempotency-Key: a request is carried out once, whatever the network does to it. */
@EmbeddedAwsTest
class RepeatedRequestTest {

  private static final String KEY = "4d0a7a52-0d5c-4b8e-9d47-4c1a02b1a0b4";

  private final TestAws aws;
  private final Town town;
  private final Town.Someone member;

  RepeatedRequestTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    member = town.member("Camille");
  }

  private Response publish(String key, Map<String, ?> sheet) {
    return town.events.call(
        Payload.post("/v1/events")
            .bearer(member.token())
            .header("idempotency-key", key)
            .json(sheet));
  }

  private long events() {
    return aws.scan("EVENTS_TABLE").stream()
        .filter(item -> "META".equals(item.getOrDefault("sk", AttributeValue.fromS("")).s()))
        .count();
  }

  @Test
  void theSameRequestAgainGetsTheSameAnswerForADay() {
    Map<String, Object> sheet = town.sheet();
    Response first = publish(KEY, sheet);
    assertEquals(201, first.status(), first::toString);
    aws.clock().advance(Duration.ofHours(24).minusSeconds(1));
    Response again = publish(KEY, sheet);
    assertEquals(201, again.status(), again::toString);
    assertEquals(first.json(), again.json());
    assertEquals(first.header("location"), again.header("location"));
    assertEquals(first.header("etag"), again.header("etag"));
    assertEquals("application/json", again.header("content-type").orElseThrow());
    assertEquals(1, events());
    aws.clock().advance(Duration.ofSeconds(1));
    Response later = publish(KEY, sheet);
    assertEquals(201, later.status(), later::toString);
    assertNotEquals(first.text("/id"), later.text("/id"));
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefused() {
    assertEquals(201, publish("other", town.sheet()).status());
    Response answer = publish("other", town.sheet("title", "Autre chose"));
    assertEquals(422, answer.status());
    assertEquals("/problems/key-reused", answer.text("/type").orElseThrow());
  }

  @Test
  void aCancellationHasItsKeyToo() {
    String id = town.published(member, town.sheet());
    Payload payload =
        Payload.post("/v1/events/" + id + "/cancellation")
            .bearer(member.token())
            .header("idempotency-key", "called-off");
    Response first = town.events.call(payload.json(Map.of("reason", "Pluie")));
    assertEquals(200, first.status(), first::toString);
    Response again = town.events.call(payload.json(Map.of("reason", "Pluie")));
    assertEquals(200, again.status());
    assertEquals(first.json(), again.json());
    assertEquals(first.header("etag"), again.header("etag"));
    Response other = town.events.call(payload.json(Map.of("reason", "Neige")));
    assertEquals(422, other.status());
    assertEquals("/problems/key-reused", other.text("/type").orElseThrow());
  }

  @Test
  void anotherMembersKeyIsAnother() {
    Response mine = publish("common", town.sheet());
    Response theirs =
        town.events.call(
            Payload.post("/v1/events")
                .bearer(town.member("Dominique").token())
                .header("idempotency-key", "common")
                .json(town.sheet()));
    assertEquals(201, theirs.status());
    assertNotEquals(mine.text("/id"), theirs.text("/id"));
  }

  @Test
  void whoWasRefusedMayCorrectAndTryAgain() {
    assertEquals(422, publish("retry", town.sheet("title", "x")).status());
    assertEquals(201, publish("retry", town.sheet()).status());
  }

  @Test
  void aKeyHasAForm() {
    assertEquals(400, publish("with space", town.sheet()).status());
    assertEquals(400, publish("k".repeat(129), town.sheet()).status());
    assertEquals(201, publish("k".repeat(128), town.sheet()).status());
  }

  @Test
  void nothingReadableIsKept() {
    assertEquals(201, publish("secret-key", town.sheet("title", "Titre sensible")).status());
    String stored =
        aws.scan("EPHEMERAL_TABLE").stream().map(Object::toString).collect(Collectors.joining());
    assertFalse(stored.contains("secret-key"));
    assertFalse(stored.contains("Titre sensible"));
    assertFalse(stored.contains("Tractage"));
  }

  @Test
  void ofManyAtOnceOneIsCarriedOut() throws InterruptedException, ExecutionException {
    Map<String, Object> sheet = town.sheet("title", "Au même moment");
    long before = events();
    List<Future<Response>> running = new ArrayList<>();
    try (var clients = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 16; i++) {
        running.add(clients.submit(() -> publish("at-once", sheet)));
      }
    }
    Set<String> ids = new java.util.HashSet<>();
    for (Future<Response> client : running) {
      Response answer = client.get();
      assertTrue(answer.status() == 201 || answer.status() == 409, answer::toString);
      answer.text("/id").ifPresent(ids::add);
    }
    assertEquals(1, ids.size());
    assertEquals(before + 1, events());
  }

  @Test
  void afterACrashTheNextTryGoesOnUnderTheSameId() {
    Map<String, Object> sheet = town.sheet("title", "Coupure de courant");
    Response first = publish("crash", sheet);
    // As if the function had died between publishing and keeping its answer.
    aws.scan("EPHEMERAL_TABLE").stream()
        .filter(item -> item.containsKey("answer"))
        .filter(item -> first.text("/id").equals(java.util.Optional.ofNullable(id(item))))
        .forEach(
            item ->
                aws.dynamoDb()
                    .updateItem(
                        update ->
                            update
                                .tableName(aws.table("EPHEMERAL_TABLE"))
                                .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                                .updateExpression("SET #s = :s REMOVE answer")
                                .expressionAttributeNames(Map.of("#s", "state"))
                                .expressionAttributeValues(
                                    Map.of(":s", AttributeValue.fromS("IN_PROGRESS")))));
    aws.clock().advance(Duration.ofSeconds(29));
    Response tooSoon = publish("crash", sheet);
    assertEquals(409, tooSoon.status());
    assertEquals("/problems/in-progress", tooSoon.text("/type").orElseThrow());
    assertTrue(tooSoon.header("retry-after").isPresent());
    aws.clock().advance(Duration.ofSeconds(1));
    Response second = publish("crash", sheet);
    assertEquals(201, second.status(), second::toString);
    assertEquals(first.text("/id"), second.text("/id"));
  }

  private static @org.jspecify.annotations.Nullable String id(Map<String, AttributeValue> item) {
    AttributeValue id = item.get("id");
    return id == null ? null : id.s();
  }
}
