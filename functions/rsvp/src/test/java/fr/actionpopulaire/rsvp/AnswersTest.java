package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.AnswerResult.Confirmed;
import fr.actionpopulaire.dynamodb.AnswerResult.Waitlisted;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Tally;
import fr.actionpopulaire.dynamodb.WithdrawResult;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
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

/** What answering means, one step after the other. */
@EmbeddedAwsTest
class AnswersTest {

  private final TestAws aws;
  private final Neighbourhood here;

  AnswersTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
  }

  private AnswerResult answer(Event event, String member, int guests) {
    return here.answers.answer(here.read(event), member, guests);
  }

  @Test
  void aSeatIsTakenInOneTransactionAndCounted() {
    Event event = here.event(10);
    String member = here.person();
    aws.meter().reset();
    assertEquals(new Confirmed(2, new Tally(3, 7)), here.answers.answer(event, member, 2));
    assertEquals(Map.of("TransactWriteItems", 1, "BatchGetItem", 2), aws.meter().byOperation());
    assertEquals(new Tally(3, 7), here.answers.tally(event));
    assertEquals(Map.of(member, 3), here.answers.attendees(event));
    assertEquals(3, here.books(event).audit().taken());
  }

  @Test
  void theSameAnswerAgainWritesNothing() {
    Event event = here.event(1);
    String first = here.person();
    String second = here.person();
    answer(event, first, 0);
    answer(event, second, 0);
    List<Map<String, AttributeValue>> before = aws.scan("EVENTS_TABLE");
    assertEquals(new Confirmed(0, new Tally(1, 0)), answer(event, first, 0));
    assertEquals(new Waitlisted(0, new Tally(1, 0)), answer(event, second, 0));
    assertEquals(before, aws.scan("EVENTS_TABLE"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 10})
  void aPartyFitsUpToTheLastSeat(int capacity) {
    for (int seats = Math.max(1, capacity - 1); seats <= Math.min(10, capacity + 1); seats++) {
      Event event = here.event(capacity);
      AnswerResult result = answer(event, here.person(), seats - 1);
      if (seats <= capacity) {
        assertEquals(new Confirmed(seats - 1, new Tally(seats, capacity - seats)), result);
      } else {
        assertEquals(new Waitlisted(seats - 1, new Tally(0, capacity)), result);
      }
      here.books(event).audit();
    }
  }

  @Test
  void whoComesFirstIsPromotedFirstAndToldOnce() {
    Event event = here.event(1);
    String seated = here.person();
    answer(event, seated, 0);
    List<String> waiting = here.people(3);
    for (String member : waiting) {
      aws.clock().advance(Duration.ofMillis(1));
      assertInstanceOf(Waitlisted.class, answer(event, member, 0));
    }
    assertEquals(waiting, here.answers.waiting(event));
    assertEquals(waiting, here.books(event).audit().inOrder());

    assertInstanceOf(WithdrawResult.Withdrawn.class, here.answers.withdraw(event, seated));

    assertEquals(Map.of(waiting.get(0), 1), here.answers.attendees(event));
    assertEquals(waiting.subList(1, 3), here.answers.waiting(event));
    here.books(event).audit();
    assertEquals(List.of("PROMOTED " + waiting.get(0)), Books.told(aws, event));
  }

  /** The waiting list lies in several partitions, and is one line all the same. */
  @Test
  @Tag("thorough")
  void thePlacesOfALongLineKeepTheirOrderHoweverTheyAreRead() {
    Event event = here.event(1);
    String seated = here.person();
    answer(event, seated, 0);
    List<String> waiting = here.people(30);
    for (String member : waiting) {
      aws.clock().advance(Duration.ofMillis(1));
      assertInstanceOf(Waitlisted.class, answer(event, member, 0));
    }
    assertEquals(waiting, here.answers.waiting(event));
    for (int page : new int[] {1, 7, 100}) {
      Set<String> read = new HashSet<>();
      @Nullable String next = null;
      do {
        Answers.Waiting some = here.answers.waiting(event, next, page);
        assertTrue(some.members().size() <= page);
        some.members().forEach(member -> assertTrue(read.add(member), "nobody twice"));
        next = some.next();
      } while (next != null);
      assertEquals(Set.copyOf(waiting), read);
    }
    for (String first : waiting) {
      here.answers.withdraw(event, here.answers.attendees(event).keySet().iterator().next());
      assertEquals(Map.of(first, 1), here.answers.attendees(event), "in the order they came");
    }
    here.books(event).audit();
  }

  @Test
  void aSmallerPartyPassesOneThatDoesNotFit() {
    Event event = here.event(2);
    String couple = here.person();
    String family = here.person();
    String single = here.person();
    String seated = here.person();
    answer(event, seated, 0);
    answer(event, couple, 0);
    aws.clock().advance(Duration.ofMillis(1));
    answer(event, family, 1);
    aws.clock().advance(Duration.ofMillis(1));
    answer(event, single, 0);
    here.answers.withdraw(event, seated);
    assertEquals(Map.of(couple, 1, single, 1), here.answers.attendees(event));
    here.answers.withdraw(event, couple);
    assertEquals(Map.of(single, 1), here.answers.attendees(event));
    here.answers.withdraw(event, single);
    assertEquals(Map.of(family, 2), here.answers.attendees(event));
    here.books(event).audit();
  }

  @Test
  void aPartyThatMustBeSplitIsSplitAndComesTogetherAgain() {
    Event event = here.event(128);
    fillBlocksLeaving(event, 3);
    String party = here.person();
    assertEquals(new Confirmed(5, new Tally(128, 0)), answer(event, party, 5));
    Answer split = here.answers.find(event.id(), party).orElseThrow();
    assertEquals(Map.of(0, 3, 1, 3), split.blocks());
    assertEquals(6, here.answers.attendees(event).get(party));
    assertEquals(new Confirmed(1, new Tally(124, 4)), answer(event, party, 1));
    assertEquals(new Confirmed(5, new Tally(128, 0)), answer(event, party, 5));
    here.books(event).audit();
    assertInstanceOf(WithdrawResult.Withdrawn.class, here.answers.withdraw(event, party));
    assertEquals(122, here.books(event).audit().taken());
  }

  /** Fills both blocks of an event for 128 up to so many seats each. */
  private void fillBlocksLeaving(Event event, int free) {
    int[] left = {64 - free, 64 - free};
    while (left[0] + left[1] > 0) {
      String member = here.person();
      int block = Math.floorMod(member.hashCode(), 2);
      int seats = Math.min(10, left[block]);
      if (seats > 0) {
        answer(event, member, seats - 1);
        left[block] -= seats;
      }
    }
    assertEquals(Map.of(0, free, 1, free), here.books(event).audit().free());
  }

  @Test
  void bringingFewerFreesSeatsForThoseWhoWait() {
    Event event = here.event(3);
    String party = here.person();
    String single = here.person();
    answer(event, party, 2);
    answer(event, single, 0);
    assertEquals(new Confirmed(1, new Tally(3, 0)), answer(event, party, 1));
    assertEquals(Map.of(party, 2, single, 1), here.answers.attendees(event));
    here.books(event).audit();
  }

  @Test
  void bringingMoreNeedsRoomOrLeavesTheAnswerAsItWas() {
    Event event = here.event(4);
    String member = here.person();
    String other = here.person();
    answer(event, member, 0);
    answer(event, other, 0);
    assertEquals(new AnswerResult.Full(3, new Tally(2, 2)), answer(event, member, 3));
    assertEquals(Map.of(member, 1, other, 1), here.answers.attendees(event));
    assertEquals(new Confirmed(2, new Tally(4, 0)), answer(event, member, 2));
    here.books(event).audit();
  }

  @Test
  void waitingWithFewerMayEndTheWait() {
    Event event = here.event(2);
    String seated = here.person();
    String couple = here.person();
    answer(event, seated, 0);
    assertInstanceOf(Waitlisted.class, answer(event, couple, 1));
    assertInstanceOf(Waitlisted.class, answer(event, couple, 4));
    assertEquals(new Confirmed(0, new Tally(2, 0)), answer(event, couple, 0));
    here.books(event).audit();
  }

  @Test
  void withoutCapacityBlocksDoubleAndNobodyWaits() {
    Event event = here.event(null);
    int people = 0;
    for (int party = 0; party < 30; party++) {
      people += 10;
      AnswerResult result = answer(event, here.person(), 9);
      assertEquals(new Confirmed(9, new Tally(people, null)), result);
    }
    Books books = here.books(event).audit();
    assertEquals(300, books.taken());
    assertTrue(books.blocks() >= 8, "300 people, at most 60 in parties of ten a block");
    assertTrue(books.blocks() <= 16, "blocks double only when there is no room");
  }

  @Test
  void whoWaitsTwiceWithinAMillisecondIsSeatedTwiceAndToldOnce() {
    Event event = here.event(1);
    String seated = here.person();
    String keen = here.person();
    for (int round = 0; round < 2; round++) {
      assertInstanceOf(Confirmed.class, answer(event, seated, 0));
      assertInstanceOf(Waitlisted.class, answer(event, keen, 0));
      here.answers.withdraw(event, seated);
      assertEquals(Map.of(keen, 1), here.books(event).audit().confirmed());
      here.answers.withdraw(event, keen);
    }
    assertEquals(List.of("PROMOTED " + keen), Books.told(aws, event));
  }

  @Tag("thorough")
  @Test
  void aBigEventKnowsThatItIsFullWithoutReadingItsBlocks() {
    Event event = here.event(1100);
    List<String> crowd = here.people(110);
    crowd.forEach(member -> answer(event, member, 9));
    String first = here.person();
    assertInstanceOf(Waitlisted.class, answer(event, first, 0));
    aws.clock().advance(Duration.ofMillis(1));
    String second = here.person();
    aws.meter().reset();
    assertInstanceOf(Waitlisted.class, here.answers.answer(event, second, 0));
    assertTrue(aws.meter().readUnits() < 25, () -> aws.meter().readUnits() + " read units");

    here.answers.withdraw(event, crowd.getFirst());

    Books books = here.books(event).audit();
    assertEquals(1092, books.taken());
    assertEquals(Map.of(), books.waiting());
    assertNull(here.answers.find(event.id(), crowd.getFirst()).orElse(null));
  }
}
