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
 * A thousand answers a second stay below what DynamoDB serves under one partition key, 1,000 write
 * and 3,000 read units a second. Every answer is made, by the code that is deployed, against a real
 * database; only the clock is played, a second at a time, so that it does not matter how long the
 * machine takes.
 */
@EmbeddedAwsTest
class UnitsPerKeyTest {

  private static final Logger LOG = Logger.getLogger(UnitsPerKeyTest.class.getName());
  private static final int WRITES = 1_000;
  private static final int READS = 3_000;

  private final TestAws aws;

  UnitsPerKeyTest(TestAws aws) {
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

  /** A client whose reads and writes are counted. */
  private static DynamoDbClient metered(ReadUnits reads, WriteUnits writes) {
    return DynamoDbClient.builder()
        .overrideConfiguration(
            c -> c.addExecutionInterceptor(reads).addExecutionInterceptor(writes))
        .build();
  }

  private void play(@Nullable Integer capacity, int guests, int[] arrivals) {
    ReadUnits reads = new ReadUnits(aws.clock());
    WriteUnits writes = new WriteUnits(aws.clock());
    int people = IntStream.of(arrivals).sum();
    try (DynamoDbClient metered = metered(reads, writes)) {
      List<String> members = new Rush(new Neighbourhood(aws, aws.dynamoDb())).people(people);
      Neighbourhood here = new Neighbourhood(aws, metered);
      Event event = here.event(capacity);
      Instant start = here.now().plusSeconds(1);
      int seated = 0;
      int next = 0;
      for (int second = 0; second < arrivals.length; second++) {
        aws.clock().set(start.plusSeconds(second));
        seated += come(here, event, guests, members.subList(next, next + arrivals[second]));
        next += arrivals[second];
      }
      assertEquals(capacity == null ? people : Math.min(capacity / (guests + 1), people), seated);
      UnitsBySecond.Peak written = writes.units().peak();
      UnitsBySecond.Peak read = reads.units().peak();
      LOG.info(
          "capacity %s, %d answers in %d s: %.0f written in all, at most %s; %.0f read, at most %s"
              .formatted(
                  capacity,
                  people,
                  arrivals.length,
                  writes.units().total(),
                  shown(written, event),
                  reads.units().total(),
                  shown(read, event)));
      assertTrue(written.units() < WRITES, written::toString);
      assertTrue(read.units() < READS, read::toString);
      if (arrivals[0] == 1_000) {
        // That the meters see too much: seats and places as they were in one partition.
        assertTrue(writes.units().peak(UnitsPerKeyTest::undivided).units() > WRITES);
        assertTrue(reads.units().peak(UnitsPerKeyTest::undivided).units() > READS);
      }
    }
  }

  /** Where an event's blocks of seats and shards of its waiting list would be, were there one. */
  private static String undivided(String partition) {
    return partition.replaceAll("(EV#[0-9a-z]{26})#.*", "$1");
  }

  private static String shown(UnitsBySecond.Peak peak, Event event) {
    return "%.0f in one second under %s"
        .formatted(
            peak.units(),
            peak.partition()
                .replaceAll("^\\S+ ", "")
                .replace(event.id(), "<id>")
                .replace(event.organiser(), "<organiser>"));
  }

  /** Lets them answer, several at once; returns how many have seats. */
  private static int come(Neighbourhood here, Event event, int guests, List<String> members) {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<AnswerResult>> answers = new ArrayList<>();
      for (String member : members) {
        answers.add(threads.submit(() -> here.answers.answer(here.read(event), member, guests)));
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

  @Test
  void theMeterCountsWhatOneAnswerWrites() {
    ReadUnits reads = new ReadUnits(aws.clock());
    WriteUnits writes = new WriteUnits(aws.clock());
    try (DynamoDbClient metered = metered(reads, writes)) {
      Neighbourhood here = new Neighbourhood(aws, metered);
      Event event = here.event(2);
      String member = here.person();
      String second = here.person();
      aws.clock().advance(Duration.ofSeconds(1));
      double before = writes.units().total();
      double readBefore = reads.units().total();
      here.answers.answer(event, member, 1);
      assertEquals(6, reads.units().total() - readBefore, "answer, block; event, key, both again");
      assertEquals(4, writes.units().total() - before, "answer and block, twice each");
      here.answers.answer(event, second, 0);
      assertEquals(
          8, writes.units().total() - before, "answer and place, twice each; no write was refused");
      here.answers.withdraw(event, second);
      assertEquals(12, writes.units().total() - before);
    }
  }

  @Test
  @Tag("thorough")
  void aSecondOfAnswersIsSpreadOverBlocksAndShards() {
    play(1_280, 0, seconds(150));
  }

  @Tag("thorough")
  @Test
  void aSecondOfAThousandForFewSeatsAndForAll() {
    for (Integer capacity : new Integer[] {1, 64, 1_000}) {
      play(capacity, 0, seconds(1_000));
    }
    play(null, 0, seconds(1_000));
  }

  /** One seat stays free beside all the pairs that wait,. */
  @Tag("thorough")
  @Test
  void aSecondOfAThousandPairsForAnOddNumberOfSeats() {
    play(65, 1, seconds(1_000));
  }

  /** More blocks than are read at once. */
  @Tag("thorough")
  @Test
  void aSecondOfAThousandForABigEventThatIsFull() {
    play(1_100, 0, seconds(1_000, 1_000));
  }

  @Tag("exhaustive")
  @Test
  void aHundredThousandAnswersInTenMinutes() {
    play(100_000, 0, tenMinutes());
  }

  @Tag("exhaustive")
  @Test
  void aThousandASecondWhereEverybodyMayCome() {
    play(null, 0, seconds(1_000, 1_000, 1_000, 1_000, 1_000));
  }

  @Tag("exhaustive")
  @Test
  void aThousandASecondForATenthOfTheSeats() {
    for (int capacity : new int[] {1, 64, 100, 1_000, 2_000}) {
      play(capacity, 0, seconds(1_000, 1_000, 1_000, 1_000, 1_000));
    }
  }
}
