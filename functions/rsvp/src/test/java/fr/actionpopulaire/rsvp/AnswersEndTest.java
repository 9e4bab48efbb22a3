package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.AnswerResult.Confirmed;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Tally;
import fr.actionpopulaire.dynamodb.WithdrawResult;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How answers end: the event closes, a member goes, time is over. */
@EmbeddedAwsTest
class AnswersEndTest {

  private final TestAws aws;
  private final Neighbourhood here;

  AnswersEndTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
  }

  private AnswerResult answer(Event event, String member, int guests) {
    return here.answers.answer(here.read(event), member, guests);
  }

  @Test
  void anEventTakesAnswersUntilItsLastInstant() {
    Event event = here.event(5);
    String member = here.person();
    aws.clock().set(event.endsAt().minusMillis(1));
    assertInstanceOf(Confirmed.class, answer(event, member, 0));
    aws.clock().set(event.endsAt());
    assertEquals(new AnswerResult.Closed(), answer(event, here.person(), 0));
    assertEquals(new AnswerResult.Closed(), answer(event, member, 1));
    aws.clock().set(event.endsAt().plusMillis(1));
    assertEquals(new AnswerResult.Closed(), answer(event, here.person(), 0));
    assertEquals(Map.of(member, 1), here.books(event).audit().confirmed());
  }

  @Test
  void anAnswerOnItsWayWhileTheEventIsCalledOffIsNotKept() {
    Event cancelled = here.event(5);
    here.cancel(cancelled);
    assertEquals(new AnswerResult.Closed(), here.answers.answer(cancelled, here.person(), 0));
    Event hidden = here.event(5);
    here.hide(hidden);
    assertEquals(new AnswerResult.Closed(), here.answers.answer(hidden, here.person(), 0));
    assertEquals(Map.of(), here.books(cancelled).audit().confirmed());
    assertEquals(Map.of(), here.books(hidden).audit().confirmed());
  }

  @Test
  void aMemberErasedMeanwhileLeavesNothing() {
    Event event = here.event(1);
    String gone = here.person();
    here.shredKey(gone);
    assertEquals(new AnswerResult.Gone(), answer(event, gone, 0));
    answer(event, here.person(), 0);
    assertEquals(new AnswerResult.Gone(), answer(event, gone, 0));
    Books books = here.books(event).audit();
    assertEquals(1, books.taken());
    assertEquals(Map.of(), books.waiting());
  }

  @Test
  void erasingAMemberFreesTheirSeatsEverywhere() {
    Event full = here.event(2);
    Event wide = here.event(null);
    Event queue = here.event(1);
    String member = here.person();
    String waiting = here.person();
    String other = here.person();
    answer(full, member, 1);
    answer(full, waiting, 1);
    answer(wide, member, 3);
    answer(queue, other, 0);
    answer(queue, member, 0);
    assertEquals(3, here.answers.of(member).size());

    here.answers.withdrawAll(member);
    here.answers.withdrawAll(member);

    assertEquals(List.of(), here.answers.of(member));
    assertEquals(Map.of(waiting, 2), here.books(full).audit().confirmed());
    assertEquals(Map.of(), here.books(wide).audit().confirmed());
    assertEquals(Map.of(other, 1), here.books(queue).audit().confirmed());
    assertTrue(
        aws.scan("EVENTS_TABLE").stream().noneMatch(item -> item.toString().contains(member)),
        "no trace of an erased member");
  }

  @Test
  void afterSevenDaysOnlyTheCountStays() {
    Event event = here.event(65);
    for (int party = 0; party < 6; party++) {
      answer(event, here.person(), 9);
    }
    answer(event, here.person(), 7);
    aws.clock().set(event.endsAt().plus(Duration.ofDays(7)).minusMillis(1));
    assertEquals(new Tally(60, 5), here.answers.tally(event));
    assertEquals(6, here.books(event).audit().confirmed().size());
    assertEquals(1, here.books(event).waiting().size());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(Map.of(), here.answers.attendees(event), "invisible from that instant");

    assertTrue(here.answers.forget(event.id()) >= 8);
    assertEquals(0, here.answers.forget(event.id()));

    assertEquals(new Tally(60, 5), here.answers.tally(here.read(event)));
    Books left = here.books(event);
    assertEquals(Map.of(), left.confirmed());
    assertEquals(Map.of(), left.waiting());
    assertEquals(Map.of(), left.queue());
    assertEquals(Map.of(), left.free());
  }

  @Test
  void aBrokenForgettingIsFinishedWithTheFirstCount() {
    Event event = here.event(2);
    String member = here.person();
    answer(event, member, 1);
    answer(event, here.person(), 0);
    aws.clock().set(event.endsAt().plus(Duration.ofDays(7)));
    here.answers.forget(event.id());
    // As if the first run had counted, and died before the last rows.
    aws.clock().set(event.startsAt());
    answer(event, here.person(), 0);
    here.answers.forget(event.id());
    aws.clock().set(event.endsAt());
    assertEquals(new Tally(2, 0), here.answers.tally(here.read(event)));
  }

  @Test
  void aRepeatedWithdrawalMendsAPromotionThatWasCutOff() {
    Event event = here.event(1);
    String seated = here.person();
    String waiting = here.person();
    answer(event, seated, 0);
    answer(event, waiting, 0);
    // Withdrawn from an event read as closed: nobody is promoted, as if the function had died.
    Event over = here.read(event);
    aws.clock().set(event.endsAt());
    here.answers.withdraw(over, seated);
    aws.clock().set(event.startsAt());
    assertEquals(Map.of(waiting, 1), here.books(event).waiting());
    assertInstanceOf(
        WithdrawResult.NothingThere.class, here.answers.withdraw(here.read(event), seated));
    assertEquals(Map.of(waiting, 1), here.books(event).audit().confirmed());
  }
}
