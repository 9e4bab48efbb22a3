package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A thousand answers a second stay below what DynamoDB writes under one partition key, 1,000 units
 * a second. Every answer is made, by the code that is deployed, against a real database; only the
 * clock is played, a second at a time, so that it does not matter how long the machine takes.
 */
@EmbeddedAwsTest
class WriteUnitsTest {

  private static final Logger LOG = Logger.getLogger(WriteUnitsTest.class.getName());
  private static final int LIMIT = 1_000;

  private final TestAws aws;

  WriteUnitsTest(TestAws aws) {
    this.aws = aws;
  }

  /** So many answers in each second. */
  private static int[] seconds(int... ofEach) {
    return ofEach;
  }

  /** 1,000 a second for half a minute, the rest of 100,000 evenly until ten minutes are over. */
  private static int[] tenMinutes() {
    return IntStream.range(0, 600)
        .map(second -> second < 30 ? 1_000 : 70_000 / 570 + (second - 30 < 70_000 % 570 ? 1 : 0))
        .toArray();
  }

  private WriteUnits.Peak play(@Nullable Integer capacity, int[] arrivals) {
    WriteUnits units = new WriteUnits(aws.clock());
    int people = IntStream.of(arrivals).sum();
    try (DynamoDbClient metered =
        DynamoDbClient.builder()
            .overrideConfiguration(c -> c.addExecutionInterceptor(units))
            .build()) {
      List<String> members = new Rush(new Neighbourhood(aws, aws.dynamoDb())).people(people);
      Neighbourhood here = new Neighbourhood(aws, metered);
      Event event = here.event(capacity);
      Instant start = here.now().plusSeconds(1);
      int seated = 0;
      int next = 0;
      for (int second = 0; second < arrivals.length; second++) {
        aws.clock().set(start.plusSeconds(second));
        seated += come(here, event, members.subList(next, next + arrivals[second]));
        next += arrivals[second];
      }
      assertEquals(capacity == null ? people : Math.min(capacity, people), seated);
      WriteUnits.Peak peak = units.peak();
      LOG.info(
          "capacity %s, %d answers in %d s: %d units in all, at most %d in one second under %s"
              .formatted(
                  capacity,
                  people,
                  arrivals.length,
                  units.total(),
                  peak.units(),
                  peak.partition().replaceAll("^\\S+ ", "").replace(event.id(), "<id>")));
      return peak;
    }
  }

  /** Lets them answer, several at once; returns how many have seats. */
  private static int come(Neighbourhood here, Event event, List<String> members) {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<AnswerResult>> answers = new ArrayList<>();
      for (String member : members) {
        answers.add(threads.submit(() -> here.answers.answer(here.read(event), member, 0)));
      }
      int seated = 0;
      for (Future<AnswerResult> answer : answers) {
        switch (answer.get()) {
          case AnswerResult.Confirmed _ -> seated++;
          case AnswerResult other -> assertInstanceOf(AnswerResult.Waitlisted.class, other);
        }
      }
      return seated;
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertBelowTheLimit(WriteUnits.Peak peak) {
    assertTrue(peak.units() < LIMIT, peak::toString);
  }

  @Test
  void theMeterCountsWhatOneAnswerWrites() {
    WriteUnits units = new WriteUnits(aws.clock());
    try (DynamoDbClient metered =
        DynamoDbClient.builder()
            .overrideConfiguration(c -> c.addExecutionInterceptor(units))
            .build()) {
      Neighbourhood here = new Neighbourhood(aws, metered);
      Event event = here.event(2);
      String member = here.person();
      String second = here.person();
      aws.clock().advance(Duration.ofSeconds(1));
      long before = units.total();
      here.answers.answer(event, member, 1);
      assertEquals(4, units.total() - before, "answer and block, twice each");
      here.answers.answer(event, second, 0);
      assertEquals(8, units.total() - before, "answer and place, twice each; no write was refused");
      here.answers.withdraw(event, second);
      assertEquals(12, units.total() - before);
    }
  }

  @Test
  void aSecondOfAnswersIsSpreadOverBlocksAndShards() {
    assertBelowTheLimit(play(1_280, seconds(150)));
  }

  @Tag("thorough")
  @Test
  void aSecondOfAThousandForFewSeatsAndForAll() {
    for (Integer capacity : new Integer[] {1, 64, 1_000}) {
      assertBelowTheLimit(play(capacity, seconds(1_000)));
    }
    assertBelowTheLimit(play(null, seconds(1_000)));
  }

  @Tag("exhaustive")
  @Test
  void aHundredThousandAnswersInTenMinutes() {
    assertBelowTheLimit(play(100_000, tenMinutes()));
  }

  @Tag("exhaustive")
  @Test
  void aThousandASecondWhereEverybodyMayCome() {
    assertBelowTheLimit(play(null, seconds(1_000, 1_000, 1_000, 1_000, 1_000)));
  }

  @Tag("exhaustive")
  @Test
  void aThousandASecondForATenthOfTheSeats() {
    for (int capacity : new int[] {1, 64, 100, 1_000, 2_000}) {
      assertBelowTheLimit(play(capacity, seconds(1_000, 1_000, 1_000, 1_000, 1_000)));
    }
  }
}
