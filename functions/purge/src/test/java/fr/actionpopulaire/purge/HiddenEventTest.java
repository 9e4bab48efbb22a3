package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.HiddenEvents;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An event hidden for some days is shown again when they are over, and no sooner. */
@EmbeddedAwsTest
@Tag("C5")
class HiddenEventTest {

  private final TestAws aws;
  private final Attic attic;
  private final Events events;

  HiddenEventTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
    events = attic.bean(Events.class);
  }

  private Event now(Event event) {
    return events.find(event.id()).orElseThrow();
  }

  private Event hiddenUntil(Instant until) {
    Event event = attic.event(attic.person(), 10, Duration.ofDays(20));
    assertTrue(
        attic
            .store
            .transact(HiddenEvents.hide(event, "a".repeat(26), "Retiré.", until))
            .isWritten());
    return event;
  }

  private long listed(Event event) {
    return aws.scan("EVENTS_TABLE").stream()
        .filter(item -> Attic.text(item, "pk").startsWith("D#"))
        .filter(item -> Attic.text(item, "sk").contains(event.id()))
        .count();
  }

  @Test
  void shownAgainAtItsInstantAndNotBefore() {
    Instant until = attic.now().plus(Duration.ofDays(2));
    Event event = hiddenUntil(until);
    aws.clock().set(until.minusMillis(1));
    attic.purge();
    assertEquals(EventStatus.HIDDEN, now(event).status());
    assertEquals(0, listed(event));
    aws.clock().set(until);
    attic.purge();
    assertEquals(EventStatus.PUBLISHED, now(event).status());
    assertEquals(2, listed(event));
    assertEquals(event.reason(), now(event).reason());
  }

  @Test
  void whatAnotherDecisionHidesForLongerStaysHidden() {
    Instant until = attic.now().plus(Duration.ofDays(2));
    Event event = hiddenUntil(until);
    assertTrue(
        attic
            .store
            .transact(attic.bean(HiddenEvents.class).prolong(now(event), Members.INDEFINITELY))
            .isWritten());
    aws.clock().set(until.plus(Duration.ofHours(1)));
    attic.purge();
    assertEquals(EventStatus.HIDDEN, now(event).status());
    assertTrue(
        aws.scan("EVENTS_TABLE").stream()
            .noneMatch(item -> Attic.text(item, "sk").equals("hidden-event#" + event.id())),
        "and nothing is looked at again");
    assertEquals(0, RetentionRule.MEASURE_END.seconds());
  }
}
