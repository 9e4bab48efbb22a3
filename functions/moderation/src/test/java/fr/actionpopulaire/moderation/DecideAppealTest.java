package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** C8: an appeal is decided by another person, and what holds then is what that person decided. */
@EmbeddedAwsTest
@Tag("C8")
class DecideAppealTest {

  private final TestAws aws;
  private final Scene scene;

  DecideAppealTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private Event now(Event event) {
    return scene.context.getBean(Events.class).find(event.id()).orElseThrow();
  }

  private @Nullable Instant suspendedUntil(Event event) {
    return scene
        .context
        .getBean(Members.class)
        .account(event.organiser())
        .orElseThrow()
        .suspendedUntil();
  }

  /** What visitors and calendars see of an event, without the numbers that count its changes. */
  private Set<Map<String, AttributeValue>> seen(Event event) {
    Set<Map<String, AttributeValue>> items = new HashSet<>();
    for (Map<String, AttributeValue> item : aws.scan("EVENTS_TABLE")) {
      if (Scene.text(item, "pk").equals("EV#" + event.id())
          || Scene.text(item, "sk").contains(event.id())) {
        Map<String, AttributeValue> uncounted = new HashMap<>(item);
        uncounted.remove("version");
        uncounted.remove("sequence");
        items.add(uncounted);
      }
    }
    return items;
  }

  @Test
  void takenBackTheEventIsExactlyWhatItWas() {
    Event event = scene.event();
    Set<Map<String, AttributeValue>> before = seen(event);
    String report = scene.report(event);
    String first = scene.decided(report, Scene.decision("hide-event"));
    assertEquals(EventStatus.HIDDEN, now(event).status());
    Appeal appeal = scene.appeal(first, Party.AUTHOR);

    Response answer = scene.decideAppeal(appeal, Scene.decision("none"), Scene.ALEX);

    assertEquals(201, answer.status(), answer.body());
    assertEquals("none", answer.text("/measure").orElseThrow());
    assertEquals(appeal.id(), answer.text("/appeal").orElseThrow());
    assertEquals(before, seen(event));
    assertEquals(2, now(event).sequence(), "calendars see both changes");
    Response outcome = scene.get("/v1/moderation/appeals/" + appeal.id());
    assertEquals("decided", outcome.text("/appeal/status").orElseThrow());
    assertEquals(
        answer.text("/decision").orElseThrow(), outcome.text("/appeal/decidedBy").orElseThrow());
    assertEquals(
        answer.text("/decision").orElseThrow(),
        outcome.text("/contested/replacedBy").orElseThrow());
  }

  @Test
  void anEventThatWasCancelledBeforeIsCancelledAgain() {
    Event event = scene.event();
    Events events = scene.context.getBean(Events.class);
    assertTrue(scene.store.transact(events.cancel(event, "Salle fermée.")).isWritten());
    Set<Map<String, AttributeValue>> before = seen(event);
    String first = scene.decided(scene.report(event), Scene.decision("hide-event"));
    Appeal appeal = scene.appeal(first, Party.AUTHOR);
    assertEquals(201, scene.decideAppeal(appeal, Scene.decision("none"), Scene.ALEX).status());
    assertEquals(EventStatus.CANCELLED, now(event).status());
    assertEquals("Salle fermée.", now(event).reason());
    assertEquals(before, seen(event));
  }

  @Test
  void whatAnotherReportHidStaysHidden() {
    Event event = scene.event();
    String one = scene.decided(scene.report(event), Scene.decision("hide-event"));
    String two = scene.decided(scene.report(event), Scene.decision("hide-event"));
    Appeal appeal = scene.appeal(one, Party.AUTHOR);
    assertEquals(201, scene.decideAppeal(appeal, Scene.decision("none"), Scene.ALEX).status());
    assertEquals(EventStatus.HIDDEN, now(event).status());
    assertEquals(two, now(event).decision(), "its page says why it is hidden now");
    Appeal other = scene.appeal(two, Party.AUTHOR);
    assertEquals(201, scene.decideAppeal(other, Scene.decision("none"), Scene.ALEX).status());
    assertEquals(EventStatus.PUBLISHED, now(event).status());
    assertNull(now(event).reason());
  }

  @Test
  void suspensionsAreWorkedOutFromWhatHoldsAndNeverProlonged() {
    Event event = scene.event();
    Instant start = aws.clock().instant();
    String week = scene.decided(scene.report(event), Scene.suspension(7));
    String month = scene.decided(scene.report(event), Scene.suspension(30));
    aws.clock().advance(Duration.ofDays(2));

    Appeal longer = scene.appeal(month, Party.AUTHOR);
    assertEquals(201, scene.decideAppeal(longer, Scene.decision("none"), Scene.ALEX).status());
    assertEquals(start.plus(Duration.ofDays(7)), suspendedUntil(event));

    Appeal shorter = scene.appeal(week, Party.AUTHOR);
    assertEquals(201, scene.decideAppeal(shorter, Scene.suspension(7), Scene.ALEX).status());
    assertEquals(start.plus(Duration.ofDays(7)), suspendedUntil(event), "confirmed, not prolonged");

    Appeal harsher = scene.appeal(week, Party.REPORTER);
    assertEquals(201, scene.decideAppeal(harsher, Scene.decision("warn"), Scene.SAM).status());
    assertNull(suspendedUntil(event), "changed to a warning");
  }

  @Test
  void theReportersAppealMayBringAMeasure() {
    Event event = scene.event();
    String first = scene.decided(scene.report(event), Scene.decision("none"));
    Appeal appeal = scene.appeal(first, Party.REPORTER);
    Response answer = scene.decideAppeal(appeal, Scene.decision("hide-event"), Scene.ALEX);
    assertEquals(201, answer.status(), answer.body());
    assertEquals(EventStatus.HIDDEN, now(event).status());
    assertEquals(answer.text("/decision").orElseThrow(), now(event).decision());
  }

  @Test
  void nobodyDecidesOnTheirOwnDecision() {
    String report = scene.report(scene.event());
    String first = scene.decided(report, Scene.decision("hide-event"));
    Appeal author = scene.appeal(first, Party.AUTHOR);
    Appeal reporter = scene.appeal(first, Party.REPORTER);
    var before = Set.copyOf(aws.scan("MODERATION_TABLE"));
    assertEquals(403, scene.decideAppeal(author, Scene.decision("none"), Scene.JO).status());
    assertEquals(
        403,
        scene.decideAppeal(author, Map.of("measure", "none"), Scene.JO).status(),
        "said before what the statement lacks");
    assertEquals(before, Set.copyOf(aws.scan("MODERATION_TABLE")));
    assertEquals(201, scene.decideAppeal(author, Scene.decision("none"), Scene.ALEX).status());
    assertEquals(403, scene.decideAppeal(reporter, Scene.decision("none"), Scene.JO).status());
    assertEquals(
        403,
        scene.decideAppeal(reporter, Scene.decision("none"), Scene.ALEX).status(),
        "who decided on it before");
    assertEquals(201, scene.decideAppeal(reporter, Scene.decision("none"), Scene.SAM).status());
  }

  @Test
  void incompleteUnknownAndDecidedOnesAreRefusedAndChangeNothing() {
    String report = scene.report("0".repeat(26).replace('0', 'k'), "/evenements", true);
    String first = scene.decided(report, Scene.decision("none"));
    Appeal appeal = scene.appeal(first, Party.REPORTER);
    var before = Set.copyOf(aws.scan("MODERATION_TABLE"));
    assertEquals(422, scene.decideAppeal(appeal, Map.of("measure", "none"), Scene.ALEX).status());
    assertEquals(
        422,
        scene.decideAppeal(appeal, Scene.decision("hide-event"), Scene.ALEX).status(),
        "there is no event");
    assertEquals(
        404,
        scene
            .moderation
            .call(
                Payload.post("/v1/moderation/appeals/" + RandomId.next() + "/decision")
                    .json(Scene.decision("none"))
                    .signedBy(Scene.ALEX))
            .status());
    assertEquals(before, Set.copyOf(aws.scan("MODERATION_TABLE")));
    assertEquals(201, scene.decideAppeal(appeal, Scene.decision("none"), Scene.ALEX).status());
    Response late = scene.decideAppeal(appeal, Scene.decision("none"), Scene.SAM);
    assertEquals(409, late.status());
    assertEquals("/problems/already-decided", late.text("/type").orElseThrow());
  }

  @Test
  void bothPartiesAreToldAndTheTrailSaysIt() {
    Event event = scene.event();
    String report = scene.report(event);
    String first = scene.decided(report, Scene.decision("hide-event"));
    Appeal appeal = scene.appeal(first, Party.AUTHOR);
    aws.meter().reset();
    String decision =
        scene
            .decideAppeal(appeal, Scene.decision("none"), Scene.ALEX)
            .text("/decision")
            .orElseThrow();
    assertEquals(
        Map.of("GetItem", 4, "Query", 4, "TransactWriteItems", 1),
        aws.meter().byOperation(),
        "all of it or nothing");
    assertEquals(8, aws.meter().readUnits());
    assertEquals(40, aws.meter().writeUnits());
    assertEquals(
        List.of("APPEAL_DECIDED " + report, "APPEAL_DECIDED " + event.organiser()).stream()
            .sorted()
            .toList(),
        aws.scan("OUTBOX_TABLE").stream()
            .filter(item -> item.toString().contains(decision))
            .map(item -> Scene.text(item, "kind") + " " + Scene.text(item, "recipient"))
            .sorted()
            .toList());
    var lines =
        aws.scan("AUDIT_TABLE").stream()
            .filter(item -> item.toString().contains(decision))
            .toList();
    assertEquals(1, lines.size());
    assertEquals("Moderator/alex", Scene.text(lines.getFirst(), "actor"));
    assertEquals("decide-appeal", Scene.text(lines.getFirst(), "action"));
  }

  /** Everything about a notice goes on one day, a year after the last decision. */
  @Test
  void allThatHangsOnTheNoticeIsKeptAsLongAsTheLastDecision() {
    String report = scene.report(scene.event());
    String first = scene.decided(report, Scene.decision("hide-event"));
    Appeal appeal = scene.appeal(first, Party.AUTHOR);
    aws.clock().advance(Duration.ofDays(20));
    assertEquals(201, scene.decideAppeal(appeal, Scene.decision("none"), Scene.ALEX).status());
    aws.clock().advance(Duration.ofDays(355));
    assertTrue(scene.context.getBean(Decisions.class).find(first).isPresent());
    assertEquals(200, scene.get("/v1/moderation/appeals/" + appeal.id()).status());
    long deadlines =
        aws.scan("MODERATION_TABLE").stream()
            .filter(item -> item.toString().contains(report))
            .map(item -> item.get("expiresAt"))
            .distinct()
            .count();
    assertEquals(1, deadlines);
    aws.clock().advance(Duration.ofDays(11));
    assertFalse(scene.context.getBean(Decisions.class).find(first).isPresent());
    assertEquals(404, scene.get("/v1/moderation/appeals/" + appeal.id()).status());
  }

  @Test
  void theQueueHoldsOpenAppealsOldestFirstAndNobodysName() {
    Event event = scene.event();
    String first = scene.decided(scene.report(event), Scene.decision("hide-event"));
    Appeal one = scene.appeal(first, Party.AUTHOR);
    aws.clock().advance(Duration.ofMinutes(1));
    Appeal two = scene.appeal(first, Party.REPORTER);
    Response queue = scene.get("/v1/moderation/appeals?status=open");
    assertEquals(200, queue.status(), queue.body());
    assertTrue(queue.body().indexOf(one.id()) < queue.body().indexOf(two.id()));
    assertFalse(queue.body().contains(Scene.REPORTER));
    assertFalse(queue.body().contains(event.organiser()));
    Response file = scene.get("/v1/moderation/appeals/" + two.id());
    assertEquals(first, file.text("/contested/decision").orElseThrow());
    assertFalse(file.body().contains(Scene.REPORTER));
    assertFalse(file.body().contains(event.organiser()));
    assertEquals(201, scene.decideAppeal(one, Scene.decision("none"), Scene.ALEX).status());
    assertFalse(scene.get("/v1/moderation/appeals").body().contains(one.id()));
    assertEquals(422, scene.get("/v1/moderation/appeals?status=decided").status());
    assertEquals(422, scene.get("/v1/moderation/appeals?cursor=abc").status());
    assertEquals(403, scene.moderation.call(Payload.get("/v1/moderation/appeals")).status());
  }
}
