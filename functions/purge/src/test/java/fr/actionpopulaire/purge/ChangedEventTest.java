package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.EventChange;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Resizing;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a changed event leaves to the purge: its answers are kept as long as its new end asks for.
 */
@EmbeddedAwsTest
@Tag("A8")
class ChangedEventTest {

  private final TestAws aws;
  private final Attic attic;
  private final Answers answers;

  ChangedEventTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
    answers = attic.bean(Answers.class);
  }

  /** Changes the event as its function does. */
  private Event change(Event before, Instant endsAt, @Nullable Integer capacity) {
    Event wanted =
        new Event(
                before.id(),
                before.organiser(),
                before.kind(),
                before.title(),
                before.description(),
                before.startsAt(),
                endsAt,
                before.timeZone(),
                before.commune(),
                before.department(),
                before.place(),
                before.onlineUrl(),
                capacity,
                before.accessibility(),
                before.displayName(),
                before.status(),
                before.reason(),
                before.decision(),
                before.sequence(),
                before.version(),
                before.blocks(),
                before.publishedAt())
            .asNext(true);
    Resizing.Result resized =
        attic.bean(Resizing.class).towards(before, capacity, RetentionRule.ANSWERS.from(endsAt));
    assertTrue(
        resized instanceof Resizing.Result.Ready ready
            && attic
                .store
                .transact(
                    new EventChange(before, wanted.withBlocks(ready.blocks()))
                        .writes(PersonKey.random(), ready.writes(), attic.now()))
                .isWritten());
    return attic.bean(Events.class).find(before.id()).orElseThrow();
  }

  private void purgeLater(Duration by) {
    aws.clock().advance(by);
    attic.purge();
  }

  @Test
  void answersLiveSevenDaysAfterTheNewEndAndNotAMomentLonger() {
    Person seated = attic.person();
    Person waiting = attic.person();
    Event event = attic.event(attic.person(), 1, Duration.ofHours(1));
    answers.answer(event, seated.id(), 0);
    answers.answer(event, waiting.id(), 0);
    Event later = change(event, event.endsAt().plus(Duration.ofDays(5)), 1);
    purgeLater(Duration.ofMinutes(5));
    Instant former = event.endsAt().plus(Duration.ofDays(7));
    Instant due = later.endsAt().plus(Duration.ofDays(7));
    for (Instant at : List.of(former, due.minusMillis(1))) {
      attic.passTo(at);
      attic.purge();
      assertTrue(answers.find(event.id(), seated.id()).isPresent(), at.toString());
      assertTrue(answers.find(event.id(), waiting.id()).isPresent(), at.toString());
      assertEquals(1, answers.attendees(later).size(), at.toString());
      assertEquals(List.of(waiting.id()), answers.waiting(later), at.toString());
    }
    aws.clock().set(due);
    assertTrue(answers.find(event.id(), seated.id()).isEmpty());
    assertEquals(List.of(), answers.waiting(later));
    assertTrue(attic.purge().byKind().getOrDefault("answers", 0) > 0);
    assertTrue(
        aws.scan("EVENTS_TABLE").stream().noneMatch(item -> item.toString().contains(seated.id())));
  }

  @Test
  void anEventThatEndsSoonerIsForgottenSooner() {
    Person guest = attic.person();
    Event event = attic.event(attic.person(), 3, Duration.ofHours(100));
    answers.answer(event, guest.id(), 0);
    Event sooner = change(event, event.startsAt().plus(Duration.ofMinutes(30)), 3);
    purgeLater(Duration.ofMinutes(5));
    Instant due = sooner.endsAt().plus(Duration.ofDays(7));
    attic.passTo(due.minusMillis(1));
    assertTrue(answers.find(event.id(), guest.id()).isPresent());
    attic.passTo(due);
    assertTrue(answers.find(event.id(), guest.id()).isEmpty());
    assertTrue(attic.purge().byKind().getOrDefault("answers", 0) > 0);
  }

  @Test
  void whoeverStillWaitsForSeatsThereAreIsSeated() {
    Event event = attic.event(attic.person(), 1, Duration.ofHours(1));
    assertTrue(answers.answer(event, attic.person().id(), 0) instanceof AnswerResult.Confirmed);
    assertTrue(answers.answer(event, attic.person().id(), 0) instanceof AnswerResult.Waitlisted);
    Event more = change(event, event.endsAt(), 70);
    assertEquals(1, answers.waiting(more).size(), "as if the function had run out of time");
    purgeLater(Duration.ofMinutes(5).minusMillis(1));
    assertEquals(1, answers.waiting(more).size());
    purgeLater(Duration.ofMillis(1));
    assertEquals(0, answers.waiting(more).size());
    assertEquals(0, attic.purge().due(), "once is enough");
  }
}
