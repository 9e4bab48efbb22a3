package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Closing;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C5: answers closed by a decision, beside whatever the organiser does and other measures do. */
@EmbeddedAwsTest
@Tag("C5")
class ClosedByStaffTest {

  private static final Map<String, Object> CLOSE = Scene.decision("close-answers");

  private final TestAws aws;
  private final Scene scene;

  ClosedByStaffTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private Event now(Event event) {
    return scene.context.getBean(Events.class).find(event.id()).orElseThrow();
  }

  private Response undo(String decision, String actor) {
    return scene.moderation.call(
        Payload.post("/v1/moderation/decisions/" + decision + "/undo")
            .json(Map.of("reason", "Erreur de lecture."))
            .signedBy(actor));
  }

  @Test
  void itIsOneTransactionThatTellsBothParties() {
    Event event = scene.event();
    String report = scene.report(event);
    aws.meter().reset();
    String decision = scene.decided(report, CLOSE);
    assertEquals(
        Map.of("GetItem", 2, "Query", 1, "TransactWriteItems", 1), aws.meter().byOperation());
    assertEquals(new Closing(null, decision), now(event).closing());
    assertEquals(EventStatus.PUBLISHED, now(event).status());
    assertEquals(event.sequence(), now(event).sequence(), "nothing moved: calendars stay");
    assertEquals(
        List.of("NOTICE_DECIDED " + report, "STATEMENT_OF_REASONS " + event.organiser()),
        aws.scan("OUTBOX_TABLE").stream()
            .filter(item -> item.toString().contains(decision))
            .map(item -> Scene.text(item, "kind") + " " + Scene.text(item, "recipient"))
            .sorted()
            .toList());
  }

  @Test
  void whatTheOrganiserClosedIsStillClosedWhenStaffOpenAgain() {
    Event event = scene.event();
    scene.store.transact(List.of(Closing.close(event, aws.clock().instant())));
    Closing own = now(event).closing();
    String decision = scene.decided(scene.report(event), CLOSE);
    assertEquals(State.CLOSED_BY_STAFF, now(event).closing().state());
    assertEquals(201, undo(decision, Scene.JO).status());
    assertEquals(own, now(event).closing());
  }

  @Test
  void closedTwiceItOpensWhenNeitherDecisionHolds() {
    Event event = scene.event();
    String first = scene.decided(scene.report(event), CLOSE);
    String second = scene.decided(scene.report(event), CLOSE);
    assertEquals(201, undo(second, Scene.JO).status());
    assertEquals(new Closing(null, first), now(event).closing());
    Appeal appeal = scene.appeal(first, Party.AUTHOR);
    assertEquals(403, scene.decideAppeal(appeal, Scene.decision("none"), Scene.JO).status());
    assertEquals(201, scene.decideAppeal(appeal, Scene.decision("none"), Scene.ALEX).status());
    assertEquals(Closing.NONE, now(event).closing());
  }

  /** An appeal that changes one measure into another writes the event once, and both are right. */
  @Test
  void onAppealItTakesThePlaceOfAHiddenEventAndTheOtherWayRound() {
    Event event = scene.event();
    String hidden = scene.decided(scene.report(event), Scene.decision("hide-event"));
    String closed =
        scene
            .decideAppeal(scene.appeal(hidden, Party.AUTHOR), CLOSE, Scene.ALEX)
            .text("/decision")
            .orElseThrow();
    assertEquals(EventStatus.PUBLISHED, now(event).status());
    assertEquals(new Closing(null, closed), now(event).closing());

    Appeal back = scene.appeal(closed, Party.REPORTER);
    assertEquals(201, scene.decideAppeal(back, Scene.decision("hide-event"), Scene.SAM).status());
    assertEquals(EventStatus.HIDDEN, now(event).status());
    assertEquals(Closing.NONE, now(event).closing());
  }

  @Test
  void whatHidesTheTextOrTheEventStaysWhenItIsTakenBack() {
    Event event = scene.event();
    scene.decided(scene.report(event), Scene.decision("hide-text"));
    String closed = scene.decided(scene.report(event), CLOSE);
    scene.decided(scene.report(event), Scene.decision("hide-event"));
    String notice = now(event).description();
    assertEquals(201, undo(closed, Scene.JO).status());
    assertEquals(Closing.NONE, now(event).closing());
    assertEquals(EventStatus.HIDDEN, now(event).status());
    assertEquals(notice, now(event).description());
  }

  @Test
  void onlyWhileThereAreAnswersToCome() {
    String page = scene.report(RandomId.next(), "/conditions", false);
    assertEquals(422, scene.decide(page, CLOSE).status());
    Event cancelled = scene.event();
    Events events = scene.context.getBean(Events.class);
    assertTrue(scene.store.transact(events.cancel(now(cancelled), "Pluie.")).isWritten());
    assertEquals(422, scene.decide(scene.report(cancelled), CLOSE).status());

    List<Event> three = List.of(scene.event(), scene.event(), scene.event());
    List<String> reports = three.stream().map(scene::report).toList();
    aws.clock().set(three.getFirst().endsAt().minusMillis(1));
    assertEquals(201, scene.decide(reports.get(0), CLOSE).status());
    aws.clock().set(three.getFirst().endsAt());
    Response late = scene.decide(reports.get(1), CLOSE);
    assertEquals(422, late.status());
    assertEquals("/measure", late.text("/errors/0/pointer").orElseThrow());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(422, scene.decide(reports.get(2), CLOSE).status());
    assertEquals(Closing.NONE, now(three.get(1)).closing());
  }

  /** Both decisions close it, both are taken back at once: it is open. */
  @Test
  void takenBackTwiceAtOnceLeavesNothingClosed() throws Exception {
    Event event = scene.event();
    List<String> decisions =
        List.of(
            scene.decided(scene.report(event), CLOSE), scene.decided(scene.report(event), CLOSE));
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
      CyclicBarrier start = new CyclicBarrier(2);
      List<Future<Integer>> answers = new ArrayList<>();
      for (String decision : decisions) {
        answers.add(
            staff.submit(
                () -> {
                  start.await();
                  return undo(decision, Scene.ALEX).status();
                }));
      }
      for (Future<Integer> answer : answers) {
        assertEquals(201, answer.get());
      }
    }
    assertEquals(Closing.NONE, now(event).closing());
  }
}
