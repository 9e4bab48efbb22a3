package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
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
    assertEquals(200, scene.get("/v1/moderation/reports").status());
    assertEquals(1, aws.meter().count("Query"));
    assertEquals(1, aws.meter().count("PutItem"));
    assertEquals(2, aws.meter().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=decided",
        "cursor=%2e%2e",
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
