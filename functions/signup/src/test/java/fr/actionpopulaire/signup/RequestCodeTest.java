package fr.actionpopulaire.signup;

import static fr.actionpopulaire.signup.Newcomer.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Quotas;
import fr.actionpopulaire.dynamodb.Quotas.Verdict.Allowed;
import fr.actionpopulaire.dynamodb.Quotas.Verdict.Exhausted;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@EmbeddedAwsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestCodeTest {

  private final TestAws aws;
  private final Newcomer somebody;

  RequestCodeTest(TestAws aws) {
    this.aws = aws;
    somebody = new Newcomer(aws, Map.of("codes.per.source", 10));
  }

  @Test
  @Tag("F1")
  void answersWithARequestThatLivesTenMinutes() {
    Response answer = somebody.ask("Someone.New@Example.ORG ");
    assertEquals(202, answer.status());
    assertEquals("application/json", answer.header("content-type").orElseThrow());
    assertEquals("no-store", answer.header("cache-control").orElseThrow());
    assertTrue(RandomId.isOne(answer.text("/request").orElseThrow()));
    assertEquals("2026-11-21T10:10:00Z", answer.text("/expiresAt").orElseThrow());
    assertEquals(2, answer.json().size());
  }

  @Test
  @Tag("F4")
  void strangerEndorserMemberAndSuspendedGetTheSameAnswerFromTheSameWork() {
    somebody.endorse("endorser@example.org");
    somebody.member("member@example.org");
    suspend(somebody.member("suspended@example.org"));
    aws.clock().advance(Duration.ofHours(2));
    Set<Object> traces =
        List.of(
                "stranger@example.org",
                "endorser@example.org",
                "member@example.org",
                "suspended@example.org")
            .stream()
            .map(this::traceOf)
            .collect(Collectors.toSet());
    assertEquals(1, traces.size(), traces::toString);
  }

  /** Status, header names, body's form, database work and stored attributes of one request. */
  private Object traceOf(String email) {
    Set<Object> before = Set.copyOf(somebody.stored());
    aws.meter().reset();
    Response answer = somebody.ask(email);
    Map<String, Integer> work = new TreeMap<>(aws.meter().byOperation());
    List<String> left =
        somebody.stored().stream()
            .filter(item -> !before.contains(item))
            .map(item -> item.get("sk") + " " + new TreeSet<>(item.keySet()))
            .sorted()
            .toList();
    List<String> fields = new ArrayList<>();
    answer.json().fieldNames().forEachRemaining(fields::add);
    return List.of(
        answer.status(),
        new TreeSet<>(answer.raw().getHeaders().keySet()),
        fields,
        answer.text("/expiresAt"),
        work,
        left);
  }

  @Test
  @Tag("F2")
  void theAddressLiesNowhereInClearAndNoCodeIsDrawnYet() {
    String request = somebody.request("hidden.person@example.org");
    for (String table : List.of("EPHEMERAL_TABLE", "OUTBOX_TABLE")) {
      assertFalse(aws.scan(table).toString().contains("hidden.person"), table);
    }
    assertTrue(
        aws.scan("EPHEMERAL_TABLE").stream()
            .filter(item -> attribute(item, "pk").s().equals("Q#" + Sessions.sha256(request)))
            .noneMatch(item -> item.containsKey("code")));
  }

  @Test
  void theOutboxNamesTheRequestOnlyByItsHash() {
    String request = somebody.request("outbox@example.org");
    assertFalse(aws.scan("OUTBOX_TABLE").toString().contains(request));
    assertFalse(aws.scan("EPHEMERAL_TABLE").toString().contains(request));
    assertTrue(somebody.draw(request, 1, Newcomer.CODE));
  }

  @Test
  @Tag("F3")
  void fiveCodesAnHourPerAddressWhateverTheSource() {
    for (int i = 0; i < 5; i++) {
      assertEquals(202, somebody.ask("five@example.org").status());
      aws.clock().advance(Duration.ofMinutes(10));
    }
    Response refused = somebody.ask("FIVE@example.org");
    assertEquals(429, refused.status());
    assertEquals("/problems/too-many-requests", refused.text("/type").orElseThrow());
    assertEquals("600", refused.header("retry-after").orElseThrow());
    assertFalse(refused.body().contains("five@"));
    aws.clock().advance(Duration.ofMinutes(10).minusMillis(1));
    Response almost = somebody.ask("five@example.org");
    assertEquals(429, almost.status());
    assertEquals("1", almost.header("retry-after").orElseThrow());
    aws.clock().advance(Duration.ofMillis(1));
    for (int i = 0; i < 5; i++) {
      assertEquals(202, somebody.ask("five@example.org").status());
    }
    assertEquals(429, somebody.ask("five@example.org").status());
  }

  @Test
  @Tag("F3")
  void soManyCodesAnHourPerSourceWhateverTheAddress() {
    String source = Newcomer.freshSource();
    for (int i = 0; i < 10; i++) {
      assertEquals(202, somebody.ask("source" + i + "@example.org", source).status());
    }
    Response refused = somebody.ask("source10@example.org", source);
    assertEquals(429, refused.status());
    assertEquals("3600", refused.header("retry-after").orElseThrow());
    assertEquals(202, somebody.ask("source10@example.org").status());
  }

  @Test
  @Tag("F3")
  void aQuotaOfOneUseLeavesTheOthers() {
    Quotas quotas = somebody.context.getBean(Quotas.class);
    String source = Newcomer.freshSource();
    for (Quotas.Use use : Quotas.Use.values()) {
      assertEquals(new Allowed(), quotas.takeForSource(use, source, 1), use.name());
      assertTrue(quotas.takeForSource(use, source, 1) instanceof Exhausted, use.name());
    }
  }

  @Test
  void aRefusedSourceDoesNotUseUpTheAddress() {
    String source = Newcomer.freshSource();
    for (int i = 0; i < 10; i++) {
      somebody.ask("used" + i + "@example.org", source);
    }
    for (int i = 0; i < 5; i++) {
      assertEquals(429, somebody.ask("target@example.org", source).status());
    }
    assertEquals(202, somebody.ask("target@example.org").status());
  }

  @Test
  @Tag("F3")
  void anIpv6NetworkIsOneSource() {
    for (int i = 0; i < 10; i++) {
      assertEquals(202, somebody.ask("v6-" + i + "@example.org", "2001:db8:1:2::" + i).status());
    }
    assertEquals(
        429, somebody.ask("v6-a@example.org", "2001:db8:1:2:ffff:ffff:ffff:ffff").status());
    assertEquals(202, somebody.ask("v6-b@example.org", "2001:db8:1:3::1").status());
  }

  @Test
  @Tag("F3")
  void aQuotaHoldsAgainstRequestsAtOnce() {
    List<Integer> statuses =
        IntStream.range(0, 24)
            .parallel()
            .mapToObj(_ -> somebody.ask("parallel@example.org").status())
            .sorted()
            .toList();
    assertEquals(5, statuses.stream().filter(status -> status == 202).count(), statuses::toString);
    assertEquals(19, statuses.stream().filter(status -> status == 429).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"email\":\"\"}",
        "{\"email\":null}",
        "{}",
        "{\"email\":\"not an address\"}",
        "{\"email\":\"a@b\"}",
        "{\"email\":\"x@example.org\\r\\nBcc: y@example.org\"}",
        "{\"email\":\"'; DROP TABLE members; --\"}",
        "{\"email\":\"<script>alert(1)</script>@example.org\"}",
        "{\"email\":[\"x@example.org\"]}",
        "{\"email\":5}",
        "{\"email\":{\"S\":\"x@example.org\"}}",
        "{\"email\":\"x@example.org\",\"admin\":true}",
        "{\"email\":\"x@example.org\"",
        "[]",
        "",
        "\"x@example.org\""
      })
  void whatIsNoAddressIsRefusedWithAProblemAndLeavesNothing(String body) {
    int before = somebody.stored().size();
    Response refused =
        somebody.signup.call(Payload.post("/v1/codes").json(body).sourceIp("203.0.113.9"));
    assertTrue(refused.status() == 400 || refused.status() == 422, refused::body);
    assertEquals("application/problem+json", refused.header("content-type").orElseThrow());
    assertFalse(refused.body().contains("example.org"), refused::body);
    assertEquals(before, somebody.stored().size());
  }

  @Test
  void tooLongOrNotJsonIsRefused() {
    byte[] megabyte =
        ("{\"email\":\"" + "a".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertEquals(
        413,
        somebody
            .signup
            .call(Payload.post("/v1/codes").body("application/json", megabyte))
            .status());
    assertEquals(
        415,
        somebody
            .signup
            .call(
                Payload.post("/v1/codes")
                    .body("text/plain", "x@example.org".getBytes(StandardCharsets.UTF_8)))
            .status());
    assertEquals(405, somebody.signup.call(Payload.put("/v1/codes").json("{}")).status());
  }

  private void suspend(String member) {
    aws.dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName(aws.table("PEOPLE_TABLE"))
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("M#" + member),
                            "sk", AttributeValue.fromS("P")))
                    .updateExpression("SET suspendedUntil = :until")
                    .expressionAttributeValues(
                        Map.of(":until", AttributeValue.fromN("253370764800000"))));
  }
}
