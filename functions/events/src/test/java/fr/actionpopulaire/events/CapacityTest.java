package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Tally;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More or fewer seats for an event that people have answered, or are answering. */
@EmbeddedAwsTest
class CapacityTest {

  private final Town town;
  private final Town.Someone organiser;
  private final Answers answers;

  CapacityTest(TestAws aws) {
    town = new Town(aws);
    organiser = town.member("Camille");
    answers = town.context.getBean(Answers.class);
  }

  private String person() {
    String id = RandomId.next();
    assertTrue(
        town.store
            .write(
                Keys.create(
                    new Owner.Member(id),
                    PersonKey.random(),
                    RetentionRule.MEMBER.from(town.now())))
            .isWritten());
    return id;
  }

  private String event(@Nullable Integer capacity) {
    return town.published(organiser, town.sheet("capacity", capacity));
  }

  private AnswerResult come(String event, int guests) {
    return answers.answer(town.event(event), person(), guests);
  }

  private void come(String event, int guests, int times) {
    for (int i = 0; i < times; i++) {
      come(event, guests);
    }
  }

  private Response resize(String event, @Nullable Integer capacity) {
    Map<String, Object> patch = new HashMap<>();
    patch.put("capacity", capacity);
    return town.change(organiser, event, "*", patch);
  }

  /** Of a big event it may be two seconds old. */
  private Tally tally(String event) {
    town.aws.clock().advance(Duration.ofSeconds(2));
    return answers.tally(town.event(event));
  }

  /** What must hold once nobody is at work: seats, people and capacity tell the same story. */
  private void audit(String id) {
    Event event = town.event(id);
    Map<String, Integer> seated = answers.attendees(event);
    int taken = seated.values().stream().mapToInt(Integer::intValue).sum();
    Tally tally = tally(id);
    assertEquals(taken, tally.confirmed(), "the tally counts who sits there");
    seated.forEach(
        (member, seats) -> {
          Answer answer = answers.find(id, member).orElseThrow();
          assertEquals(Answer.Status.CONFIRMED, answer.status());
          assertEquals(seats, answer.seats());
        });
    Integer capacity = event.capacity();
    if (capacity == null) {
      assertEquals(List.of(), answers.waiting(event));
      return;
    }
    assertTrue(taken <= capacity, () -> taken + " taken of " + capacity);
    answers
        .queue(event)
        .forEach(
            (_, seats) ->
                assertTrue(seats > capacity - taken, () -> (capacity - taken) + " free beside it"));
  }

  @Test
  void neverFewerThanAreTaken() {
    String id = event(10);
    come(id, 2, 2);
    Response refused = resize(id, 5);
    assertEquals(422, refused.status(), refused::toString);
    assertTrue(refused.body().contains("/capacity") && refused.body().contains("6"));
    assertEquals(4, tally(id).seatsLeft());
    Response exact = resize(id, 6);
    assertEquals(200, exact.status(), exact::toString);
    assertEquals(6, exact.json().at("/confirmed").asInt());
    assertEquals(0, exact.json().at("/seatsLeft").asInt());
    assertTrue(come(id, 0) instanceof AnswerResult.Waitlisted);
    audit(id);
  }

  @Test
  void moreSeatsGoToThoseWhoWaitInTheirOrder() {
    String id = event(1);
    come(id, 0);
    String first = person();
    String party = person();
    String last = person();
    answers.answer(town.event(id), first, 0);
    answers.answer(town.event(id), party, 4);
    answers.answer(town.event(id), last, 0);
    Response answer = resize(id, 3);
    assertEquals(3, answer.json().at("/confirmed").asInt(), answer::toString);
    assertEquals(List.of(party), answers.waiting(town.event(id)));
    assertEquals(200, resize(id, 8).status());
    assertEquals(List.of(), answers.waiting(town.event(id)));
    assertEquals(8, tally(id).confirmed());
    audit(id);
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource(
      nullValues = "all",
      value = {
        "10, 64",
        "10, 65",
        "64, 65",
        "64, 63",
        "65, 64",
        "65, 1",
        "130, 128",
        "128, 130",
        "70, 200",
        "200, 70",
        "1100, 1000",
        "1000, 1100",
        "all, 64",
        "all, 63",
        "all, 200",
        "10, all",
        "130, all"
      })
  void backAndForthTheNumbersAddUp(@Nullable Integer from, @Nullable Integer to) {
    String id = event(from);
    come(id, 0);
    for (Integer capacity : new Integer[] {to, from, to, 1, 9, from}) {
      Response answer = resize(id, capacity);
      assertEquals(200, answer.status(), answer::toString);
      assertEquals(capacity == null ? 1 : capacity, capacity == null ? 1 : left(id) + 1);
      audit(id);
    }
    come(id, 9);
    if (from != null && from == 10) {
      assertEquals(1, answers.waiting(town.event(id)).size());
    }
    audit(id);
  }

  private int left(String id) {
    Integer left = tally(id).seatsLeft();
    return left == null ? -1 : left;
  }

  @Test
  void manyBlocksAreWorkedOffInSteps() {
    int many = 64 * 130;
    String id = event(many);
    come(id, 3, 4);
    assertEquals(200, resize(id, 17).status());
    assertEquals(1, left(id));
    assertEquals("\"2\"", town.get("/v1/events/" + id).header("etag").orElseThrow());
    come(id, 0, 3);
    assertEquals(2, answers.waiting(town.event(id)).size());
    assertEquals(200, resize(id, many).status());
    assertEquals(many - 19, left(id));
    audit(id);
    assertEquals(200, resize(id, null).status());
    audit(id);
  }

  /** People answer and leave while the organiser changes their mind. */
  @Test
  @Tag("thorough")
  void whoeverAnswersMeanwhileTakesNoSeatThatIsGone() throws Exception {
    String id = event(70);
    List<Callable<Integer>> deeds = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Random random = new Random(i);
      deeds.add(
          () -> {
            int most = 0;
            for (int turn = 0; turn < 18; turn++) {
              String member = person();
              Event read = town.event(id);
              try {
                answers.answer(read, member, random.nextInt(4));
                if (random.nextInt(3) == 0) {
                  answers.withdraw(read, member);
                }
              } catch (Busy others) {
                most = Math.max(most, 0);
              }
            }
            return most;
          });
    }
    for (int i = 0; i < 2; i++) {
      Random random = new Random(100 + i);
      deeds.add(
          () -> {
            for (int turn = 0; turn < 12; turn++) {
              int status = resize(id, 20 + random.nextInt(180)).status();
              assertTrue(List.of(200, 409, 412, 422, 503).contains(status), "status " + status);
            }
            return 0;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(deeds.size())) {
      for (Future<Integer> done : threads.invokeAll(deeds)) {
        done.get();
      }
    }
    audit(id);
    int taken = tally(id).confirmed();
    assertTrue(taken > 20, "people came: " + taken);
    assertEquals(200, resize(id, taken).status());
    assertEquals(0, left(id));
  }

  /** Shows what closing the seats is for: without it, whoever read the event before overbooks. */
  @Test
  void aCapacityThatIsOnlyWrittenWouldBeOverbooked() {
    String id = event(100);
    come(id, 0);
    Event before = town.event(id);
    town.store.write(
        Write.change(
            Events.metaKey(id),
            "SET #capacity = :one",
            Attributes.none().number("one", 1),
            Condition.none()));
    answers.answer(before, person(), 0);
    assertTrue(answers.attendees(town.event(id)).size() > 1, "overbooked");

    String guarded = event(100);
    come(guarded, 0);
    Event read = town.event(guarded);
    assertEquals(200, resize(guarded, 1).status());
    assertTrue(answers.answer(read, person(), 0) instanceof AnswerResult.Waitlisted);
    audit(guarded);
  }

  /** Somebody who read the event before it got seats, and waits, is seated all the same. */
  @Test
  void whoeverQueuesByAnOldPlanIsSeatedByTheNewOne() {
    String id = event(64);
    come(id, 9, 6);
    come(id, 3);
    Event before = town.event(id);
    assertEquals(200, resize(id, 80).status());
    assertTrue(answers.answer(before, person(), 8) instanceof AnswerResult.Confirmed);
    audit(id);
  }
}
