package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue: oldest first, whole, and without anybody's identity. */
@EmbeddedAwsTest
class QueueTest {

  private final TestAws aws;
  private final Scene scene;

  QueueTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private List<String> queue() {
    List<String> reports = new ArrayList<>();
    String path = "/v1/moderation/reports?status=open";
    while (true) {
      Response page = scene.get(path);
      assertEquals(200, page.status(), page.body());
      page.json().at("/items").forEach(item -> reports.add(item.get("report").asText()));
      var next = page.json().get("next");
      if (next.isNull()) {
        assertTrue(page.header("link").isEmpty());
        return reports;
      }
      path = "/v1/moderation/reports?status=open&cursor=" + next.asText();
      assertEquals("<" + path + ">; rel=\"next\"", page.header("link").orElseThrow());
    }
  }

  @Test
  void pagesTogetherAreTheWholeQueueOldestFirst() {
    List<String> reports = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      reports.add(scene.report(RandomId.next(), "/evenements", i % 2 == 0));
      aws.clock().advance(Duration.ofMillis(i % 3 == 0 ? 1000 : 7));
    }
    List<String> queue = new ArrayList<>(queue());
    queue.retainAll(reports);
    assertEquals(reports, queue);

    String decided = reports.get(50);
    String tag = scene.get("/v1/moderation/reports/" + decided).header("etag").orElseThrow();
    assertEquals(201, scene.decide(decided, Scene.decision("none")).status());
    assertFalse(queue().contains(decided));
    assertNotEquals(
        tag, scene.get("/v1/moderation/reports/" + decided).header("etag").orElseThrow());
    assertEquals("decided", scene.get("/v1/moderation/reports/" + decided).text("/status").get());
  }

  @Test
  void filtersShowWhatIsAskedForAndGoOnWhereTheyStopped() {
    String event = "/evenements/" + RandomId.next();
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      wanted.add(scene.report(RandomId.next(), event, false, Ground.SPAM, false, "988"));
      aws.clock().advance(Duration.ofSeconds(1));
    }
    scene.report(RandomId.next(), event, false, Ground.PRIVACY, false, "988");
    scene.report(RandomId.next(), event, false, Ground.SPAM, false, "987");
    scene.report(RandomId.next(), "/evenements", false, Ground.SPAM, false, null);
    String path = "/v1/moderation/reports?status=open&kind=event&department=988&ground=spam";
    aws.meter().reset();
    Response first = scene.get(path);
    assertEquals(1, aws.meter().count("Query"));
    assertEquals(50, first.json().at("/items").size());
    String next = first.json().get("next").asText();
    assertEquals("<" + path + "&cursor=" + next + ">; rel=\"next\"", first.header("link").get());
    Response second = scene.get(path + "&cursor=" + next);
    List<String> found = new ArrayList<>();
    for (Response page : List.of(first, second)) {
      page.json().at("/items").forEach(item -> found.add(item.get("report").asText()));
      page.json().at("/items").forEach(item -> assertEquals("event", item.get("kind").asText()));
    }
    assertEquals(wanted, found);
    assertTrue(
        scene.get("/v1/moderation/reports?kind=page&department=988").json().at("/items").isEmpty());
  }

  @Test
  void nobodyIsNamed() {
    String report = scene.report(RandomId.next(), "/evenements", true);
    Response page = scene.get("/v1/moderation/reports");
    Response one = scene.get("/v1/moderation/reports/" + report);
    assertEquals(200, one.status());
    assertEquals("true", one.text("/answerable").orElseThrow());
    for (Response answer : List.of(page, one)) {
      assertFalse(answer.body().contains("Dominique"));
      assertFalse(answer.body().contains(Scene.REPORTER));
    }
  }

  @Test
  void aPageIsOneQueryAndOneLineOfTheTrail() {
    aws.meter().reset();
    assertEquals(200, scene.get("/v1/moderation/reports?kind=page").status());
    assertEquals(1, aws.meter().count("Query"));
    assertEquals(1, aws.meter().count("PutItem"));
    assertEquals(1, aws.meter().count("BatchGetItem"), "who looks into what");
    assertEquals(3, aws.meter().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=decided",
        "cursor=%2e%2e",
        "kind=member",
        "department=99",
        "ground=envy",
        "cursor=AAAA",
        "cursor=ODg4ODg4",
        "cursor=MDEyMzQ1Njc4OWFiY2RlZmdoamttbnBxcnMgbm93"
      })
  void foreignCursorsAndOtherQueuesAreRefused(String query) {
    assertEquals(422, scene.get("/v1/moderation/reports?" + query).status());
  }

  @Test
  void blanksAskForNothing() {
    assertEquals(200, scene.get("/v1/moderation/reports?status=&cursor=").status());
  }

  @Test
  void anUnknownReportIsNotFound() {
    assertEquals(404, scene.get("/v1/moderation/reports/" + "z".repeat(26)).status());
    assertEquals(404, scene.get("/v1/moderation/reports/x").status());
  }
}
