package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.dynamodb.Escalations;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C7: whom staff told of a danger is written down once and for all (DSA 18). */
@EmbeddedAwsTest
@Tag("C7")
class EscalationTest {

  private final TestAws aws;
  private final Scene scene;

  EscalationTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private String danger() {
    return scene.report(RandomId.next(), "/", true, Ground.ILLEGAL, true, null);
  }

  private Response tell(String report, Map<String, String> body) {
    return scene.moderation.call(
        Payload.post("/v1/moderation/reports/" + report + "/escalation")
            .json(body)
            .signedBy(Scene.JO));
  }

  private static Map<String, String> told(String authority, String reference) {
    return new HashMap<>(Map.of("authority", authority, "reference", reference));
  }

  /** Whether it is on the list, however many pages that has. */
  private boolean listed(String report) {
    String path = "/v1/moderation/escalations?status=open";
    for (String next = ""; next != null; ) {
      Response page = scene.get(path + (next.isEmpty() ? "" : "&cursor=" + next));
      assertEquals(200, page.status(), page.body());
      if (page.body().contains(report)) {
        return true;
      }
      next = page.text("/next").orElse(null);
    }
    return false;
  }

  @Test
  @Tag("A23")
  void itIsListedUntilSomebodyWasToldWhateverIsDecided() {
    String report = danger();
    assertTrue(listed(report));
    assertEquals(
        "open",
        scene
            .get("/v1/moderation/reports/" + report + "/file")
            .text("/escalation/status")
            .orElseThrow());
    scene.decided(report, Scene.decision("none"));
    assertTrue(listed(report), "decided, and nobody told");

    aws.meter().reset();
    Response answer = tell(report, told("pharos", "PHAROS 2026-114"));
    assertEquals(201, answer.status(), answer.body());
    assertEquals(Map.of("GetItem", 1, "TransactWriteItems", 1), aws.meter().byOperation());
    assertEquals("told", answer.text("/status").orElseThrow());
    assertEquals("Moderator/jo", answer.text("/told/0/by").orElseThrow());
    assertFalse(listed(report));

    Response file = scene.get("/v1/moderation/reports/" + report + "/file");
    assertEquals("pharos", file.text("/escalation/told/0/authority").orElseThrow());
    assertEquals("PHAROS 2026-114", file.text("/escalation/told/0/reference").orElseThrow());
    var lines =
        aws.scan("AUDIT_TABLE").stream()
            .filter(item -> Scene.text(item, "action").equals("tell-authority"))
            .filter(item -> item.toString().contains(report))
            .toList();
    assertEquals(1, lines.size());
    assertEquals("PHAROS 2026-114", Scene.text(lines.getFirst(), "reason"));
    assertTrue(lines.getFirst().toString().contains("pharos"));
  }

  @Test
  void anotherAuthorityIsAddedAndNothingIsChanged() {
    String report = danger();
    Instant first = aws.clock().instant();
    assertEquals(201, tell(report, told("emergency", "17, appel de 10 h")).status());
    aws.clock().advance(Duration.ofHours(1));
    Response second = tell(report, told("prosecutor", "courrier 12"));
    assertEquals(201, second.status());
    assertEquals("emergency", second.text("/told/0/authority").orElseThrow());
    assertEquals(first.toString(), second.text("/told/0/at").orElseThrow());
    assertEquals("prosecutor", second.text("/told/1/authority").orElseThrow());
    Response file = scene.get("/v1/moderation/reports/" + report + "/file");
    assertEquals("17, appel de 10 h", file.text("/escalation/told/0/reference").orElseThrow());
    assertEquals("courrier 12", file.text("/escalation/told/1/reference").orElseThrow());
    for (int i = 3; i <= Escalations.MOST; i++) {
      assertEquals(201, tell(report, told("other", "mairie")).status(), "no. " + i);
    }
    assertEquals(409, tell(report, told("other", "mairie")).status());
  }

  @Test
  void aFalseAlarmIsWrittenDownWithItsReason() {
    String report = danger();
    assertEquals(422, tell(report, Map.of("authority", "nobody")).status());
    assertTrue(listed(report));
    assertEquals(201, tell(report, told("nobody", "Une plaisanterie entre amis.")).status());
    assertFalse(listed(report));
  }

  @Test
  void theHourIsBetweenTheReportAndNow() {
    String report = danger();
    Instant received = aws.clock().instant();
    aws.clock().advance(Duration.ofHours(2));
    Instant now = aws.clock().instant();
    for (String wrong :
        List.of(
            received.minusMillis(1).toString(),
            now.plusMillis(1).toString(),
            "2026-11-21",
            "hier")) {
      Map<String, String> body = told("emergency", "17");
      body.put("at", wrong);
      Response refused = tell(report, body);
      assertEquals(422, refused.status(), wrong);
      assertEquals("/at", refused.text("/errors/0/pointer").orElseThrow());
    }
    assertTrue(listed(report));
    for (Instant right : List.of(received, received.plusMillis(1), now)) {
      Map<String, String> body = told("emergency", "17");
      body.put("at", right.toString());
      assertEquals(201, tell(report, body).status());
    }
  }

  @Test
  void whatSpeaksOfNoDangerHasNothingToTell() {
    Event event = scene.event();
    String report = scene.report(event);
    var before = Set.copyOf(aws.scan("MODERATION_TABLE"));
    assertEquals(404, tell(report, told("emergency", "17")).status());
    assertEquals(404, tell(RandomId.next(), told("emergency", "17")).status());
    assertEquals(404, tell("nothing", told("emergency", "17")).status());
    assertEquals(422, tell(danger(), told("mayor", "x")).status());
    assertTrue(aws.scan("MODERATION_TABLE").containsAll(before));
    assertFalse(listed(report));
    assertTrue(
        scene.get("/v1/moderation/reports/" + report + "/file").text("/escalation").isEmpty());
    assertEquals(422, scene.get("/v1/moderation/escalations?status=told").status());
    assertEquals(422, scene.get("/v1/moderation/escalations?cursor=x").status());
  }

  /** What was told is there as long as the decision, and goes with it. */
  @Test
  void itIsKeptAsLongAsItsReportAndNoLonger() {
    String report = danger();
    tell(report, told("emergency", "17"));
    aws.clock().advance(Duration.ofDays(300));
    scene.decided(report, Scene.decision("none"));
    Escalations escalations = scene.context.getBean(Escalations.class);
    Instant due =
        aws.clock()
            .instant()
            .atZone(java.time.ZoneId.of("Europe/Paris"))
            .plusMonths(12)
            .toInstant();
    aws.clock().set(due.minusMillis(1));
    assertTrue(escalations.find(report).isPresent());
    aws.clock().set(due);
    assertTrue(escalations.find(report).isEmpty());
    scene.context.getBean(Notices.class).deleteExpired(report);
    assertTrue(
        aws.scan("MODERATION_TABLE").stream()
            .noneMatch(item -> Scene.text(item, "pk").equals("RP#" + report)));
  }
}
