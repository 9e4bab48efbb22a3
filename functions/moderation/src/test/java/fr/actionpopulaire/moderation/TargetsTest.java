package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue by what is reported: grouped, counted, ordered, filtered, one query a page. */
@EmbeddedAwsTest
class TargetsTest {

  private final TestAws aws;
  private final Scene scene;

  TargetsTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private String reported(String target, int times, Ground ground, boolean danger, String where) {
    for (int i = 0; i < times; i++) {
      scene.report(RandomId.next(), target, true, ground, danger, where);
      aws.clock().advance(Duration.ofSeconds(1));
    }
    return target;
  }

  private static String event() {
    return "/evenements/" + RandomId.next();
  }

  private List<String> targets(String query) {
    List<String> targets = new ArrayList<>();
    Response page = scene.get("/v1/moderation/targets?" + query);
    assertEquals(200, page.status(), page.body());
    page.json().at("/items").forEach(item -> targets.add(item.get("target").asText()));
    return targets;
  }

  @Test
  void severalReportsOfOneThingAreOneWithTheirCount() {
    String event = event();
    String first = scene.report(RandomId.next(), event, true, Ground.SPAM, false, "971");
    aws.clock().advance(Duration.ofSeconds(1));
    scene.report(
        RandomId.next(),
        event.replace("evenements", "v1/events"),
        false,
        Ground.PRIVACY,
        false,
        "971");
    aws.clock().advance(Duration.ofSeconds(1));
    scene.report(RandomId.next(), event + "/annulation", false, Ground.SPAM, false, "971");
    Response page = scene.get("/v1/moderation/targets?department=971");
    assertEquals(1, page.json().at("/items").size(), page.body());
    JsonNode item = page.json().at("/items/0");
    assertEquals(event, item.get("target").asText());
    assertEquals(3, item.get("reports").asInt());
    assertEquals(2, item.at("/grounds/spam").asInt());
    assertEquals(1, item.at("/grounds/privacy").asInt());
    assertEquals(first, item.get("report").asText(), "the oldest");
    assertFalse(page.body().contains("Dominique"));
    assertFalse(page.body().contains(Scene.REPORTER));
  }

  @Test
  @Tag("C7")
  void whatThreatensALifeComesFirstThenTheMostReportedThenTheOldest() {
    String old = reported(event(), 1, Ground.SPAM, false, "972");
    String often = reported(event(), 3, Ground.SPAM, false, "972");
    String young = reported(event(), 1, Ground.PRIVACY, false, "972");
    String danger = reported(event(), 1, Ground.ILLEGAL, true, "972");
    assertEquals(List.of(danger, often, old, young), targets("department=972"));
    assertEquals(List.of(danger, old, often, young), targets("department=972&order=oldest"));
    assertEquals(List.of(often, old), targets("department=972&ground=spam"));
    assertEquals(List.of(), targets("department=972&kind=page"));
  }

  /**
   * Two hundred open reports, each about something else: all there, each once, one query a page.
   */
  @Test
  void pagesTogetherAreTheWholeQueue() {
    List<String> reported = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      reported.add(reported("/page-" + RandomId.next(), 1, Ground.OTHER, false, "973"));
    }
    List<String> seen = new ArrayList<>();
    String path = "/v1/moderation/targets?order=oldest&department=973";
    String next = "";
    while (true) {
      aws.meter().reset();
      Response page = scene.get(path + (next.isEmpty() ? "" : "&cursor=" + next));
      assertEquals(1, aws.meter().count("Query"));
      assertTrue(page.json().at("/items").size() <= 50);
      page.json().at("/items").forEach(item -> seen.add(item.get("target").asText()));
      if (page.json().get("next").isNull()) {
        break;
      }
      next = page.json().get("next").asText();
      assertEquals("<" + path + "&cursor=" + next + ">; rel=\"next\"", page.header("link").get());
    }
    assertEquals(reported, seen);
  }

  /** Behind what one query reads the queue goes on. */
  @Test
  void aReadingThatStoppedGoesOnWhereItDid() {
    String report = scene.report(RandomId.next(), event(), false, Ground.SPAM, false, "974");
    TargetsCursor behind =
        new TargetsCursor(0, new QueueCursor(aws.clock().instant().minusSeconds(1), report));
    assertEquals(1, targets("department=974&cursor=" + behind.text()).size());
    TargetsCursor beyond = new TargetsCursor(1, null);
    assertEquals(0, targets("department=974&cursor=" + beyond.text()).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"order=newest", "cursor=x", "cursor=1", "cursor=1000.", "cursor=0.AAAA", "kind=x"})
  void whatIsNoOrderFilterOrCursorIsRefused(String query) {
    assertEquals(422, scene.get("/v1/moderation/targets?" + query).status());
  }
}
