package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A report is decided once, however many moderators decide it at once. */
@EmbeddedAwsTest
class DecidedTwiceTest {

  private static final int MODERATORS = 10;

  private final TestAws aws;
  private final Scene scene;

  DecidedTwiceTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  @Test
  void theSecondDecisionIsRefusedAndChangesNothing() {
    Event event = scene.event();
    String report = scene.report(event);
    assertEquals(201, scene.decide(report, Scene.decision("none")).status());
    var before = aws.scan("EVENTS_TABLE");
    Response second =
        scene.moderation.call(
            Scene.decidePayload(report, Scene.decision("hide-event")).signedBy(Scene.ALEX));
    assertEquals(409, second.status());
    assertEquals("/problems/already-decided", second.text("/type").orElseThrow());
    assertEquals(before.size(), aws.scan("EVENTS_TABLE").size());
    assertEquals(1, decisions(report));
  }

  @Test
  void oneKeyDecidesOnceAndRepeatsItsAnswer() {
    String report = scene.report(scene.event());
    var payload =
        Scene.decidePayload(report, Scene.decision("none"))
            .header("idempotency-key", "one")
            .signedBy(Scene.JO);
    Response first = scene.moderation.call(payload);
    Response again = scene.moderation.call(payload);
    assertEquals(201, first.status());
    assertEquals(201, again.status());
    assertEquals(first.text("/decision"), again.text("/decision"));
  }

  @Test
  void manyAtOnceMakeOneDecision() throws Exception {
    for (int round = 0; round < 5; round++) {
      String report = scene.report(scene.event());
      List<Integer> statuses =
          atOnce(
              i ->
                  scene
                      .moderation
                      .call(
                          Scene.decidePayload(
                                  report, Scene.decision(i % 2 == 0 ? "hide-event" : "none"))
                              .signedBy(i % 2 == 0 ? Scene.JO : Scene.ALEX))
                      .status());
      assertEquals(1, statuses.stream().filter(status -> status == 201).count(), "" + statuses);
      assertEquals(
          MODERATORS - 1L,
          statuses.stream().filter(status -> status == 409).count(),
          "" + statuses);
      assertEquals(1, decisions(report));
      assertEquals(1, lines(report));
    }
  }

  @Test
  @Tag("C8")
  void manyAtOnceDecideAnAppealOnce() throws Exception {
    for (int round = 0; round < 2; round++) {
      Event event = scene.event();
      String first = scene.decided(scene.report(event), Scene.decision("hide-event"));
      Appeal appeal = scene.appeal(first, Party.AUTHOR);
      List<Integer> statuses =
          atOnce(
              i ->
                  scene
                      .decideAppeal(
                          appeal,
                          Scene.decision(i % 2 == 0 ? "none" : "hide-event"),
                          i % 2 == 0 ? Scene.ALEX : Scene.SAM)
                      .status());
      assertEquals(1, statuses.stream().filter(status -> status == 201).count(), "" + statuses);
      assertEquals(
          MODERATORS - 1L,
          statuses.stream().filter(status -> status == 409).count(),
          "" + statuses);
      assertEquals(2, decisions(appeal.report()));
    }
  }

  /** The control: without the condition the same race makes several decisions. */
  @Test
  void withoutTheConditionThereAreSeveral() throws Exception {
    String report = scene.report(scene.event());
    Notice notice = scene.context.getBean(Notices.class).find(report).orElseThrow();
    List<Integer> written =
        atOnce(
            _ -> {
              List<Write> writes = new ArrayList<>();
              for (Write write : Decisions.decide(notice, decision(notice))) {
                writes.add(
                    write instanceof Write.Change change
                        ? Write.change(
                            change.key(), change.expression(), change.values(), Condition.present())
                        : write);
              }
              return scene.store.transact(writes).isWritten() ? 1 : 0;
            });
    assertTrue(written.stream().mapToInt(Integer::intValue).sum() > 1);
    assertTrue(decisions(report) > 1);
  }

  private Decision decision(Notice notice) {
    return new Decision(
        RandomId.next(),
        notice.id(),
        notice.target(),
        new StatementOfReasons(
            Measure.NONE,
            StatementOfReasons.EVERYWHERE,
            new Term.Momentary(),
            "Rien.",
            false,
            new Basis(Basis.Kind.TERMS, "article 1", "Rien.")),
        aws.clock().instant(),
        null,
        new Actor("Moderator", "jo"));
  }

  private long decisions(String report) {
    return aws.scan("MODERATION_TABLE").stream()
        .filter(item -> Scene.text(item, "pk").equals("RP#" + report))
        .filter(item -> Scene.text(item, "sk").startsWith("D#"))
        .count();
  }

  private long lines(String report) {
    return aws.scan("AUDIT_TABLE").stream()
        .filter(item -> item.toString().contains(report))
        .count();
  }

  private static List<Integer> atOnce(IntFunction<Integer> client)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(MODERATORS);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < MODERATORS; i++) {
        int number = i;
        Callable<Integer> call =
            () -> {
              start.await();
              return client.apply(number);
            };
        answers.add(executor.submit(call));
      }
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        results.add(answer.get());
      }
      return results;
    }
  }
}
