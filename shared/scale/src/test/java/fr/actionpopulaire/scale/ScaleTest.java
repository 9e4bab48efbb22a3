package fr.actionpopulaire.scale;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The same calls among 3,000, 30,000 and 300,000 members, counted in requests and capacity units.
 * What does not depend on how many there are costs the same within 1 %, the mailer's schedule among
 * it; what shows a page of what is there costs no more than its bound.
 */
@EmbeddedAwsTest
class ScaleTest {

  private static final Logger LOG = Logger.getLogger(ScaleTest.class.getName());
  private static final int[] SIZES = {3_000, 30_000, 300_000};

  /** Calls of each kind that are counted together. */
  private static final int CALLS = 5;

  /** Eight queries of sixty rows; the items, names and seats of the thirty events shown. */
  private static final int MOST_READ = 8 * 4 + 30 * 4;

  private final TestAws aws;
  private final Movement movement;
  private final Crowd crowd;

  ScaleTest(TestAws aws) {
    this.aws = aws;
    movement = new Movement(aws);
    crowd = new Crowd(movement);
  }

  @Tag("thorough")
  @Test
  void whatACallCostsDoesNotDependOnHowManyMembersThereAre() {
    Operations operations = new Operations(movement, crowd);
    Sweeps sweeps = new Sweeps(aws, movement, crowd);
    Map<String, TreeMap<Integer, Bill>> constant = new LinkedHashMap<>();
    Map<String, TreeMap<Integer, Bill>> bounded = new LinkedHashMap<>();
    for (int size : SIZES) {
      LOG.info(size + " members after " + crowd.growTo(size).toMillis() + " ms more");
      if (size == SIZES[0]) {
        for (int hour = 25; hour < 30; hour++) {
          crowd.publish(
              crowd.member(0),
              Communes.embedded().byCode("97502").orElseThrow(),
              movement.now().plus(Duration.ofHours(hour)));
        }
      }
      operations.constant().forEach((name, call) -> note(constant, name, size, call));
      operations.bounded().forEach((name, call) -> note(bounded, name, size, call));
      sweeps.at(size);
    }
    LOG.info("constant:\n" + told(constant) + "bounded:\n" + told(bounded));
    assertAll(
        Stream.concat(
            Stream.of(sweeps::areConstant),
            Stream.concat(
                constant.entrySet().stream().map(ScaleTest::isConstant),
                bounded.entrySet().stream().map(ScaleTest::isBounded))));
  }

  private void note(
      Map<String, TreeMap<Integer, Bill>> bills, String name, int size, Supplier<Runnable> call) {
    // The first of a day is not like the others: it makes the day's counts.
    call.get().run();
    Bill bill = new Bill(Map.of(), 0, 0);
    for (int i = 0; i < CALLS; i++) {
      Runnable prepared = call.get();
      aws.meter().reset();
      prepared.run();
      bill = bill.plus(Bill.of(aws.meter()));
    }
    bills.computeIfAbsent(name, _ -> new TreeMap<>()).put(size, bill);
  }

  private static Executable isConstant(Map.Entry<String, TreeMap<Integer, Bill>> call) {
    List<Bill> bills = List.copyOf(call.getValue().values());
    return () ->
        assertTrue(
            bills.stream().allMatch(bill -> bill.isNear(bills.getFirst(), 1)),
            () -> call.getKey() + ": " + call.getValue());
  }

  /** A page as docs/access-patterns.md bounds it, however many there are. */
  private static Executable isBounded(Map.Entry<String, TreeMap<Integer, Bill>> call) {
    // Where nothing is on, eight more may look for what is nearest.
    int queries = Operations.mayBeEmpty(call.getKey()) ? 16 : 8;
    return () ->
        call.getValue()
            .forEach(
                (size, bill) -> {
                  assertTrue(bill.queries() <= CALLS * queries, call::toString);
                  assertTrue(bill.readUnits() <= CALLS * MOST_READ, call::toString);
                });
  }

  private static String told(Map<String, TreeMap<Integer, Bill>> bills) {
    StringBuilder told = new StringBuilder();
    bills.forEach(
        (name, sizes) ->
            sizes.forEach(
                (size, bill) ->
                    told.append(name)
                        .append(" | ")
                        .append(size)
                        .append(" | ")
                        .append(bill.each(CALLS))
                        .append(" | ")
                        .append(bill.requests())
                        .append('\n')));
    return told.toString();
  }
}
