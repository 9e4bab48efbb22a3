package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C3, C4: anybody may report, gets a receipt, and is named to nobody. */
@EmbeddedAwsTest
class FileReportTest {

  private static final List<String> TABLES =
      List.of("MODERATION_TABLE", "KEYS_TABLE", "OUTBOX_TABLE", "EVENTS_TABLE");

  private final TestAws aws;
  private final Scene scene;

  FileReportTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private Map<String, Set<?>> everything() {
    return TABLES.stream().collect(Collectors.toMap(t -> t, t -> Set.copyOf(aws.scan(t))));
  }

  @Test
  @Tag("C4")
  @Tag("C6")
  void aNoticeIsStoredWithItsReceiptInOneTransaction() {
    Event event = scene.event();
    Map<String, Object> body = Scene.body("/evenements/" + event.id());
    body.put("name", "Dominique Secret");
    body.put("email", "Reporter@Example.org ");
    aws.meter().reset();
    Response answer = scene.file(body);

    assertEquals(201, answer.status(), answer.body());
    String report = answer.text("/report").orElseThrow();
    assertTrue(RandomId.isOne(report));
    assertEquals("2026-11-21T10:00:00Z", answer.text("/receivedAt").orElseThrow());
    assertEquals("/v1/reports/" + report, answer.header("location").orElseThrow());
    assertEquals(1, aws.meter().count("TransactWriteItems"));

    var mails =
        aws.scan("OUTBOX_TABLE").stream()
            .filter(item -> Scene.text(item, "recipient").equals(report))
            .toList();
    assertEquals(1, mails.size());
    assertEquals("NOTICE_RECEIVED", Scene.text(mails.getFirst(), "kind"));

    var reporter = scene.context.getBean(Notices.class).reporter(report).orElseThrow();
    assertEquals("Dominique Secret", reporter.name());
    assertEquals(
        "reporter@example.org",
        String.valueOf(reporter.email() == null ? "" : reporter.email().value()));
    for (String table : TABLES) {
      String stored = aws.scan(table).toString();
      assertFalse(stored.contains("Dominique"), table);
      assertFalse(stored.contains("reporter@"), table);
    }
  }

  @Test
  @Tag("C6")
  void withoutTheReportersKeyNobodyCanTellWhoItWas() {
    Map<String, Object> body = Scene.body("/evenements");
    body.put("email", "reporter@example.org");
    String report = scene.filed(body);
    Notices notices = scene.context.getBean(Notices.class);
    assertTrue(notices.reporter(report).isPresent());
    scene.store.write(Keys.shred(new Owner.Reporter(report)));
    assertTrue(notices.reporter(report).isEmpty());
    assertEquals(200, scene.get("/v1/reports/" + report).status());
  }

  @Test
  void anAnonymousNoticeNeedsNeitherKeyNorMail() {
    String report = scene.filed(Scene.body("/"));
    assertTrue(
        aws.scan("KEYS_TABLE").stream()
            .noneMatch(item -> Scene.text(item, "pk").equals("RP#" + report)));
    assertTrue(
        aws.scan("OUTBOX_TABLE").stream()
            .noneMatch(item -> Scene.text(item, "recipient").equals(report)));
    assertFalse(scene.context.getBean(Notices.class).find(report).orElseThrow().identified());
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("target", null, "/target"),
        Arguments.of("target", "https://example.org/", "/target"),
        Arguments.of("target", "//example.org", "/target"),
        Arguments.of("target", "/" + "a".repeat(200), "/target"),
        Arguments.of("target", "/evenements/zzzzzzzzzzzzzzzzzzzzzzzzzz", "/target"),
        Arguments.of("target", "/v1/events/zzzzzzzzzzzzzzzzzzzzzzzzzz.ics", "/target"),
        Arguments.of("ground", null, "/ground"),
        Arguments.of("ground", "boring", "/ground"),
        Arguments.of("explanation", null, "/explanation"),
        Arguments.of("explanation", "", "/explanation"),
        Arguments.of("explanation", " \n\t", "/explanation"),
        Arguments.of("explanation", "e".repeat(5001), "/explanation"),
        Arguments.of("explanation", "<script>alert(1)</script>", "/explanation"),
        Arguments.of("explanation", "nul\u0000 dans le texte", "/explanation"),
        Arguments.of("name", "<b>moi</b>", "/name"),
        Arguments.of("name", "deux\nlignes", "/name"),
        Arguments.of("name", "n".repeat(121), "/name"),
        Arguments.of("email", "nowhere", "/email"),
        Arguments.of("email", "a@example.org\r\nBcc: b@example.org", "/email"),
        Arguments.of("goodFaith", null, "/goodFaith"),
        Arguments.of("goodFaith", false, "/goodFaith"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  @Tag("C3")
  void aWrongValueIsNamedAndNothingIsStored(String field, Object value, String pointer) {
    Map<String, Object> body = Scene.body("/evenements");
    body.put(field, value);
    var before = everything();
    Response answer = scene.file(body);
    assertEquals(422, answer.status(), answer.body());
    assertEquals("application/problem+json", answer.header("content-type").orElseThrow());
    assertEquals(pointer, answer.text("/errors/0/pointer").orElseThrow());
    assertTrue(answer.text("/errors/1/pointer").isEmpty());
    assertFalse(answer.body().contains("alert"), "nothing sent is echoed");
    assertEquals(before, everything());
  }

  @Test
  void boundariesAreInclusive() {
    Map<String, Object> one = Scene.body("/" + "a".repeat(199));
    one.put("explanation", "x");
    scene.filed(one);
    Map<String, Object> most = Scene.body("/");
    most.put("explanation", "e".repeat(5000));
    most.put("name", "n".repeat(120));
    scene.filed(most);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "{\"target\":[]}",
        "{\"goodFaith\":{}}",
        "{\"target\":\"/\",\"admin\":true}"
      })
  void malformedJsonIsAProblem(String json) {
    var before = everything();
    Response answer = scene.reports.call(Payload.post("/v1/reports").json(json));
    assertEquals(400, answer.status(), answer.body());
    assertEquals("/problems/malformed", answer.text("/type").orElseThrow());
    assertEquals(before, everything());
  }

  @Test
  void quotesAndSqlAreKeptAsTyped() {
    String text = "L'union; -- \"${7*7}\" {{x}} é 🌱";
    Map<String, Object> body = Scene.body("/");
    body.put("explanation", text);
    String report = scene.filed(body);
    assertEquals(
        text, scene.context.getBean(Notices.class).find(report).orElseThrow().explanation());
  }

  @Test
  void twentyAnHourFromOneNetworkThenNoMore() {
    String network = Scene.network();
    Payload payload = Payload.post("/v1/reports").json(Scene.body("/evenements")).sourceIp(network);
    for (int i = 0; i < 20; i++) {
      assertEquals(201, scene.reports.call(payload).status());
    }
    var before = everything();
    Response refused = scene.reports.call(payload);
    assertEquals(429, refused.status());
    assertEquals("3600", refused.header("retry-after").orElseThrow());
    assertEquals(before, everything());
    assertEquals(201, scene.file(Scene.body("/evenements")).status(), "others may go on");
    aws.clock().advance(java.time.Duration.ofHours(1));
    assertEquals(201, scene.reports.call(payload).status());
  }

  @Test
  void oneKeyIsOneNotice() {
    Payload payload =
        Payload.post("/v1/reports")
            .json(Scene.body("/evenements"))
            .sourceIp(Scene.network())
            .header("idempotency-key", "once");
    Response first = scene.reports.call(payload);
    Response again = scene.reports.call(payload);
    assertEquals(201, first.status());
    assertEquals(201, again.status());
    assertEquals(first.text("/report"), again.text("/report"));
    assertEquals(
        422,
        scene.reports.call(payload.json(Scene.body("/"))).status(),
        "another request under the same key");
  }

  @Test
  void theFormDoesTheSameWithoutJavaScript() {
    Map<String, String> form =
        Map.of(
            "cible", "/evenements",
            "motif", "spam",
            "explication", "La même annonce revient.",
            "nom", "",
            "courriel", "reporter@example.org",
            "bonne-foi", "oui");
    String origin = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";
    Response answer =
        scene.reports.call(
            Payload.post("/signalement")
                .form(form)
                .header("origin", origin)
                .sourceIp(Scene.network()));
    assertEquals(303, answer.status(), answer.body());
    String location = answer.header("location").orElseThrow();
    assertTrue(location.startsWith("/signalements/"));
    Response page = scene.page(location);
    assertEquals(200, page.status());
    assertTrue(page.body().contains("Votre signalement est enregistré"));
    assertFalse(page.body().contains("reporter@"));

    Response foreign =
        scene.reports.call(
            Payload.post("/signalement").form(form).header("origin", "https://example.org"));
    assertEquals(403, foreign.status());
  }

  @Test
  void theFormKeepsWhatWasTypedAndEscapesIt() {
    Response shown = scene.page("/signalement?cible=/evenements/abc");
    assertEquals(200, shown.status());
    assertTrue(shown.body().contains("value=\"/evenements/abc\""), shown.body());
    assertNotEquals("", shown.header("content-security-policy").orElse(""));

    Response answer =
        scene.reports.call(
            Payload.post("/signalement")
                .form(
                    Map.of(
                        "cible", "\"><script>alert(1)</script>",
                        "motif", "spam",
                        "explication", "</textarea><script>alert(2)</script>"))
                .header("origin", "https://abcdefghij.execute-api.eu-west-3.amazonaws.com"));
    assertEquals(422, answer.status());
    assertFalse(answer.body().contains("<script>alert"), answer.body());
    assertTrue(answer.body().contains("Déclarez que votre signalement"));
  }
}
