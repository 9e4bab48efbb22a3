package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.job.Visitor.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever is sent, the answer is a problem that repeats nothing, and nothing is stored or logged.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

  /** Stands in every bad text, so that an echo is seen wherever it comes out. */
  private static final String MARK = "zq7marque";

  private static final String GOOD_EVENT =
      """
      {"kind":"meeting","title":"Réunion","description":"Texte","startsAt":"2026-12-12T18:00:00+01:00",
       "endsAt":"2026-12-12T20:00:00+01:00","timeZone":"Europe/Paris","commune":"69383","capacity":10}
      """;

  private final LocalSystem system = RunningSystem.get();
  private final Visitor nobody = Visitor.of(system);
  private Visitor member = nobody;
  private Visitor verified = nobody;

  @BeforeAll
  void peopleToSendAs() {
    RunningSystem.moveClock(nobody, "2026-11-23T10:00:00Z");
    member = nobody.activate("bad.input@example.org", "Membre", "69383", true);
    verified = nobody.with(nobody.proveAddress("bad.input.new@example.org"));
  }

  private record Call(Visitor as, String method, String path, String good) {}

  private List<Call> calls() {
    String never = "0".repeat(26);
    return List.of(
        new Call(nobody, "POST", "/v1/codes", "{\"email\":\"x@example.org\"}"),
        new Call(nobody, "POST", "/v1/codes/" + never, "{\"code\":\"12345678\"}"),
        new Call(
            verified,
            "POST",
            "/v1/members",
            """
            {"firstName":"Prénom","lastName":"Nom","commune":"69383","over15":true,
             "consents":{"account":true},"textVersion":"2026-11","endorses":true}
            """),
        new Call(member, "POST", "/v1/events", GOOD_EVENT),
        new Call(member, "PUT", "/v1/events/" + never + "/rsvp", "{\"guests\":0}"),
        new Call(
            member,
            "PUT",
            "/v1/me/consents/newsletter",
            "{\"granted\":true,\"textVersion\":\"2026-11\"}"),
        new Call(
            nobody,
            "POST",
            "/v1/reports",
            """
            {"target":"/","ground":"other","explanation":"Une explication assez longue.",
             "goodFaith":true}
            """));
  }

  @TestFactory
  Stream<DynamicTest> brokenBodies() {
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("no JSON", MARK);
    bodies.put("half an object", "{\"" + MARK + "\":");
    bodies.put("an array", "[\"" + MARK + "\"]");
    bodies.put("a text", "\"" + MARK + "\"");
    bodies.put("null", "null");
    bodies.put("nothing", "");
    bodies.put("deep nesting", "[".repeat(20_000));
    bodies.put("a megabyte", "{\"" + MARK + "\":\"" + "a".repeat(1_000_000) + "\"}");
    return calls().stream()
        .flatMap(
            call ->
                bodies.entrySet().stream()
                    .map(
                        body ->
                            DynamicTest.dynamicTest(
                                call.path() + ": " + body.getKey(),
                                () -> assertRefused(send(call, body.getValue())))));
  }

  @TestFactory
  Stream<DynamicTest> unknownFieldsAndWrongTypes() {
    return calls().stream()
        .flatMap(
            call ->
                Stream.concat(
                    Stream.of(
                        DynamicTest.dynamicTest(
                            call.path() + ": unknown field",
                            () ->
                                assertRefused(
                                    send(
                                        call,
                                        call.good().replaceFirst("\\{", "{\"" + MARK + "\":1,"))))),
                    wrongTypes(call)));
  }

  private Stream<DynamicTest> wrongTypes(Call call) {
    return Stream.of("{\"" + MARK + "\":1}", "[[1]]")
        .map(
            value ->
                DynamicTest.dynamicTest(
                    call.path() + ": every value " + value,
                    () ->
                        assertRefused(
                            send(
                                call,
                                call.good()
                                    .replaceAll(
                                        ":\\s*(\"[^\"]*\"|true|false|\\d+)", ":" + value)))));
  }

  @Test
  void aWrongMediaTypeIs415() {
    for (Call call : calls()) {
      Answer answer =
          call.as()
              .send(call.method(), call.path(), call.good(), Map.of("content-type", "text/plain"));
      assertEquals(415, answer.status(), call.path());
      assertRefused(answer);
    }
  }

  @TestFactory
  Stream<DynamicTest> valuesNobodyMeans() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("\"title\":\"Réunion\"", "\"title\":\"a\\r\\nBcc: " + MARK + "@example.org\"");
    values.put("\"title\":\"Réunion\"  ", "\"title\":\"Robert'); DROP TABLE " + MARK + "; --\"");
    values.put("\"description\":\"Texte\" ", "\"description\":\"' OR '1'='1" + MARK + "\"");
    values.put("\"title\":\"Réunion\" ", "\"title\":\"<script>" + MARK + "</script>\"");
    values.put("\"description\":\"Texte\"", "\"description\":\"<img src=x " + MARK + ">\"");
    values.put("\"commune\":\"69383\"", "\"commune\":\"' OR 1=1 --" + MARK + "\"");
    values.put("\"commune\":\"69383\" ", "\"commune\":\"99999\"");
    values.put("2026-12-12T18:00:00+01:00", "2026-12-12T18:00:00");
    values.put("2026-12-12T18:00:00+01:00 ", "2026-02-30T18:00:00+01:00");
    values.put("2026-12-12T20:00:00+01:00", "2026-12-12T17:59:59+01:00");
    values.put("2026-12-12T20:00:00+01:00 ", "2026-12-19T18:00:01+01:00");
    values.put("\"timeZone\":\"Europe/Paris\"", "\"timeZone\":\"Mars/" + MARK + "\"");
    values.put("\"capacity\":10", "\"capacity\":0");
    values.put("\"capacity\":10 ", "\"capacity\":-1");
    values.put("\"capacity\":10  ", "\"capacity\":1e99");
    values.put("\"kind\":\"meeting\"", "\"kind\":\"" + MARK + "\"");
    return values.entrySet().stream()
        .map(
            value ->
                DynamicTest.dynamicTest(
                    value.getValue(),
                    () -> {
                      String body = GOOD_EVENT.replace(value.getKey().strip(), value.getValue());
                      assertFalse(body.equals(GOOD_EVENT), "nothing was replaced");
                      assertRefused(member.post("/v1/events", body));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> addressesOfNothing() {
    return Stream.of(
            "/v1/events/" + MARK,
            "/v1/events/..%2f..%2fetc",
            "/v1/events/%00",
            "/v1/events?commune=" + MARK,
            "/v1/events?commune=75111&radiusKm=" + MARK,
            "/v1/events?commune=75111&radiusKm=-1",
            "/v1/events?commune=75111&from=" + MARK,
            "/v1/events?commune=75111&cursor=" + MARK,
            "/v1/reports/" + MARK,
            "/v1/unsubscriptions/" + MARK,
            "/v1/communes",
            "/v1/" + MARK,
            "/v1/me",
            "/v1/moderation/reports")
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path,
                    () -> {
                      Answer answer = nobody.get(path);
                      assertTrue(
                          answer.status() >= 400 && answer.status() < 500,
                          path + " → " + answer.status());
                      assertFalse(answer.body().contains(MARK), answer.body());
                    }));
  }

  @Test
  @Tag("F16")
  void nothingOfItIsInTheLogs() {
    send(calls().getFirst(), "{\"" + MARK + "\":1}");
    for (String line : system.logs()) {
      assertFalse(line.contains(MARK), line);
    }
  }

  private static Answer send(Call call, String body) {
    return call.as()
        .send(call.method(), call.path(), body, Map.of("content-type", "application/json"));
  }

  private static void assertRefused(Answer answer) {
    assertTrue(
        answer.status() >= 400 && answer.status() < 500, answer.status() + " " + answer.body());
    assertTrue(answer.isProblem(), answer.header("content-type") + " " + answer.body());
    assertEquals(answer.status(), answer.json().path("status").asInt());
    assertTrue(answer.text("/type").startsWith("/problems/"), answer.body());
    assertFalse(answer.body().contains(MARK), "echoed: " + answer.body());
  }
}
