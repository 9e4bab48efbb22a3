package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.MutableClock;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A23: who of staff read or decided what. */
@EmbeddedAwsTest
class AuditTest {

  private final TestAws aws;
  private final Scene scene;
  private final Audit audit;

  AuditTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
    audit = scene.context.getBean(Audit.class);
  }

  @Test
  void everyCallLeavesItsLineWithRoleAndSession() {
    aws.clock().set(Instant.parse("2026-12-01T10:00:00Z"));
    String report = scene.report(RandomId.next(), "/evenements", true);
    scene.get("/v1/moderation/reports");
    aws.clock().advance(Duration.ofSeconds(1));
    scene.get("/v1/moderation/reports/" + report);
    aws.clock().advance(Duration.ofSeconds(1));
    scene.moderation.call(Scene.decidePayload(report, Scene.decision("none")).signedBy(Scene.ALEX));
    aws.clock().advance(Duration.ofSeconds(1));
    scene.get("/v1/moderation/audit?from=2026-12-01");
    aws.clock().advance(Duration.ofSeconds(1));

    Response trail = scene.get("/v1/moderation/audit?from=2026-12-01&to=2026-12-01");
    assertEquals(200, trail.status(), trail.body());
    List<String> lines = new ArrayList<>();
    trail
        .json()
        .at("/items")
        .forEach(line -> lines.add(line.get("actor").asText() + " " + line.get("action").asText()));
    assertEquals(
        List.of(
            "Moderator/jo read-queue",
            "Moderator/jo read-report",
            "Moderator/alex decide",
            "Moderator/jo read-audit"),
        lines);
    assertFalse(trail.body().contains(Scene.REPORTER));
  }

  @Test
  void refusedCallsReadNothingAndLeaveNoLine() {
    int before = aws.scan("AUDIT_TABLE").size();
    scene.moderation.call(Payload.get("/v1/moderation/reports").viaFunctionUrl());
    assertEquals(before, aws.scan("AUDIT_TABLE").size());
  }

  @Test
  void pagesTogetherAreTheWholeTrailAcrossDays() {
    Instant start = Instant.parse("2026-10-10T22:00:00Z");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 205; i++) {
      Instant at = start.plus(Duration.ofMinutes(i));
      audit.add(new Audit.Act(at, "function:test", "act-" + i, Map.of(), null));
      expected.add("act-" + i);
    }
    List<String> found = new ArrayList<>();
    String query = "from=2026-10-10T22:00:00Z&to=2026-10-12";
    String next = "";
    do {
      Response page = scene.get("/v1/moderation/audit?" + query + next);
      assertEquals(200, page.status(), page.body());
      page.json().at("/items").forEach(line -> found.add(line.get("action").asText()));
      next = page.json().get("next").isNull() ? "" : "&cursor=" + page.json().get("next").asText();
    } while (!next.isEmpty());
    assertEquals(expected, found);
    assertEquals(found.size(), new HashSet<>(found).size());
  }

  @Test
  void theFirstInstantIsInAndTheLastIsOut() {
    Instant at = Instant.parse("2026-09-09T12:00:00Z");
    audit.add(new Audit.Act(at, "function:test", "here", Map.of(), null));
    assertEquals(1, items("from=2026-09-09T12:00:00Z&to=2026-09-09T12:00:00.001Z"));
    assertEquals(0, items("from=2026-09-09T11:00:00Z&to=2026-09-09T12:00:00Z"));
    assertEquals(0, items("from=2026-09-09T12:00:00.001Z&to=2026-09-09T13:00:00Z"));
    assertEquals(1, items("from=2026-09-09T13:59:00%2B02:00&to=2026-09-09T14:01:00%2B02:00"));
  }

  private int items(String query) {
    return scene.get("/v1/moderation/audit?" + query).json().at("/items").size();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=yesterday",
        "from=2026-11-21T10:00:00",
        "to=2026-13-01",
        "from=",
        "from=2026-11-21&to=2026-11-19",
        "from=2026-01-01&to=2026-02-01",
        "from=+999999999-12-31T00:00:00Z",
        "cursor=AAAA"
      })
  void unreadableDatesAndLongRangesAreRefused(String query) {
    assertEquals(422, scene.get("/v1/moderation/audit?" + query).status());
  }

  @Test
  void linesAreDeletedAtTwelveMonthsNotBefore() {
    Instant at = Instant.parse("2026-08-08T12:00:00Z");
    LocalDate day = LocalDate.parse("2026-08-08");
    audit.add(new Audit.Act(at, "function:test", "old", Map.of(), null));
    Instant due = Instant.parse("2027-08-08T12:00:00Z");
    aws.clock().set(due.minusMillis(1));
    assertEquals(0, audit.deleteExpired(day));
    aws.clock().set(due);
    assertEquals(0, audit.lines(day, at, due, 10, null).size(), "invisible at once");
    assertEquals(1, audit.deleteExpired(day));
    assertEquals(0, audit.deleteExpired(day));
    assertTrue(due.isAfter(MutableClock.START));
  }
}
