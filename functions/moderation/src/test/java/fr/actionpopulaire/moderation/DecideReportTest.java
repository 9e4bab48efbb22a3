package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** C5, C6: what a decision does, all of it or nothing, and whom it tells. */
@EmbeddedAwsTest
class DecideReportTest {

  private static final List<String> TABLES =
      List.of(
          "MODERATION_TABLE",
          "EVENTS_TABLE",
          "PEOPLE_TABLE",
          "KEYS_TABLE",
          "OUTBOX_TABLE",
          "AUDIT_TABLE");

  private final TestAws aws;
  private final Scene scene;

  DecideReportTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private Map<String, Set<Map<String, AttributeValue>>> everything() {
    return TABLES.stream().collect(Collectors.toMap(t -> t, t -> Set.copyOf(aws.scan(t))));
  }

  private List<Map<String, AttributeValue>> items(String table, String containing) {
    return aws.scan(table).stream().filter(item -> item.toString().contains(containing)).toList();
  }

  @Test
  @Tag("A23")
  @Tag("C4")
  @Tag("C5")
  void hidingAnEventAppliesAtOnceAndTellsBothParties() {
    Event event = scene.event();
    String report = scene.report(event);
    assertEquals(2, listed(event), "positive control: listed under department and country");

    Response answer = scene.decide(report, Scene.decision("hide-event"));

    assertEquals(201, answer.status(), answer.body());
    String decision = answer.text("/decision").orElseThrow();
    assertEquals("hide-event", answer.text("/measure").orElseThrow());
    assertEquals("true", answer.text("/indefinite").orElseThrow());
    assertEquals("article 4", answer.text("/ground/reference").orElseThrow());
    assertEquals("false", answer.text("/automated").orElseThrow());
    assertTrue(answer.text("/redress/until").orElseThrow().startsWith("2027-05-21"));

    Event hidden = scene.context.getBean(Events.class).find(event.id()).orElseThrow();
    assertEquals(EventStatus.HIDDEN, hidden.status());
    assertEquals(decision, hidden.decision());
    assertTrue(String.valueOf(hidden.reason()).contains("article 4"));
    assertEquals(0, listed(event));

    List<String> mails =
        items("OUTBOX_TABLE", decision).stream()
            .map(item -> Scene.text(item, "kind") + " " + Scene.text(item, "recipient"))
            .sorted()
            .toList();
    assertEquals(
        List.of("NOTICE_DECIDED " + report, "STATEMENT_OF_REASONS " + event.organiser()), mails);

    List<Map<String, AttributeValue>> lines = items("AUDIT_TABLE", decision);
    assertEquals(1, lines.size());
    assertEquals("Moderator/jo", Scene.text(lines.getFirst(), "actor"));
    assertEquals("decide", Scene.text(lines.getFirst(), "action"));
    assertTrue(
        scene.context.getBean(Decisions.class).find(decision).isPresent(), "found by its id alone");
  }

  /** The rows by which visitors find an event. */
  private long listed(Event event) {
    return aws.scan("EVENTS_TABLE").stream()
        .filter(item -> Scene.text(item, "pk").startsWith("D#"))
        .filter(item -> Scene.text(item, "sk").contains(event.id()))
        .filter(
            item -> !item.containsKey("status") || Scene.text(item, "status").equals("published"))
        .count();
  }

  @Test
  void everyWriteOfADecisionIsOneTransaction() {
    String report = scene.report(scene.event());
    aws.meter().reset();
    assertEquals(201, scene.decide(report, Scene.decision("hide-event")).status());
    assertEquals(1, aws.meter().count("TransactWriteItems"));
    assertEquals(0, aws.meter().count("PutItem"));
    assertEquals(0, aws.meter().count("UpdateItem"));
    assertEquals(0, aws.meter().count("DeleteItem"));
  }

  @Test
  void aSuspensionLastsItsDaysAndNeverShortensALongerOne() {
    Event event = scene.event();
    Members members = scene.context.getBean(Members.class);
    assertEquals(201, scene.decide(scene.report(event), Scene.suspension(7)).status());
    var suspended = members.account(event.organiser()).orElseThrow();
    var end = aws.clock().instant().plus(Duration.ofDays(7));
    assertEquals(end, suspended.suspendedUntil());
    assertTrue(suspended.isSuspended(end.minusMillis(1)));
    assertFalse(suspended.isSuspended(end));

    assertEquals(201, scene.decide(scene.report(event), Scene.suspension(1)).status());
    assertEquals(end, members.account(event.organiser()).orElseThrow().suspendedUntil());

    assertEquals(201, scene.decide(scene.report(event), Scene.suspension(null)).status());
    assertEquals(
        Members.INDEFINITELY, members.account(event.organiser()).orElseThrow().suspendedUntil());
    assertEquals(
        EventStatus.PUBLISHED,
        scene.context.getBean(Events.class).find(event.id()).orElseThrow().status(),
        "a suspension hides nothing");
  }

  @Test
  void noMeasureTellsTheReporterOnly() {
    Event event = scene.event();
    String report = scene.report(event);
    Response answer = scene.decide(report, Scene.decision("none"));
    assertEquals(201, answer.status());
    assertEquals(
        List.of("NOTICE_DECIDED"),
        items("OUTBOX_TABLE", answer.text("/decision").orElseThrow()).stream()
            .map(item -> Scene.text(item, "kind"))
            .toList());
  }

  @Test
  void aWarningTellsTheAuthorAndChangesNothingElse() {
    Event event = scene.event();
    String report = scene.report("w123456789abcdefghjkmnpqrs", "/v1/events/" + event.id(), false);
    Response answer = scene.decide(report, Scene.decision("warn"));
    assertEquals(201, answer.status(), answer.body());
    assertEquals(
        List.of("STATEMENT_OF_REASONS"),
        items("OUTBOX_TABLE", answer.text("/decision").orElseThrow()).stream()
            .map(item -> Scene.text(item, "kind"))
            .toList());
    assertEquals(
        event.version(),
        scene.context.getBean(Events.class).find(event.id()).orElseThrow().version());
    assertNull(
        scene
            .context
            .getBean(Members.class)
            .account(event.organiser())
            .orElseThrow()
            .suspendedUntil());
  }

  @Test
  @Tag("C5")
  void anIncompleteStatementChangesNothing() {
    Event event = scene.event();
    String report = scene.report(event);
    var before = everything();

    Map<String, Object> noFacts = Scene.decision("hide-event");
    noFacts.remove("facts");
    Map<String, Object> noGround = Scene.decision("hide-event");
    noGround.remove("ground");
    Map<String, Object> noMachine = Scene.decision("hide-event");
    noMachine.remove("automated");
    Map<String, Object> half = Scene.decision("hide-event");
    half.put("ground", Map.of("kind", "law"));

    assertRefused(scene.decide(report, noFacts), "/facts");
    assertRefused(scene.decide(report, noGround), "/ground/kind");
    assertRefused(scene.decide(report, noMachine), "/automated");
    assertRefused(scene.decide(report, half), "/ground/reference");
    assertRefused(scene.decide(report, Scene.decision("suspend-member")), "/days");
    assertRefused(scene.decide(report, Scene.decision("burn")), "/measure");
    Map<String, Object> forAWhile = Scene.decision("hide-text");
    forAWhile.put("days", 7);
    Response refused = scene.decide(report, forAWhile);
    assertRefused(refused, "/days");
    assertTrue(refused.text("/errors/0/detail").orElseThrow().contains("hide-text"));
    assertEquals(before, everything());
  }

  private static void assertRefused(Response answer, String pointer) {
    assertEquals(422, answer.status());
    assertEquals("application/problem+json", answer.header("content-type").orElseThrow());
    assertEquals(pointer, answer.text("/errors/0/pointer").orElseThrow());
  }

  @Test
  void aMeasureNeedsSomethingToBiteOn() {
    String page = scene.report("p123456789abcdefghjkmnpqrs", "/conditions", true);
    for (String measure : List.of("warn", "hide-event")) {
      assertRefused(scene.decide(page, Scene.decision(measure)), "/measure");
    }
    assertRefused(scene.decide(page, Scene.suspension(3)), "/measure");
    assertEquals(201, scene.decide(page, Scene.decision("none")).status());
  }

  @Test
  void malformedBodiesAndUnknownReportsChangeNothing() {
    String report = scene.report(scene.event());
    var before = everything();
    Map<String, Object> extra = Scene.decision("none");
    extra.put("actor", "arn:aws:sts::123456789012:assumed-role/Moderator/somebody");
    assertEquals(400, scene.decide(report, extra).status());
    assertEquals(404, scene.decide("z".repeat(26), Scene.decision("none")).status());
    assertEquals(404, scene.decide("nothing", Scene.decision("none")).status());
    assertEquals(before, everything());
  }

  @Test
  @Tag("C6")
  void neitherStatementNorTrailNamesTheReporter() {
    Event event = scene.event();
    String report = scene.report(event);
    Response answer = scene.decide(report, Scene.decision("hide-event"));
    assertFalse(answer.body().contains("Dominique"));
    assertFalse(answer.body().contains(Scene.REPORTER));
    for (String table : TABLES) {
      assertTrue(items(table, "Dominique").isEmpty(), table);
      assertTrue(items(table, Scene.REPORTER).isEmpty(), table);
    }
    // The author's message leads to the decision, whose own id says nothing of the report.
    Map<String, AttributeValue> toAuthor =
        items("OUTBOX_TABLE", answer.text("/decision").orElseThrow()).stream()
            .filter(item -> Scene.text(item, "kind").equals("STATEMENT_OF_REASONS"))
            .findFirst()
            .orElseThrow();
    assertFalse(toAuthor.toString().contains(report), "the reporter's link stays the reporter's");
  }
}
