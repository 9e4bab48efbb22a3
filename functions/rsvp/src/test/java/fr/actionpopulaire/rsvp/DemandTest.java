package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However many ask at the same time, whatever the capacity and the demand: the seats accepted are
 * the lesser of the two, each person has one answer, and no look at the seats meanwhile ever sees
 * more than there are. {@link OverbookingTest} shows the same rush overbooking without its guard.
 */
@EmbeddedAwsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemandTest {

  private static final Logger LOG = Logger.getLogger(DemandTest.class.getName());

  /** From so many seats on, everybody brings nine: as many seats with a tenth of the answers. */
  private static final int BIG = 100_000;

  private final TestAws aws;
  private final Neighbourhood here;
  private final Rush rush;

  DemandTest(TestAws aws) {
    this.aws = aws;
    // A client that waits: one small machine plays database and crowd at once.
    here = new Neighbourhood(aws, aws.dynamoDb());
    rush = new Rush(here);
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 10", "10, 2, 0.5", "20, 10, 2"})
  void acceptedIsTheLesserOfCapacityAndDemand(int clients, int capacity, double demand) {
    Event event = here.event(capacity);
    int party = capacity == BIG ? 10 : 1;
    int people = Math.max(1, (int) Math.ceil(capacity * demand / party));
    Rush.Outcome outcome = rush.run(event, clients, people, party);
    int accepted = Math.min(capacity, people * party);
    LOG.info(
        () ->
            "%d clients, %d seats, %d people with %d seats each: %d accepted, %d looks, %d busy, %d ms"
                .formatted(
                    clients,
                    capacity,
                    people,
                    party,
                    outcome.accepted(party),
                    outcome.looks(),
                    outcome.busy(),
                    outcome.millis()));
    assertEquals(accepted, outcome.accepted(party));
    assertEquals(accepted, outcome.most(), "nobody leaves, so the last look saw the most");
    Books books = Books.open(aws, event).audit();
    assertEquals(accepted, books.taken());
    assertEquals(people, books.confirmed().size() + books.waiting().size(), "one row a person");
    Set<String> seated =
        outcome.told().entrySet().stream()
            .filter(told -> told.getValue() instanceof AnswerResult.Confirmed)
            .map(told -> told.getKey())
            .collect(Collectors.toSet());
    assertEquals(seated, books.confirmed().keySet(), "who was told so, and nobody else");
    assertTrue(here.answers.forget(event.id()) >= people);
  }

  /** Every number of clients with every capacity and demand that one machine can play. */
  static Stream<Arguments> table() {
    return IntStream.of(2, 10, 100, 1_000)
        .boxed()
        .flatMap(
            clients ->
                IntStream.of(1, 2, 63, 64, 65, 1_000, BIG)
                    .boxed()
                    .flatMap(
                        capacity ->
                            Stream.of(0.5, 1.0, 2.0, 10.0)
                                .filter(demand -> isPlayed(clients, capacity, demand))
                                .map(demand -> Arguments.of(clients, capacity, demand))));
  }

  /** A hundred thousand answers take minutes here: the greatest demand for the most clients. */
  private static boolean isPlayed(int clients, int capacity, double demand) {
    return switch (capacity) {
      case BIG -> demand == 1 || clients == 1_000;
      case 1_000 -> demand < 10 || clients >= 100;
      default -> true;
    };
  }

  /** What of the table takes minutes: every number of seats around a block's edge. */
  static Stream<Arguments> edges() {
    return IntStream.of(10, 100, 1_000)
        .boxed()
        .flatMap(
            clients ->
                IntStream.of(1, 2, 63, 64, 65)
                    .boxed()
                    .flatMap(
                        capacity ->
                            Stream.of(0.5, 1.0, 2.0)
                                .map(demand -> Arguments.of(clients, capacity, demand))));
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("edges")
  @CsvSource({"2, 2, 10", "1000, 65, 10", "1000, 1000, 1"})
  void aroundTheEdgesOfBlocks(int clients, int capacity, double demand) {
    acceptedIsTheLesserOfCapacityAndDemand(clients, capacity, demand);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("table")
  void theWholeTable(int clients, int capacity, double demand) {
    acceptedIsTheLesserOfCapacityAndDemand(clients, capacity, demand);
  }
}
