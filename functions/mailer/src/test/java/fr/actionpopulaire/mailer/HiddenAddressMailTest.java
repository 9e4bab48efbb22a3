package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Acceptance;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No mail tells a hidden address but to those who were accepted. */
@EmbeddedAwsTest
class HiddenAddressMailTest {

  private static final String PLACE = "Salle des fêtes";

  private final Desk desk;
  private final Answers answers;
  private final Event event;
  private final String accepted = RandomId.next() + "@example.org";
  private final String coming = RandomId.next() + "@example.org";
  private final String acceptedId;
  private final String comingId;

  HiddenAddressMailTest(TestAws aws) {
    desk = new Desk(aws);
    answers = desk.bean(Answers.class);
    event = Moves.hidden(desk, new EveryLetter(desk).event(5, "Réunion"), true);
    acceptedId = desk.member(accepted);
    comingId = desk.member(coming);
    answers.answer(event, acceptedId, 0);
    answers.answer(event, comingId, 0);
  }

  private void accept() {
    desk.bean(Acceptance.class).accept(event, acceptedId);
  }

  private String about(String address) {
    String text = desk.only(address).text();
    desk.aws.clearInbox();
    return text;
  }

  private void queue(Kind kind, String member) {
    desk.queue(
        kind,
        new Recipient.Member(member),
        event.id() + "#" + member + "#" + kind,
        Map.of("event", event.id(), "startsAt", Long.toString(event.startsAt().toEpochMilli())));
  }

  @Test
  void whoIsAcceptedIsToldWhere() {
    accept();
    desk.deliver(Kind.ACCEPTED);
    String text = about(accepted);
    assertTrue(text.contains("Où : Salle des fêtes, Lille"), text);
    assertEquals(0, desk.count(coming));
  }

  @Test
  void whoWithdrewBeforeTheMailLeftIsNotTold() {
    accept();
    answers.withdraw(event, acceptedId);
    desk.deliver(Kind.ACCEPTED);
    assertEquals(0, desk.count(accepted));
  }

  @Test
  void aReminderTellsItToThoseOnly() {
    accept();
    queue(Kind.REMINDER, acceptedId);
    queue(Kind.REMINDER, comingId);
    desk.deliver(Kind.REMINDER);
    assertTrue(desk.only(accepted).text().contains(PLACE));
    String text = about(coming);
    assertFalse(text.contains(PLACE), text);
    assertTrue(text.contains("Où : Lille"), text);
    assertTrue(text.contains("une fois votre réponse acceptée"), text);
  }

  @Test
  void promotedOrCancelledNobodyIsToldIt() {
    queue(Kind.PROMOTED, comingId);
    desk.deliver(Kind.PROMOTED);
    assertFalse(about(coming).contains(PLACE));
    Event now = desk.bean(Events.class).find(event.id()).orElseThrow();
    assertTrue(desk.store.transact(desk.bean(Events.class).cancel(now, "Pluie")).isWritten());
    desk.deliver(Kind.CANCELLATION);
    desk.deliver(Kind.EVENT_CANCELLED);
    assertFalse(about(coming).contains(PLACE));
  }

  @Test
  void movedTheOldAndTheNewPlaceAreForThoseOnly() {
    accept();
    Moves.elsewhere(desk, event, "Chez Lou", true);
    desk.deliver(Kind.MOVE);
    desk.deliver(Kind.EVENT_MOVED);
    String told = desk.only(accepted).text();
    assertTrue(told.contains("Lieu d’avant : Salle des fêtes, Lille"), told);
    assertTrue(told.contains("Nouveau lieu : Chez Lou, Lille"), told);
    String text = about(coming);
    assertFalse(text.contains(PLACE) || text.contains("Chez Lou"), text);
  }

  @Test
  void shownFromNowOnTheOldPlaceIsStillForThoseOnly() {
    accept();
    Moves.elsewhere(desk, event, "Café du port", false);
    desk.deliver(Kind.MOVE);
    desk.deliver(Kind.EVENT_MOVED);
    assertTrue(desk.only(accepted).text().contains("Lieu d’avant : Salle des fêtes, Lille"));
    String text = about(coming);
    assertFalse(text.contains(PLACE), text);
    assertTrue(text.contains("Café du port"), text);
  }
}
