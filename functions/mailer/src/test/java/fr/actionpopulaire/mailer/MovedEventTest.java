package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Those who answered are told of a change, once each, and nobody else is. */
@EmbeddedAwsTest
class MovedEventTest {

  private final Desk desk;
  private final EveryLetter letters;
  private final Answers answers;

  MovedEventTest(TestAws aws) {
    desk = new Desk(aws);
    letters = new EveryLetter(desk);
    answers = desk.bean(Answers.class);
  }

  /** Somebody who answers: their address. */
  private String comes(Event event) {
    String address = RandomId.next() + "@example.org";
    answers.answer(event, desk.member(address), 0);
    return address;
  }

  /** Brings everything on the outbox, again and again, as a stream may. */
  private void deliverAll() {
    for (int run = 0; run < 3; run++) {
      desk.deliver(desk.allMessages());
    }
  }

  @Test
  void whoHasASeatAndWhoWaitsAreToldOnceWithBeforeAndAfter() {
    Event event = letters.event(1, "Réunion de quartier");
    String seated = comes(event);
    String waiting = comes(event);
    Moves.later(desk, event, Duration.ofDays(1));
    deliverAll();
    for (String address : List.of(seated, waiting)) {
      Mail mail = desk.only(address);
      assertEquals("Changement : Réunion de quartier", mail.subject());
      String text = mail.text();
      assertTrue(text.contains("Avant : lundi 23 novembre 2026, de 11\u00a0h à 13\u00a0h"), text);
      assertTrue(text.contains("Maintenant : mardi 24 novembre 2026"), text);
      assertTrue(text.contains("Où : Salle des fêtes, Lille"), text);
      assertTrue(mail.headers().containsKey("List-Unsubscribe"), "it may be left");
    }
  }

  @Test
  void anotherPlaceIsToldToo() {
    Event event = letters.event(5, "Réunion");
    String address = comes(event);
    Moves.elsewhere(desk, event, "Place de la République");
    deliverAll();
    String text = desk.only(address).text();
    assertTrue(text.contains("Lieu d’avant : Salle des fêtes, Lille"), text);
    assertTrue(text.contains("Nouveau lieu : Place de la République, Lille"), text);
  }

  @Test
  void whoeverWithdrewLeftOrOpposedGetsNothing() {
    Event event = letters.event(5, "Réunion");
    String withdrawn = RandomId.next() + "@example.org";
    String member = desk.member(withdrawn);
    answers.answer(event, member, 0);
    String erased = RandomId.next() + "@example.org";
    String other = desk.member(erased);
    answers.answer(event, other, 0);
    Moves.later(desk, event, Duration.ofDays(1));
    desk.deliver(Kind.MOVE);
    answers.withdraw(event, member);
    desk.store.write(Keys.shred(new Owner.Member(other)));
    deliverAll();
    assertEquals(0, desk.count(withdrawn) + desk.count(erased));
  }

  @Test
  void movedTwiceItIsTheLaterPlaceThatIsTold() {
    Event event = letters.event(5, "Réunion");
    String address = comes(event);
    Moves.elsewhere(desk, event, "Parvis de la gare");
    Moves.elsewhere(desk, event, "Place de la République");
    deliverAll();
    assertTrue(desk.only(address).text().contains("Nouveau lieu : Place de la République"));
  }

  @Test
  void nobodyIsToldOfAMoveOfWhatIsOffOrOver() {
    Event event = letters.event(5, "Réunion");
    String address = comes(event);
    Moves.elsewhere(desk, event, "Parvis de la gare");
    Event moved = desk.bean(Events.class).find(event.id()).orElseThrow();
    assertTrue(desk.store.transact(desk.bean(Events.class).cancel(moved, "Pluie")).isWritten());
    deliverAll();
    assertEquals("Annulé : Réunion", desk.only(address).subject());
    Event other = letters.event(5, "Fête");
    String late = comes(other);
    Event gone = Moves.elsewhere(desk, other, "Parvis de la gare");
    desk.aws.clock().set(gone.endsAt());
    deliverAll();
    assertEquals(0, desk.count(late));
  }

  private String person() {
    String id = RandomId.next();
    desk.store.write(
        Keys.create(
            new Owner.Member(id), PersonKey.random(), RetentionRule.MEMBER.from(desk.now())));
    return id;
  }

  /** A circular to a crowd is made in parts, and a part made again makes no second message. */
  @Test
  void aBigEventIsToldInPartsAndNobodyTwice() {
    Event big = letters.event(64 * 9, "Meeting");
    for (int i = 0; i < 40; i++) {
      answers.answer(big, person(), 0);
    }
    Moves.elsewhere(desk, big, "Stade");
    desk.deliver(Kind.MOVE);
    List<String> parts = desk.pending(Kind.MOVE);
    assertEquals(2, parts.size(), "9 blocks, 4 at a time");
    assertTrue(desk.pending(Kind.EVENT_MOVED).size() < 40, "not all at once");
    desk.deliver(parts);
    desk.deliver(parts);
    assertEquals(40, desk.pending(Kind.EVENT_MOVED).size());
  }

  @Test
  @Tag("thorough")
  void aLongWaitingListIsToldInPartsToo() {
    Event full = letters.event(1, "Meeting");
    for (int i = 0; i < 253; i++) {
      answers.answer(full, person(), 0);
    }
    Moves.elsewhere(desk, full, "Stade");
    desk.deliver(Kind.MOVE);
    assertEquals(251, desk.pending(Kind.EVENT_MOVED).size(), "one has a seat, 250 wait");
    desk.deliver(Kind.MOVE);
    assertEquals(253, desk.pending(Kind.EVENT_MOVED).size());
    assertEquals(List.of(), desk.pending(Kind.MOVE));
  }
}
