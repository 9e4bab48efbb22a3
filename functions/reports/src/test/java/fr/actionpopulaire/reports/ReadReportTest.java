package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The outcome, for whoever holds the link. */
@EmbeddedAwsTest
class ReadReportTest {

  private final TestAws aws;
  private final Scene scene;

  ReadReportTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  @Test
  void openThenDecided() {
    Map<String, Object> body = Scene.body("/evenements");
    body.put("name", "Dominique Secret");
    String report = scene.filed(body);
    Response open = scene.get("/v1/reports/" + report);
    assertEquals(200, open.status());
    assertEquals("open", open.text("/status").orElseThrow());
    assertEquals("/evenements", open.text("/target").orElseThrow());
    assertEquals("privacy", open.text("/ground").orElseThrow());
    assertTrue(open.json().get("decision").isNull());
    String tag = open.header("etag").orElseThrow();
    assertTrue(tag.matches("\"[!#-~]+\""), tag);
    assertEquals(tag, scene.get("/v1/reports/" + report).header("etag").orElseThrow());

    String decision = RandomId.next();
    scene.decide(report, decision);
    Response decided = scene.get("/v1/reports/" + report);
    assertEquals("decided", decided.text("/status").orElseThrow());
    assertNotEquals(tag, decided.header("etag").orElseThrow());
    assertEquals(decision, decided.text("/decision/decision").orElseThrow());
    assertEquals("hide-event", decided.text("/decision/measure").orElseThrow());
    assertEquals("terms", decided.text("/decision/ground/kind").orElseThrow());
    assertEquals(
        "/v1/decisions/" + decision + "/appeals",
        decided.text("/decision/redress/appeals").orElseThrow());
    assertFalse(decided.body().contains("Dominique"));
    assertFalse(decided.body().contains("Moderator"), "staff stay unnamed too");

    Response page = scene.page("/signalements/" + report);
    assertEquals(200, page.status());
    assertTrue(page.body().contains("article 4"));
    assertTrue(page.body().contains("&lt;nom&gt;"), "escaped");
    assertFalse(page.body().contains("Dominique"));
    assertEquals("noindex", page.header("x-robots-tag").orElseThrow());
  }

  @Test
  void unknownOnesAreNotFound() {
    assertEquals(404, scene.get("/v1/reports/" + "z".repeat(26)).status());
    assertEquals(404, scene.get("/v1/reports/x").status());
    assertEquals(404, scene.page("/signalements/" + "z".repeat(26)).status());
  }

  @Test
  void anExpiredReportIsInvisibleFromThatInstantOn() {
    String report = scene.filed(Scene.body("/"));
    aws.clock().set(Instant.parse("2027-11-21T09:59:59.999Z"));
    assertEquals(200, scene.get("/v1/reports/" + report).status());
    aws.clock().set(Instant.parse("2027-11-21T10:00:00Z"));
    assertEquals(404, scene.get("/v1/reports/" + report).status());
  }

  @Test
  void aReadingCostsOneOrTwoReads() {
    String report = scene.filed(Scene.body("/"));
    aws.meter().reset();
    scene.get("/v1/reports/" + report);
    assertEquals(1, aws.meter().count());
    scene.decide(report, RandomId.next());
    aws.meter().reset();
    scene.get("/v1/reports/" + report);
    assertEquals(2, aws.meter().count("GetItem"));
    assertEquals(2, aws.meter().count());
  }
}
