package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Misuse;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Misuses;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** C9: abusive reporting is warned of, then suspended for a time; each time with redress. */
@EmbeddedAwsTest
@Tag("C9")
class AbusiveReportingTest {

  private final TestAws aws;
  private final Scene scene;

  /** Of one reporter's address. */
  private final String hash = Sessions.sha256(RandomId.next());

  AbusiveReportingTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  /** A notice of that reporter, received now. */
  private String sent(String target) {
    Notice notice =
        new Notice(
            RandomId.next(),
            new Target(target),
            Ground.SPAM,
            "Encore.",
            false,
            aws.clock().instant(),
            true,
            true,
            Notices.deadline(aws.clock().instant()),
            null);
    Notices.Reporter reporter = new Notices.Reporter(null, new EmailAddress(Scene.REPORTER));
    assertTrue(scene.store.transact(Notices.file(notice, reporter, hash)).isWritten());
    return notice.id();
  }

  private static Map<String, Object> abusive(String measure) {
    Map<String, Object> decision = Scene.decision(measure);
    decision.put("abusive", true);
    return decision;
  }

  /** The reporter's notice dismissed as abusive a minute after it came in. */
  private Response found() {
    String report = sent("/");
    aws.clock().advance(Duration.ofMinutes(1));
    return scene.decide(report, abusive("none"));
  }

  private Set<Map<String, AttributeValue>> known() {
    return Set.copyOf(
        aws.scan("EPHEMERAL_TABLE").stream()
            .filter(item -> Scene.text(item, "pk").equals("RS#" + hash))
            .toList());
  }

  private Response undo(String decision) {
    return scene.moderation.call(
        Payload.post("/v1/moderation/decisions/" + decision + "/undo")
            .json(Map.of("reason", "Il y avait de quoi s’y tromper."))
            .signedBy(Scene.JO));
  }

  @Test
  void warnedOnceThenSuspendedAndToldSoEachTimeInOneTransaction() {
    String first = sent("/");
    aws.meter().reset();
    Response warned = scene.decide(first, abusive("none"));
    assertEquals(201, warned.status(), warned.body());
    assertEquals(Map.of("GetItem", 4, "TransactWriteItems", 1), aws.meter().byOperation());
    assertEquals("warned", warned.text("/reporting/standing").orElseThrow());
    String decision = warned.text("/decision").orElseThrow();
    assertEquals(
        List.of("NOTICE_DECIDED " + first),
        aws.scan("OUTBOX_TABLE").stream()
            .filter(item -> item.toString().contains(decision))
            .map(item -> Scene.text(item, "kind") + " " + Scene.text(item, "recipient"))
            .toList());
    assertTrue(
        aws.scan("AUDIT_TABLE").stream()
            .anyMatch(
                item -> item.toString().contains(decision) && item.toString().contains("warned")));

    aws.clock().advance(Duration.ofMinutes(1));
    assertEquals("warned", found().text("/reporting/standing").orElseThrow(), "one is not enough");
    Response suspended = found();
    assertEquals("suspended", suspended.text("/reporting/standing").orElseThrow());
    assertEquals(
        aws.clock().instant().plus(Misuse.SUSPENSION).toString(),
        suspended.text("/reporting/until").orElseThrow());
    assertTrue(suspended.text("/redress/until").isPresent());
    for (String table : List.of("EPHEMERAL_TABLE", "MODERATION_TABLE", "AUDIT_TABLE")) {
      assertFalse(aws.scan(table).toString().contains(Scene.REPORTER), table);
    }
    assertFalse(aws.scan("MODERATION_TABLE").toString().contains(hash), "sealed in the notice");
    assertTrue(aws.scan("EPHEMERAL_TABLE").toString().contains(hash), "the control");
  }

  @Test
  void whatWasSentBeforeTheWarningOnlyCountsAsOne() {
    List<String> flood = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      flood.add(sent("/"));
    }
    Map<String, Object> body = abusive("none");
    body.remove("measure");
    body.put("reports", flood);
    Response dismissed =
        scene.moderation.call(
            Payload.post("/v1/moderation/dismissals").json(body).signedBy(Scene.JO));
    assertEquals(200, dismissed.status(), dismissed.body());
    assertTrue(dismissed.text("/dismissed/4/decision").isPresent());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals("warned", found().text("/reporting/standing").orElseThrow());
    assertEquals("suspended", found().text("/reporting/standing").orElseThrow());
  }

  @Test
  void takenBackItIsExactlyWhatItWas() {
    Response warned = found();
    Set<Map<String, AttributeValue>> before = known();
    Response second = found();
    assertNotEquals(before, known(), "the control");
    aws.meter().reset();
    Response undone = undo(second.text("/decision").orElseThrow());
    assertEquals(201, undone.status(), undone.body());
    assertEquals(1, aws.meter().count("TransactWriteItems"));
    assertTrue(undone.text("/reporting").isEmpty());
    assertEquals(marks(before), marks(known()));
    assertEquals(201, undo(warned.text("/decision").orElseThrow()).status());
    assertEquals(Set.of(), known());
    assertEquals(409, undo(warned.text("/decision").orElseThrow()).status());
    String plain = scene.decided(sent("/"), Scene.decision("none"));
    assertEquals(422, undo(plain).status(), "nothing was said of abuse");
  }

  private static String marks(Set<Map<String, AttributeValue>> known) {
    return known.stream().map(item -> String.valueOf(item.get("marks"))).findFirst().orElseThrow();
  }

  @Test
  @Tag("C8")
  void theReportersAppealIsSomebodyElsesAndLiftsOrConfirmsIt() {
    String warned = found().text("/decision").orElseThrow();
    String second = found().text("/decision").orElseThrow();
    Set<Map<String, AttributeValue>> before = known();
    var appeal = scene.appeal(second, Party.REPORTER);
    assertEquals(403, scene.decideAppeal(appeal, abusive("none"), Scene.JO).status());
    assertEquals(422, scene.decideAppeal(appeal, abusive("warn"), Scene.ALEX).status());
    Response confirmed = scene.decideAppeal(appeal, abusive("none"), Scene.ALEX);
    assertEquals(201, confirmed.status(), confirmed.body());
    assertEquals("warned", confirmed.text("/reporting/standing").orElseThrow());
    assertEquals(before, known());

    var lifting = scene.appeal(warned, Party.REPORTER);
    Response lifted = scene.decideAppeal(lifting, Scene.decision("none"), Scene.ALEX);
    assertEquals(201, lifted.status(), lifted.body());
    assertTrue(lifted.text("/reporting").isEmpty());
    assertFalse(marks(known()).contains(lifted.text("/report").orElseThrow()), "counts no more");
    Decision held = scene.context.getBean(Decisions.class).find(second).orElseThrow();
    assertTrue(marks(known()).contains(held.report()), "the second is the warning now");
  }

  @Test
  void onlyADismissalOfOneReportSentWithAnAddress() {
    Event event = scene.event();
    String report = scene.report(event);
    String anonymous = scene.report(RandomId.next(), "/", false);
    var before = known();
    for (Response refused :
        List.of(
            scene.decide(sent("/evenements/" + event.id()), abusive("hide-event")),
            scene.decide(report, abusive("none")),
            scene.decide(anonymous, abusive("none")),
            scene.moderation.call(
                Payload.post("/v1/moderation/reports/" + sent("/") + "/target-decision")
                    .json(abusive("none"))
                    .signedBy(Scene.JO)))) {
      assertEquals(422, refused.status(), refused.body());
      assertEquals("/abusive", refused.text("/errors/0/pointer").orElseThrow());
    }
    Map<String, Object> body = abusive("none");
    body.remove("measure");
    body.put("reports", List.of(anonymous));
    assertEquals(
        "no-address",
        scene
            .moderation
            .call(Payload.post("/v1/moderation/dismissals").json(body).signedBy(Scene.JO))
            .text("/kept/0/because")
            .orElseThrow());
    String plain = scene.decided(sent("/"), Scene.decision("none"));
    assertEquals(
        422,
        scene
            .decideAppeal(scene.appeal(plain, Party.REPORTER), abusive("none"), Scene.ALEX)
            .status(),
        "an appeal does not make it worse");
    assertEquals(before, known());
  }

  /** Two of staff at once: both count, none is lost. */
  @Test
  void bothOfTwoAtOnceCount() throws Exception {
    List<String> reports = List.of(sent("/"), sent("/conditions"));
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
      CyclicBarrier start = new CyclicBarrier(2);
      List<Future<Integer>> answers = new ArrayList<>();
      for (String report : reports) {
        answers.add(
            staff.submit(
                () -> {
                  start.await();
                  return scene.decide(report, abusive("none")).status();
                }));
      }
      for (Future<Integer> answer : answers) {
        assertEquals(201, answer.get());
      }
    }
    reports.forEach(report -> assertTrue(marks(known()).contains(report)));
  }

  /** Whoever's standing changed meanwhile, nothing at all of the decision happens. */
  @Test
  @Tag("C5")
  void aStaleStandingStopsTheWholeDecision() {
    Misuses misuses = scene.context.getBean(Misuses.class);
    Notices notices = scene.context.getBean(Notices.class);
    Notice one = notices.find(sent("/")).orElseThrow();
    Notice other = notices.find(sent("/")).orElseThrow();
    var now = aws.clock().instant();
    var stale = misuses.mark(one, now).orElseThrow().write();
    assertTrue(
        scene.store.transact(List.of(misuses.mark(other, now).orElseThrow().write())).isWritten());
    var before = known();
    assertFalse(scene.store.transact(List.of(stale)).isWritten());
    assertEquals(before, known());
  }
}
