package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many people at once. After every commit, never more seats promised than there are; when all is
 * quiet, answers, blocks and waiting list agree, and no free seat stands beside somebody it would
 * serve. That these tests can fail is shown by {@link OverbookingTest}.
 */
@EmbeddedAwsTest
@Tag("thorough")
class StampedeTest {

  private final TestAws aws;
  private final Neighbourhood here;

  StampedeTest(TestAws aws) {
    this.aws = aws;
    // A client that waits: one small machine plays database and crowd at once.
    here = new Neighbourhood(aws, aws.dynamoDb());
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 10", "64, 50"})
  void asManyAsComeAtOnceGetNoMoreSeatsThanThereAre(int capacity, int clients) {
    comeAtOnce(capacity, clients);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10",
    "1, 50",
    "2, 50",
    "63, 50",
    "65, 50",
    "100, 50",
    "1, 90",
    "63, 90",
    "64, 90",
    "65, 90",
    "128, 90",
    "1100, 90"
  })
  void evenMoreAtOnce(int capacity, int clients) {
    for (int round = 0; round < 5; round++) {
      comeAtOnce(capacity, clients);
    }
  }

  /** Everybody once, alone or with up to three others. */
  private void comeAtOnce(int capacity, int clients) {
    Event event = here.event(capacity);
    List<String> members = here.people(clients);
    Map<String, String> told = new ConcurrentHashMap<>();
    List<Callable<Object>> deeds = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      String member = members.get(i);
      int guests = capacity < 10 ? 0 : i % 4;
      deeds.add(
          () -> told.put(member, status(here.answers.answer(here.read(event), member, guests))));
    }
    Crowd.Watch watch = Crowd.watched(here, event, members, deeds);
    assertTrue(watch.most() <= capacity, () -> watch + " of " + capacity);
    Books books = here.books(event).audit();
    assertEquals(books.taken(), watch.most(), "nobody left, so the last look saw the most");
    assertEquals(clients, books.confirmed().size() + books.waiting().size());
    // Nobody was told that they have a seat and lost it.
    Set<String> toldSeated =
        told.entrySet().stream()
            .filter(answer -> answer.getValue().equals("confirmed"))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertTrue(books.confirmed().keySet().containsAll(toldSeated));
  }

  private static String status(AnswerResult result) {
    return switch (result) {
      case AnswerResult.Confirmed _ -> "confirmed";
      case AnswerResult.Waitlisted _ -> "waitlisted";
      case AnswerResult.Full _ -> "full";
      case AnswerResult.Closed _, AnswerResult.AnswersClosed _ -> "closed";
      case AnswerResult.Gone _ -> "gone";
    };
  }

  @ParameterizedTest
  @CsvSource({"1, 8, 11", "2, 8, 12", "7, 10, 13", "65, 20, 14"})
  void comingGoingAndChangingOnesMindAtOnce(int capacity, int members, long seed) {
    muddle(capacity, members, 3, 5, seed);
  }

  @ParameterizedTest
  @CsvSource({"1, 10, 21", "3, 12, 22", "10, 30, 23", "64, 30, 24", "70, 30, 25", "530, 60, 26"})
  void aLongMuddle(int capacity, int members, long seed) {
    for (int round = 0; round < 2; round++) {
      muddle(capacity, members, 2, 10, seed * 100 + round);
    }
  }

  /** Several devices of each member at once, each answering, changing and withdrawing at random. */
  private void muddle(int capacity, int members, int devices, int deedsEach, long seed) {
    Event event = here.event(capacity);
    List<String> people = here.people(members);
    List<Callable<Object>> deeds = new ArrayList<>();
    for (int device = 0; device < members * devices; device++) {
      String member = people.get(device % members);
      Random random = new Random(seed * 1000 + device);
      deeds.add(
          () -> {
            for (int deed = 0; deed < deedsEach; deed++) {
              if (random.nextInt(3) == 0) {
                here.answers.withdraw(here.read(event), member);
              } else {
                here.answers.answer(here.read(event), member, random.nextInt(4));
              }
            }
            return true;
          });
    }
    Crowd.Watch watch = Crowd.watched(here, event, people, deeds);
    assertTrue(watch.most() <= capacity, () -> watch + " of " + capacity);
    here.books(event).audit();
  }

  @Test
  void seatsGivenBackAtOnceGoToThoseWhoWaitWhileOthersArrive() {
    Event event = here.event(10);
    List<String> seated = here.people(10);
    List<String> waiting = here.people(20);
    List<String> late = here.people(10);
    seated.forEach(member -> here.answers.answer(event, member, 0));
    for (int i = 0; i < 20; i++) {
      here.answers.answer(event, waiting.get(i), i % 3);
    }
    List<Callable<Object>> deeds = new ArrayList<>();
    seated.forEach(member -> deeds.add(() -> here.answers.withdraw(event, member)));
    late.forEach(member -> deeds.add(() -> here.answers.answer(event, member, 0)));
    waiting.subList(0, 5).forEach(member -> deeds.add(() -> here.answers.withdraw(event, member)));
    List<String> everybody = new ArrayList<>(seated);
    everybody.addAll(waiting);
    everybody.addAll(late);
    Crowd.Watch watch = Crowd.watched(here, event, everybody, deeds);
    assertTrue(watch.most() <= 10, watch::toString);
    Books books = here.books(event).audit();
    seated.forEach(member -> assertTrue(!books.confirmed().containsKey(member)));
    Set<String> promoted = new HashSet<>(books.confirmed().keySet());
    promoted.retainAll(waiting);
    List<String> told = Books.told(aws, event);
    promoted.forEach(member -> assertTrue(told.contains("PROMOTED " + member)));
    assertEquals(told.size(), new HashSet<>(told).size(), "nobody is told twice");
  }

  @Test
  void oneMemberOnManyDevicesHasOneAnswer() {
    for (int capacity : new int[] {1, 5, 70}) {
      Event event = here.event(capacity);
      String member = here.person();
      List<Callable<Object>> deeds = new ArrayList<>();
      for (int device = 0; device < 20; device++) {
        int guests = device % 10;
        deeds.add(() -> here.answers.answer(here.read(event), member, guests));
      }
      Crowd.Watch watch = Crowd.watched(here, event, List.of(member), deeds);
      assertTrue(watch.most() <= Math.min(10, capacity), watch::toString);
      Books books = here.books(event).audit();
      assertEquals(1, books.confirmed().size() + books.waiting().size());
    }
  }

  @Test
  void anErasedMemberNeverKeepsASeatHoweverLateTheirAnswerComes() {
    for (int round = 0; round < 5; round++) {
      Event event = here.event(3);
      List<String> gone = here.people(5);
      List<String> others = here.people(5);
      List<Callable<Object>> deeds = new ArrayList<>();
      for (String member : gone) {
        deeds.add(
            () -> {
              here.shredKey(member);
              here.answers.withdrawAll(member);
              return true;
            });
        deeds.add(() -> here.answers.answer(event, member, 0));
        deeds.add(() -> here.answers.answer(event, member, 2));
      }
      others.forEach(member -> deeds.add(() -> here.answers.answer(event, member, 0)));
      List<String> everybody = new ArrayList<>(gone);
      everybody.addAll(others);
      Crowd.Watch watch = Crowd.watched(here, event, everybody, deeds);
      assertTrue(watch.most() <= 3, watch::toString);
      Books books = here.books(event).audit();
      assertEquals(3, books.taken());
      assertTrue(others.containsAll(books.confirmed().keySet()), "the erased are gone");
      assertTrue(others.containsAll(books.waiting().keySet()), "the erased do not wait");
    }
  }

  @Test
  void nobodyIsLeftWithASeatAtAnEventTheyAnsweredAfterItsCancellation() {
    for (int round = 0; round < 3; round++) {
      Event event = here.event(20);
      List<String> members = here.people(15);
      Map<String, AnswerResult> told = new ConcurrentHashMap<>();
      List<Callable<Object>> deeds = new ArrayList<>();
      members.forEach(
          member ->
              deeds.add(() -> told.put(member, here.answers.answer(event, member, 0)) == null));
      deeds.add(
          () -> {
            here.cancel(event);
            return true;
          });
      Crowd.together(deeds);
      Set<String> kept = here.books(event).audit().confirmed().keySet();
      told.forEach(
          (member, result) ->
              assertEquals(result instanceof AnswerResult.Confirmed, kept.contains(member)));
    }
  }

  @Test
  void anEventWithoutCapacityGrowsUnderTheRushAndTurnsNobodyAway() {
    Event event = here.event(null);
    List<String> members = here.people(80);
    List<Callable<Object>> deeds = new ArrayList<>();
    members.forEach(
        member ->
            deeds.add(
                () -> {
                  assertTrue(
                      here.answers.answer(event, member, 4) instanceof AnswerResult.Confirmed);
                  return true;
                }));
    Crowd.Watch watch = Crowd.watched(here, event, members, deeds);
    assertEquals(400, watch.most());
    Books books = here.books(event).audit();
    assertEquals(400, books.taken());
    assertTrue(books.blocks() >= 8 && books.blocks() <= 32, () -> books.blocks() + " blocks");
  }

  @Test
  void aBigEventFillsToTheLastSeatUnderTheRush() {
    Event event = here.event(700);
    List<String> members = here.people(90);
    List<Callable<Object>> deeds = new ArrayList<>();
    members.forEach(member -> deeds.add(() -> here.answers.answer(event, member, 8)));
    Crowd.Watch watch = Crowd.watched(here, event, members, deeds);
    assertTrue(watch.most() <= 700, watch::toString);
    assertEquals(693, here.books(event).audit().taken());
    List<Callable<Object>> leaving = new ArrayList<>();
    members
        .subList(0, 30)
        .forEach(member -> leaving.add(() -> here.answers.withdraw(event, member)));
    members
        .subList(30, 60)
        .forEach(member -> leaving.add(() -> here.answers.answer(event, member, 9)));
    assertTrue(Crowd.watched(here, event, members, leaving).most() <= 700);
    here.books(event).audit();
  }
}
