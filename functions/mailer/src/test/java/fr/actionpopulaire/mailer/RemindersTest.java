package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever comes is reminded once: the day before, or a few hours before when they answered late.
 */
@EmbeddedAwsTest
class RemindersTest {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration LATE = Duration.ofHours(4);

  private final Desk desk;
  private final EveryLetter letters;
  private final Answers answers;

  RemindersTest(TestAws aws) {
    desk = new Desk(aws);
    letters = new EveryLetter(desk);
    answers = desk.bean(Answers.class);
  }

  private record Guest(String id, String address) {}

  private Guest guest(Event event) {
    String address = RandomId.next() + "@example.org";
    String id = desk.member(address);
    answers.answer(event, id, 0);
    return new Guest(id, address);
  }

  /** The schedule's tick at an instant, and everything it leads to, more than once. */
  private void tick(Instant at) {
    desk.aws.clock().set(at);
    for (int run = 0; run < 2; run++) {
      desk.sweep();
      desk.deliver(desk.allMessages());
      desk.deliver(desk.allMessages());
    }
  }

  @Test
  void theDayBeforeToTheSecondAndOnceWhateverIsRepeated() {
    Event event = letters.event(5, "Réunion de quartier");
    Guest guest = guest(event);
    tick(event.startsAt().minus(DAY).minusSeconds(1));
    assertEquals(0, desk.count(guest.address()));
    tick(event.startsAt().minus(DAY));
    Mail mail = desk.only(guest.address());
    assertEquals("Bientôt : Réunion de quartier", mail.subject());
    assertTrue(mail.text().contains("lundi 23 novembre 2026 à 11h00"), mail.text());
    assertTrue(mail.headers().containsKey("List-Unsubscribe"));
    tick(event.startsAt().minus(DAY).plus(Duration.ofMinutes(5)));
    tick(event.startsAt().minus(LATE));
    assertEquals(1, desk.count(guest.address()));
  }

  @Test
  @Tag("thorough")
  void whoeverAnswersLaterIsRemindedAFewHoursBefore() {
    Event event = letters.event(5, "Réunion");
    Guest early = guest(event);
    tick(event.startsAt().minus(DAY));
    Guest late = guest(event);
    tick(event.startsAt().minus(LATE).minusSeconds(1));
    assertEquals(0, desk.count(late.address()));
    tick(event.startsAt().minus(LATE));
    assertEquals(1, desk.count(late.address()));
    assertEquals(1, desk.count(early.address()));
    Guest last = guest(event);
    tick(event.startsAt().minus(LATE).plus(QueueReminders.CATCH_UP).minusSeconds(1));
    tick(event.startsAt().minusSeconds(1));
    assertEquals(0, desk.count(last.address()), "they have just answered");
  }

  @Test
  void aScheduleThatWasMissingForAnHourIsMadeUpFor() {
    Event event = letters.event(5, "Réunion");
    Guest guest = guest(event);
    tick(event.startsAt().minus(DAY).plus(QueueReminders.CATCH_UP).minusSeconds(1));
    assertEquals(1, desk.count(guest.address()));
    Event other = letters.event(5, "Fête");
    Guest missed = guest(other);
    tick(other.startsAt().minus(DAY).plus(QueueReminders.CATCH_UP));
    assertEquals(0, desk.count(missed.address()));
    tick(other.startsAt().minus(LATE));
    assertEquals(1, desk.count(missed.address()), "the later one finds them");
  }

  @Test
  void whoeverWaitsWithdrewLeftOrOpposedGetsNone() {
    Event event = letters.event(4, "Réunion");
    Guest withdrawn = guest(event);
    Guest erased = guest(event);
    Guest opposed = guest(event);
    Guest seated = guest(event);
    Guest waiting = guest(event);
    tick(event.startsAt().minus(DAY).minusSeconds(1));
    desk.aws.clock().set(event.startsAt().minus(DAY));
    desk.sweep();
    desk.deliver(Kind.REMINDERS);
    desk.store.write(Keys.shred(new Owner.Member(erased.id())));
    desk.bean(Unsubscriptions.class).unsubscribe(opposed.id());
    answers.withdraw(event, withdrawn.id());
    desk.deliver(desk.allMessages());
    assertEquals(1, desk.count(seated.address()));
    assertEquals(
        0,
        desk.count(erased.address())
            + desk.count(opposed.address())
            + desk.count(withdrawn.address()));
    assertFalse(
        desk.aws.inbox(waiting.address()).stream()
            .anyMatch(mail -> mail.subject().startsWith("Bientôt")));
  }

  @Test
  void nothingIsSaidOfWhatIsOffOrMovedAwayOrHasBegun() {
    Event off = letters.event(5, "Réunion");
    Guest guest = guest(off);
    assertTrue(desk.store.transact(desk.bean(Events.class).cancel(off, "Pluie")).isWritten());
    Event moved = letters.event(5, "Fête");
    Guest other = guest(moved);
    desk.aws.clock().set(moved.startsAt().minus(DAY));
    desk.sweep();
    Event later = Moves.later(desk, moved, Duration.ofDays(2));
    tick(moved.startsAt().minus(DAY));
    assertEquals("Annulé : Réunion", desk.only(guest.address()).subject());
    assertEquals("Changement : Fête", desk.only(other.address()).subject());
    desk.aws.clearInbox();
    tick(later.startsAt().minus(DAY));
    assertEquals("Bientôt : Fête", desk.only(other.address()).subject());
    Event begun = letters.event(5, "Marche");
    Guest third = guest(begun);
    desk.aws.clock().set(begun.startsAt().minus(DAY));
    desk.sweep();
    tick(begun.startsAt());
    assertEquals(0, desk.count(third.address()));
  }
}
