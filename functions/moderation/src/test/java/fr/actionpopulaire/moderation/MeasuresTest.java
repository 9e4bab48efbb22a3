package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.report.Redress.Party;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What each measure does, whole and in one transaction, and that it is undone exactly. */
@EmbeddedAwsTest
@Tag("C5")
class MeasuresTest {

  private final TestAws aws;
  private final Scene scene;

  MeasuresTest(TestAws aws) {
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

  private Response undo(String decision, Map<String, Object> body, String actor) {
    return scene.moderation.call(
        Payload.post("/v1/moderation/decisions/" + decision + "/undo").json(body).signedBy(actor));
  }

  /** All that is stored of an event and its author, without the numbers that count changes. */
  private Set<Map<String, AttributeValue>> stored(Event event) {
    Set<Map<String, AttributeValue>> items = new HashSet<>();
    for (String table : List.of("EVENTS_TABLE", "PEOPLE_TABLE")) {
      for (Map<String, AttributeValue> item : aws.scan(table)) {
        String keys = Scene.text(item, "pk") + Scene.text(item, "sk");
        if (!keys.startsWith("X#")
            && (keys.contains(event.id()) || keys.contains(event.organiser()))) {
          Map<String, AttributeValue> uncounted = new HashMap<>(item);
          uncounted.remove("version");
          uncounted.remove("sequence");
          items.add(uncounted);
        }
      }
    }
    return items;
  }

  private static Map<String, Object> hidden(int days) {
    Map<String, Object> decision = Scene.decision("hide-event");
    decision.put("days", days);
    return decision;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hide-event", "hide-text", "close-answers", "close-account"})
  void eachMeasureIsOneTransactionAndUndoneExactly(String measure) {
    Event event = scene.event();
    Set<Map<String, AttributeValue>> before = stored(event);
    String report = scene.report(event);
    aws.meter().reset();
    String decision = scene.decided(report, Scene.decision(measure));
    assertEquals(1, aws.meter().count("TransactWriteItems"));
    for (String single : List.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")) {
      assertEquals(0, aws.meter().count(single), single);
    }
    assertTrue(!before.equals(stored(event)), "the control");

    aws.meter().reset();
    Response undone = undo(decision, Map.of("reason", "Erreur de lecture."), Scene.JO);
    assertEquals(201, undone.status(), undone.body());
    assertEquals(1, aws.meter().count("TransactWriteItems"));
    assertEquals("none", undone.text("/measure").orElseThrow());
    assertEquals("Erreur de lecture.", undone.text("/facts").orElseThrow());
    assertEquals(before, stored(event));
  }

  @Test
  @Tag("A23")
  void undoingIsToldToBothPartiesAndStandsInTheTrailWithItsReason() {
    Event event = scene.event();
    String report = scene.report(event);
    String decision = scene.decided(report, Scene.decision("hide-event"));
    assertEquals(422, undo(decision, Map.of(), Scene.JO).status());
    assertEquals(422, undo(decision, Map.of("reason", "ab"), Scene.JO).status());
    assertEquals(404, undo(RandomId.next(), Map.of("reason", "Erreur."), Scene.JO).status());
    Response undone = undo(decision, Map.of("reason", "Erreur."), Scene.JO);
    String taken = undone.text("/decision").orElseThrow();
    assertEquals(
        Set.of("APPEAL_DECIDED " + report, "APPEAL_DECIDED " + event.organiser()),
        Set.copyOf(
            aws.scan("OUTBOX_TABLE").stream()
                .filter(item -> item.toString().contains(taken))
                .map(item -> Scene.text(item, "kind") + " " + Scene.text(item, "recipient"))
                .toList()));
    var lines =
        aws.scan("AUDIT_TABLE").stream().filter(item -> item.toString().contains(taken)).toList();
    assertEquals(1, lines.size());
    assertEquals("take-back", Scene.text(lines.getFirst(), "action"));
    assertEquals("Erreur.", Scene.text(lines.getFirst(), "reason"));
    assertEquals(
        409, undo(decision, Map.of("reason", "Erreur."), Scene.ALEX).status(), "once only");
    assertEquals(
        422, undo(taken, Map.of("reason", "Erreur."), Scene.JO).status(), "there is no measure");
    assertEquals(
        taken, scene.context.getBean(Decisions.class).find(decision).orElseThrow().replacedBy());
  }

  /** The moderator who took a measure back does not decide the reporter's appeal against that. */
  @Test
  @Tag("C8")
  void whoUndidItHasDecided() {
    Event event = scene.event();
    String decision = scene.decided(scene.report(event), Scene.decision("hide-event"));
    String taken =
        undo(decision, Map.of("reason", "Erreur."), Scene.ALEX).text("/decision").orElseThrow();
    var appeal = scene.appeal(taken, Party.REPORTER);
    assertEquals(
        403, scene.decideAppeal(appeal, Scene.decision("hide-event"), Scene.ALEX).status());
    assertEquals(201, scene.decideAppeal(appeal, Scene.decision("hide-event"), Scene.SAM).status());
    assertEquals(EventStatus.HIDDEN, now(event).status());
  }

  @Test
  void aHiddenTextGivesWayToANoticeAndNothingElseChanges() {
    Event event = scene.event();
    String decision = scene.decided(scene.report(event), Scene.decision("hide-text"));
    Event without = now(event);
    assertEquals(
        "Texte retiré par une décision de modération, sur le fondement de nos conditions"
            + " d’utilisation : article 4.",
        without.description());
    assertEquals(EventStatus.PUBLISHED, without.status());
    assertEquals(event.title(), without.title());

    // Hidden twice, the text is kept as it was, and shown once neither decision holds.
    String second = scene.decided(scene.report(event), Scene.decision("hide-text"));
    assertEquals(201, undo(decision, Map.of("reason", "Erreur."), Scene.JO).status());
    assertEquals(without.description(), now(event).description());
    assertEquals(201, undo(second, Map.of("reason", "Erreur."), Scene.JO).status());
    assertEquals(event.description(), now(event).description());
  }

  @Test
  void aMeasureOnATextAndOneOnTheEventAreUndoneEachByItself() {
    Event event = scene.event();
    String report = scene.report(event);
    String text = scene.decided(report, Scene.decision("hide-text"));
    String whole = scene.decided(scene.report(event), Scene.decision("hide-event"));
    assertEquals(EventStatus.HIDDEN, now(event).status());
    var appeal = scene.appeal(text, Party.AUTHOR);
    assertEquals(201, scene.decideAppeal(appeal, Scene.decision("none"), Scene.ALEX).status());
    assertEquals(event.description(), now(event).description());
    assertEquals(EventStatus.HIDDEN, now(event).status());
    assertEquals(201, undo(whole, Map.of("reason", "Erreur."), Scene.JO).status());
    assertEquals(EventStatus.PUBLISHED, now(event).status());
  }

  @Test
  void aTextThatIsNotThereCannotBeHidden() {
    String page = scene.report(RandomId.next(), "/conditions", false);
    assertEquals(422, scene.decide(page, Scene.decision("hide-text")).status());
    assertEquals(422, scene.decide(page, Scene.decision("close-account")).status());
  }

  @Test
  void aClosedAccountIsSuspendedForGoodAndItsEventsToComeAreHidden() {
    Event event = scene.event();
    String decision = scene.decided(scene.report(event), Scene.decision("close-account"));
    assertEquals(Members.INDEFINITELY, suspendedUntil(event));
    Event hidden = now(event);
    assertEquals(EventStatus.HIDDEN, hidden.status());
    assertEquals(decision, hidden.decision());
    assertEquals(201, undo(decision, Map.of("reason", "Erreur."), Scene.ALEX).status());
    assertNull(suspendedUntil(event));
    assertEquals(EventStatus.PUBLISHED, now(event).status());
  }

  @Test
  void whatWasOverWhenTheAccountWasClosedStays() {
    Event event = scene.event();
    String report = scene.report(event);
    aws.clock().advance(Duration.ofDays(4));
    scene.decided(report, Scene.decision("close-account"));
    assertEquals(EventStatus.PUBLISHED, now(event).status());
  }

  @Test
  void hiddenForSomeDaysSaysSoAndALongerMeasureIsNotShortened() {
    Event event = scene.event();
    Instant start = aws.clock().instant();
    scene.decided(scene.report(event), hidden(7));
    assertTrue(String.valueOf(now(event).reason()).startsWith("Retiré pour 7 jours par une"));
    assertEquals(start.plus(Duration.ofDays(7)), hiddenUntil(event));
    scene.decided(scene.report(event), hidden(2));
    assertEquals(start.plus(Duration.ofDays(7)), hiddenUntil(event));
    String longest = scene.decided(scene.report(event), Scene.decision("hide-event"));
    assertEquals(Members.INDEFINITELY, hiddenUntil(event));
    // Taken back, what else holds is left: seven days, counted from their own decision.
    assertEquals(201, undo(longest, Map.of("reason", "Erreur."), Scene.JO).status());
    assertEquals(start.plus(Duration.ofDays(7)), hiddenUntil(event));
    assertEquals(EventStatus.HIDDEN, now(event).status());
    assertTrue(
        aws.scan("EVENTS_TABLE").stream()
            .filter(item -> Scene.text(item, "sk").equals("hidden-event#" + event.id()))
            .anyMatch(item -> Scene.text(item, "pk").startsWith("X#")),
        "the purge finds it");
  }

  private Instant hiddenUntil(Event event) {
    return aws.scan("EVENTS_TABLE").stream()
        .filter(item -> Scene.text(item, "pk").equals("EV#" + event.id()))
        .filter(item -> item.containsKey("hiddenUntil"))
        .map(
            item ->
                Instant.ofEpochMilli(
                    Long.parseLong(java.util.Objects.requireNonNull(item.get("hiddenUntil")).n())))
        .findFirst()
        .orElseThrow();
  }
}
