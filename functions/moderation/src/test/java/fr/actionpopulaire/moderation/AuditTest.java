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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
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
  @Tag("A23")
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
    assertEquals(expected, followed("/v1/moderation/audit?" + query));
  }

  /** What the pages of {@code Link} hold, each for {@link ReadAudit#QUERIES} queries at most. */
  private List<String> followed(String first) {
    List<String> found = new ArrayList<>();
    String path = first;
    while (true) {
      aws.meter().reset();
      Response page = scene.get(path);
      assertEquals(200, page.status(), page.body());
      assertTrue(aws.meter().count("Query") <= ReadAudit.QUERIES);
      page.json().at("/items").forEach(line -> found.add(line.get("action").asText()));
      Optional<String> link = page.header("link");
      assertEquals(page.json().get("next").isNull(), link.isEmpty());
      if (link.isEmpty()) {
        return found;
      }
      path = link.get().substring(1, link.get().indexOf('>'));
      // The time between two pages must not move the range they are of.
      aws.clock().advance(Duration.ofMinutes(1));
    }
  }

  @Test
  void blanksAreNoDates() {
    aws.clock().set(Instant.parse("2026-06-06T10:00:00Z"));
    add(Instant.parse("2026-06-05T10:00:00Z"), "recent");
    List<String> found = followed("/v1/moderation/audit?from=&to=%20&cursor=");
    assertTrue(found.contains("recent"));
  }

  @Tag("thorough")
  @Test
  @Tag("A23")
  void aRangeHasNoLimit() {
    Instant now = Instant.parse("2026-11-01T12:00:00Z");
    aws.clock().set(now);
    // Twelve months in Paris, as the retention rule counts.
    Instant oldest = Instant.parse("2025-11-01T12:00:00.001Z");
    List<String> expected = List.of("oldest", "between", "newest");
    add(oldest.minusMillis(1), "expired");
    add(oldest, "oldest");
    add(Instant.parse("2026-04-01T00:00:00Z"), "between");
    add(now.minusMillis(1), "newest");
    for (String range :
        List.of("from=2000-01-02&to=2999-12-30", "from=2025-10-01", "from=2025-11-01")) {
      aws.clock().set(now);
      List<String> found = followed("/v1/moderation/audit?" + range);
      found.retainAll(List.of("expired", "oldest", "between", "newest"));
      // By the second page the oldest line has expired; it was on the first.
      assertEquals(expected, found, range);
    }
    aws.clock().set(now);
    aws.meter().reset();
    Response before = scene.get("/v1/moderation/audit?from=2000-01-02&to=2025-10-30");
    assertTrue(before.json().get("next").isNull());
    assertEquals(0, aws.meter().count("Query"), "of days without lines nothing is read");
  }

  private void add(Instant at, String action) {
    audit.add(new Audit.Act(at, "function:test", action, Map.of(), null));
  }

  @Test
  void aPageWithoutDatesGoesOnWhereItWas() {
    Instant start = Instant.parse("2026-08-20T10:00:00Z");
    aws.clock().set(start.plus(Duration.ofDays(7)).minusMillis(1));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      add(start, "burst");
      expected.add("burst");
    }
    List<String> found = followed("/v1/moderation/audit");
    // The first page left a line of its own within the range.
    assertTrue(found.remove("read-audit"));
    assertEquals(expected, found);
  }

  @Test
  void aCursorOfAnotherRangeIsRefused() {
    add(Instant.parse("2026-10-01T10:00:00Z"), "one");
    String range = "from=2026-07-01&to=2026-09-30";
    String cursor = scene.get("/v1/moderation/audit?" + range).text("/next").orElseThrow();
    String path = "/v1/moderation/audit?cursor=" + cursor;
    assertEquals(200, scene.get(path).status());
    assertEquals(200, scene.get(path + "&" + range).status());
    assertEquals(200, scene.get(path + "&from=2026-07-01").status());
    assertEquals(422, scene.get(path + "&from=2026-07-02").status());
    assertEquals(422, scene.get(path + "&to=2026-10-01").status());
    assertEquals(422, scene.get(path + "&from=2026-07-02&to=2026-09-30").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The form before: a key alone.
        "2026-10-01T10:00:00.000Z#0123456789abcdefghjkmnpqrs",
        // Before the range, behind it, on its end, or the range itself backwards.
        "2026-10-01T00:00:00Z 2026-10-02T00:00:00Z 2026-09-30T23:59:59.999Z",
        "2026-10-01T00:00:00Z 2026-10-02T00:00:00Z 2026-10-02T00:00:00.001Z",
        "2026-10-01T00:00:00Z 2026-10-02T00:00:00Z 2026-10-02T00:00:00.000Z",
        "2026-10-02T00:00:00Z 2026-10-01T00:00:00Z 2026-10-01T10:00:00.000Z",
        "-999999999-01-01T00:00:00Z 2026-10-01T00:00:00Z 2026-09-01T10:00:00.000Z",
        "2026-10-01T00:00:00Z +999999999-12-31T00:00:00Z 2026-10-01T10:00:00.000Z",
        "2026-10-01T00:00:00Z 2026-10-02T00:00:00Z 2026-10-01T25:00:00.000Z",
        "2026-10-01T00:00:00Z 2026-10-02T00:00:00Z 2026-10-01T10:00:00.000Z#x",
        "2026-10-01T00:00:00Z 2026-10-02T00:00:00Z",
        "yesterday today 2026-10-01T10:00:00.000Z"
      })
  void cursorsThatAreNotOursAreRefused(String text) {
    String cursor =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(422, scene.get("/v1/moderation/audit?cursor=" + cursor).status());
  }

  /** Narrower than a millisecond, which no line can be in: nothing, and no failure. */
  @Test
  void aRangeMayBeNarrowerThanTheKeys() {
    String narrow = "2026-10-01T10:00:00Z 2026-10-01T10:00:00.0005Z 2026-10-01T10:00:00.000Z";
    Response empty =
        scene.get(
            "/v1/moderation/audit?cursor="
                + Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(narrow.getBytes(StandardCharsets.UTF_8)));
    assertEquals(200, empty.status(), empty.body());
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
        "from=2026-11-21&to=2026-11-19",
        "from=+999999999-12-31T00:00:00Z",
        "cursor=AAAA"
      })
  void unreadableDatesAreRefused(String query) {
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
    assertEquals(
        0, audit.lines(day, at, due, 10, Audit.startOf(day)).acts().size(), "invisible at once");
    assertEquals(1, audit.deleteExpired(day));
    assertEquals(0, audit.deleteExpired(day));
    assertTrue(due.isAfter(MutableClock.START));
  }
}
