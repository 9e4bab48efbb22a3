package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The file of a report, and who sent it: the second with a reason only. */
@EmbeddedAwsTest
class CaseTest {

  private final TestAws aws;
  private final Scene scene;

  CaseTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private Response file(String report) {
    Response answer = scene.get("/v1/moderation/reports/" + report + "/file");
    assertEquals(200, answer.status(), answer.body());
    return answer;
  }

  private static List<String> each(Response answer, String list, String field) {
    List<String> values = new ArrayList<>();
    answer.json().at(list).forEach(item -> values.add(item.get(field).asText()));
    return values;
  }

  @Test
  void itShowsWhatWasDecidedOnTheSameThingAndOnItsAuthor() {
    Event event = scene.event();
    String earlier = scene.report(event);
    String warning = scene.decided(earlier, Scene.decision("warn"));
    aws.clock().advance(java.time.Duration.ofSeconds(1));
    String report = scene.report(event);
    Response file = file(report);
    assertEquals("Réunion publique", file.text("/event/title").orElseThrow());
    assertEquals("published", file.text("/event/status").orElseThrow());
    assertEquals(List.of(earlier, report), each(file, "/sameThing", "report"));
    assertEquals(List.of("decided", "open"), each(file, "/sameThing", "status"));
    assertEquals(List.of(warning), each(file, "/decidedOnThing", "decision"));
    assertEquals(List.of(), each(file, "/decidedOnAuthor", "decision"));
    assertFalse(file.body().contains("Dominique"));
    assertFalse(file.body().contains(Scene.REPORTER));
    assertFalse(file.body().contains(event.organiser()));
    assertEquals(
        "read-file",
        scene
            .context
            .getBean(Audit.class)
            .concerning(event.organiser(), 1)
            .newest()
            .getFirst()
            .action());
  }

  @Test
  void whatItCosts() {
    Event event = scene.event();
    scene.decided(scene.report(event), Scene.decision("none"));
    String report = scene.report(event);
    aws.meter().reset();
    file(report);
    assertEquals(
        Map.of("BatchGetItem", 1, "GetItem", 4, "Query", 3, "TransactWriteItems", 1),
        aws.meter().byOperation());
    String page = scene.report(RandomId.next(), "/conditions-" + RandomId.next(), false);
    aws.meter().reset();
    assertEquals("", file(page).text("/event/id").orElse(""));
    assertEquals(
        Map.of("BatchGetItem", 1, "GetItem", 1, "PutItem", 1, "Query", 1),
        aws.meter().byOperation());
  }

  @Test
  @Tag("A23")
  @Tag("C6")
  void whoReportedIsToldWithAReasonThatTheTrailKeeps() {
    String report = scene.report(scene.event());
    String path = "/v1/moderation/reports/" + report + "/reporter";
    aws.meter().reset();
    assertEquals(422, scene.get(path).status());
    assertEquals(422, scene.get(path + "?reason=ab").status());
    assertEquals(0, aws.meter().count(), "nothing was read");
    assertEquals(
        404,
        scene
            .get("/v1/moderation/reports/" + "z".repeat(26) + "/reporter?reason=requisition")
            .status());
    aws.meter().reset();
    Response told = scene.get(path + "?reason=requisition");
    assertEquals(200, told.status());
    assertEquals("Dominique Secret", told.text("/name").orElseThrow());
    assertEquals(Scene.REPORTER, told.text("/email").orElseThrow());
    assertEquals(Map.of("GetItem", 3, "PutItem", 1), aws.meter().byOperation());
    var lines =
        aws.scan("AUDIT_TABLE").stream()
            .filter(item -> Scene.text(item, "action").equals("read-reporter"))
            .filter(item -> item.toString().contains(report))
            .toList();
    assertEquals(1, lines.size());
    assertEquals("requisition", Scene.text(lines.getFirst(), "reason"));
    assertFalse(lines.toString().contains("Dominique"));

    String nameless = scene.report(RandomId.next(), "/conditions", false);
    Response nobody =
        scene.get("/v1/moderation/reports/" + nameless + "/reporter?reason=requisition");
    assertEquals(200, nobody.status());
    assertTrue(nobody.json().get("name").isNull());
    assertTrue(nobody.json().get("email").isNull());
  }
}
