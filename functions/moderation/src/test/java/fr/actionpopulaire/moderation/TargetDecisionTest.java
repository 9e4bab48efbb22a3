package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One decision for everything reported about one thing, and one reason for many dismissals. */
@EmbeddedAwsTest
class TargetDecisionTest {

  private final TestAws aws;
  private final Scene scene;

  TargetDecisionTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private Response decideAll(String report, Map<String, Object> decision, String actor) {
    return scene.moderation.call(
        Payload.post("/v1/moderation/reports/" + report + "/target-decision")
            .json(decision)
            .signedBy(actor));
  }

  private Response dismiss(List<String> reports, Map<String, Object> reason) {
    Map<String, Object> body = new java.util.HashMap<>(reason);
    body.remove("measure");
    body.put("reports", reports);
    return scene.moderation.call(
        Payload.post("/v1/moderation/dismissals").json(body).signedBy(Scene.JO));
  }

  private EventStatus status(Event event) {
    return scene.context.getBean(Events.class).find(event.id()).orElseThrow().status();
  }

  private List<String> mails(String recipient) {
    return aws.scan("OUTBOX_TABLE").stream()
        .filter(item -> Scene.text(item, "recipient").equals(recipient))
        .map(item -> Scene.text(item, "kind"))
        .toList();
  }

  private String open(String report) {
    return scene.get("/v1/moderation/reports/" + report).text("/status").orElseThrow();
  }

  @Test
  @Tag("C4")
  @Tag("C5")
  void oneDecisionSettlesAllAndTellsEachReporterAndTheAuthorOnce() {
    Event event = scene.event();
    List<String> reports = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      reports.add(scene.report(event));
    }
    String elsewhere = scene.report(scene.event());
    Response answer = decideAll(reports.get(1), Scene.decision("hide-event"), Scene.JO);
    assertEquals(201, answer.status(), answer.body());
    assertEquals("hide-event", answer.text("/decision/measure").orElseThrow());
    Set<String> settled = new HashSet<>();
    answer.json().at("/settled").forEach(one -> settled.add(one.asText()));
    assertEquals(Set.of(reports.get(0), reports.get(2), reports.get(3)), settled);
    assertEquals("0", answer.text("/left").orElseThrow());
    assertEquals(EventStatus.HIDDEN, status(event));
    for (String report : reports) {
      assertEquals("decided", open(report));
      assertEquals(List.of("NOTICE_DECIDED"), mails(report));
    }
    assertEquals(List.of("STATEMENT_OF_REASONS"), mails(event.organiser()));
    assertEquals("open", open(elsewhere));
    assertEquals(
        1, scene.context.getBean(Decisions.class).about(event.organiser()).size(), "told once");
    List<String> lines =
        aws.scan("AUDIT_TABLE").stream()
            .filter(item -> reports.stream().anyMatch(item.toString()::contains))
            .map(item -> Scene.text(item, "action"))
            .filter(action -> action.equals("settle") || action.equals("decide"))
            .sorted()
            .toList();
    assertEquals(List.of("decide", "settle", "settle", "settle"), lines);
  }

  /** What was only settled along does not keep an event hidden when the decision is taken back. */
  @Test
  @Tag("C8")
  void takenBackTheEventIsShownThoughOthersWereSettledAlong() {
    Event event = scene.event();
    String report = scene.report(event);
    String other = scene.report(event);
    Response answer = decideAll(report, Scene.decision("hide-event"), Scene.JO);
    String decision = answer.text("/decision/decision").orElseThrow();
    assertEquals(
        201,
        scene
            .decideAppeal(scene.appeal(decision, Party.AUTHOR), Scene.decision("none"), Scene.ALEX)
            .status());
    assertEquals(EventStatus.PUBLISHED, status(event));

    // The other reporter has an appeal of their own, and can win it.
    String settled =
        String.valueOf(scene.context.getBean(Notices.class).find(other).orElseThrow().decision());
    assertEquals(
        201,
        scene
            .decideAppeal(
                scene.appeal(settled, Party.REPORTER), Scene.decision("hide-event"), Scene.ALEX)
            .status());
    assertEquals(EventStatus.HIDDEN, status(event));
  }

  @Test
  void brokenOffAndRepeatedItGoesOn() {
    Event event = scene.event();
    String report = scene.report(event);
    scene.decided(report, Scene.decision("warn"));
    String late = scene.report(event);
    Response again = decideAll(report, Scene.decision("warn"), Scene.JO);
    assertEquals(201, again.status(), again.body());
    assertEquals(late, again.text("/settled/0").orElseThrow());
    assertEquals(List.of("STATEMENT_OF_REASONS"), mails(event.organiser()));
    // Another reason, or another person, comes too late.
    assertEquals(409, decideAll(report, Scene.decision("none"), Scene.JO).status());
    assertEquals(409, decideAll(report, Scene.decision("warn"), Scene.ALEX).status());
  }

  @Test
  @Tag("C5")
  void refusedItSettlesNothing() {
    Event event = scene.event();
    String report = scene.report(event);
    String other = scene.report(event);
    assertEquals(422, decideAll(report, Scene.decision("burn"), Scene.JO).status());
    assertEquals(404, decideAll("z".repeat(26), Scene.decision("none"), Scene.JO).status());
    String page = scene.report(RandomId.next(), "/conditions", false);
    assertEquals(422, decideAll(page, Scene.decision("warn"), Scene.JO).status());
    assertEquals("open", open(report));
    assertEquals("open", open(other));
  }

  @Test
  void whatItCosts() {
    Event event = scene.event();
    String report = scene.report(event);
    scene.report(event);
    scene.report(event);
    aws.meter().reset();
    assertEquals(201, decideAll(report, Scene.decision("none"), Scene.JO).status());
    assertEquals(
        Map.of("GetItem", 4, "Query", 2, "TransactWriteItems", 3), aws.meter().byOperation());
  }

  @Test
  @Tag("A23")
  @Tag("C4")
  void manyAreDismissedForOneReasonAndWhatCannotBeIsNamed() {
    String one = scene.report(scene.event());
    String two = scene.report(scene.event());
    String decided = scene.report(scene.event());
    scene.decided(decided, Scene.decision("warn"));
    String claimed = scene.report(scene.event());
    assertEquals(
        200,
        scene
            .moderation
            .call(Payload.put("/v1/moderation/reports/" + claimed + "/claim").signedBy(Scene.ALEX))
            .status());
    String unknown = RandomId.next();
    Response answer =
        dismiss(List.of(one, two, one, decided, claimed, unknown), Scene.decision("none"));
    assertEquals(200, answer.status(), answer.body());
    Set<String> dismissed = new HashSet<>();
    answer.json().at("/dismissed").forEach(item -> dismissed.add(item.get("report").asText()));
    assertEquals(Set.of(one, two), dismissed);
    assertEquals(2, answer.json().at("/dismissed").size());
    Map<String, String> kept = new java.util.HashMap<>();
    answer
        .json()
        .at("/kept")
        .forEach(item -> kept.put(item.get("report").asText(), item.get("because").asText()));
    assertEquals(Map.of(decided, "already-decided", claimed, "claimed", unknown, "unknown"), kept);
    for (String report : List.of(one, two)) {
      assertEquals("decided", open(report));
      assertEquals(List.of("NOTICE_DECIDED"), mails(report));
      assertEquals(
          1,
          aws.scan("AUDIT_TABLE").stream()
              .filter(item -> item.toString().contains(report))
              .filter(item -> Scene.text(item, "action").equals("decide"))
              .count());
    }
    assertEquals("open", open(claimed));

    Response again = dismiss(List.of(one, two), Scene.decision("none"));
    assertEquals(2, again.json().at("/dismissed").size(), "repeated, it says the same");
    assertEquals(List.of("NOTICE_DECIDED"), mails(one));
  }

  @Test
  @Tag("C5")
  void aDismissalNeedsItsReasonAndFiftyReportsAtMost() {
    String report = scene.report(scene.event());
    Map<String, Object> bare = Scene.decision("none");
    bare.remove("facts");
    assertEquals(422, dismiss(List.of(report), bare).status());
    assertEquals(422, dismiss(List.of(), Scene.decision("none")).status());
    assertEquals(422, dismiss(List.of("nothing"), Scene.decision("none")).status());
    List<String> many =
        java.util.stream.Stream.generate(RandomId::next).limit(51).collect(Collectors.toList());
    assertEquals(422, dismiss(many, Scene.decision("none")).status());
    assertEquals(200, dismiss(many.subList(0, 50), Scene.decision("none")).status());
    assertEquals("open", open(report));
    assertTrue(mails(report).isEmpty());
  }
}
