package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a decision on appeal does where others decide, leave, or were never concerned. */
@EmbeddedAwsTest
class AppealEffectsTest {

  private final TestAws aws;
  private final Scene scene;

  AppealEffectsTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private Event now(Event event) {
    return scene.context.getBean(Events.class).find(event.id()).orElseThrow();
  }

  /** Who was never touched by a measure does not learn that somebody complained about them. */
  @Test
  void aConfirmedNothingTellsTheReporterAlone() {
    Event event = scene.event();
    String report = scene.report(event);
    Appeal appeal = scene.appeal(scene.decided(report, Scene.decision("none")), Party.REPORTER);
    String decision =
        scene
            .decideAppeal(appeal, Scene.decision("none"), Scene.ALEX)
            .text("/decision")
            .orElseThrow();
    assertEquals(
        List.of("APPEAL_DECIDED " + report),
        aws.scan("OUTBOX_TABLE").stream()
            .filter(item -> item.toString().contains(decision))
            .map(item -> Scene.text(item, "kind") + " " + Scene.text(item, "recipient"))
            .toList());
  }

  /** Nobody could call it off any more. */
  @Test
  void withoutItsOrganiserAnEventComesBackCalledOff() {
    Event event = scene.event();
    String first = scene.decided(scene.report(event), Scene.decision("hide-event"));
    Appeal appeal = scene.appeal(first, Party.AUTHOR);
    scene.forget(event.organiser());
    assertEquals(201, scene.decideAppeal(appeal, Scene.decision("none"), Scene.ALEX).status());
    assertEquals(EventStatus.CANCELLED, now(event).status());
  }

  /** Both decisions hide it, both appeals are granted at once: it is shown. */
  @Test
  @Tag("thorough")
  void twoAppealsGrantedAtOnceLeaveNothingHidden() throws Exception {
    for (int round = 0; round < 5; round++) {
      Event event = scene.event();
      String one = scene.decided(scene.report(event), Scene.decision("hide-event"));
      String two = scene.decided(scene.report(event), Scene.decision("hide-event"));
      List<Appeal> appeals =
          List.of(scene.appeal(one, Party.AUTHOR), scene.appeal(two, Party.AUTHOR));
      try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Integer>> answers = new ArrayList<>();
        for (Appeal appeal : appeals) {
          answers.add(
              staff.submit(
                  () -> {
                    start.await();
                    return scene.decideAppeal(appeal, Scene.decision("none"), Scene.ALEX).status();
                  }));
        }
        for (Future<Integer> answer : answers) {
          assertEquals(201, answer.get());
        }
      }
      assertEquals(EventStatus.PUBLISHED, now(event).status());
    }
  }
}
