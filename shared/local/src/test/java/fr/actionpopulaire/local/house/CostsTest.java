package fr.actionpopulaire.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every operation is measured, and {@code docs/costs.md} says in euros what that comes to. */
class CostsTest {

  private static final Cost ONE_READ_ONE_WRITE = new Cost(1, 1, 1, 1, 1, 0, 0, 0, 0, 0);

  private final Prices prices = new Prices();

  @Test
  void thePageOfCostsIsWhatTheLedgerAndThePricesSay() throws IOException {
    Path file = House.path("docs/costs.md");
    String page = new CostsPage().written();
    if (Boolean.getBoolean("costs.write")) {
      Files.writeString(file, page);
    }
    assertEquals(House.text(file), page, "write it with -Dcosts.write=true");
  }

  @Test
  void everyFunctionMeasuresItsOperations() {
    List<String> missing = new ArrayList<>();
    new CostsPage()
        .ledger()
        .forEach(
            (function, lines) -> {
              Path test =
                  House.path("functions/" + function + "/src/test/java/fr/actionpopulaire")
                      .resolve(function + "/LedgerTest.java");
              if (lines.isEmpty() || !Files.exists(test) || !isSettled(test)) {
                missing.add(function);
              }
            });
    assertEquals(List.of(), missing);
  }

  private static boolean isSettled(Path test) {
    return House.text(test).contains("ledger.settle()");
  }

  /** A kilobyte read and a kilobyte written, on paper: 0.1487 + 0.7423 dollars a million. */
  @Test
  void theDatabaseIsChargedByTheUnit() {
    Prices.Euros euros = prices.of(ONE_READ_ONE_WRITE, false, 0, 0);
    assertEquals((0.1487 + 0.7423) * 0.86, 1e6 * euros.database(), 1e-9);
    assertEquals(0, euros.egress() + euros.door() + euros.files());
    double lambda = (0.20 + (0.015 + 0.005) * 13.33) * 0.86;
    assertEquals(lambda, 1e6 * euros.lambda(), 1e-9);
    assertTrue(euros.sum() > lambda / 1e6);
  }

  /** 1.17 dollars a million and 150 MB of lines at 0.5985 and, for a month, 0.0315 dollars. */
  @Test
  void theFrontDoorIsChargedForWhatItHasARouteTo() {
    Prices.Euros euros = prices.of(ONE_READ_ONE_WRITE, true, 0, 0);
    assertEquals((1.17 + 0.150 * 0.63) * 0.86, 1e6 * euros.door(), 1e-9);
    OperationCosts operations = new OperationCosts(prices);
    assertTrue(operations.isByTheDoor("signup", "POST /inscription"));
    assertTrue(operations.isByTheDoor("site", "GET $default, what nobody answers"));
    assertFalse(operations.isByTheDoor("moderation", "GET /v1/moderation/reports"));
    assertFalse(operations.isByTheDoor("mailer", "stream of OutboxTable, CODE"));
  }

  /** A photo comes in, is read, and is written again: 2 × 5.30 and 0.42 dollars a million. */
  @Test
  void filesAreChargedByTheRequest() {
    Prices.Euros euros =
        new OperationCosts(prices).of("photos", "file in photos/incoming/, becomes the photo");
    assertEquals((2 * 5.30 + 0.42) * 0.86, 1e6 * euros.files(), 1e-9);
  }

  /** A year has 31,536,000 seconds: so many runs are recorded, and one in twenty of the others. */
  @Test
  void tracesAreChargedUpToOneASecondAndThenTheSample() {
    assertEquals(1_000_000 * 5e-6 * 0.86, prices.traces(1_000_000), 1e-9);
    assertEquals(31_536_000 * 5e-6 * 0.86, prices.traces(31_536_000), 1e-9);
    assertEquals(32_536_000 * 5e-6 * 0.86, prices.traces(51_536_000), 1e-9);
  }

  /**
   * 900 bytes and AWS's hundred for 72 days and one more, a fifth of a year, with a backup; as many
   * for two days and three more, swept and without; 400 and a hundred as long as the campaign.
   */
  @Test
  void whatIsStoredIsChargedUntilItsDeadlineAndAsLongAsDeletingItMayTake() {
    StoredCosts stored =
        new StoredCosts(
            prices,
            Set.of("PeopleTable"),
            Set.of("OutboxTable"),
            List.of(
                stored("PeopleTable", 900, "72.00"),
                stored("OutboxTable", 900, "2.00"),
                stored("EventsTable", 400, "campaign")));
    assertEquals(200 + 1000 * 5 / 365.0 + 500, stored.bytes("x"), 1e-9);
    assertEquals(200, stored.backedUp("x"), 1e-9);
    double dollars = 12 * ((700 + 5000 / 365.0) * 0.30 + 200 * 0.22) / 1e9;
    assertEquals(dollars * 0.86, stored.euros("x"), 1e-15);
    assertEquals(0, stored.euros("y"));
  }

  private static Map<String, String> stored(String table, int bytes, String days) {
    return Map.of("what", "x", "table", table, "bytes", Integer.toString(bytes), "days", days);
  }

  /** One key, an alarm on one metric and one on two: 1 + 3 × 0.10 dollars a month. */
  @Test
  void whatStandsThereIsCountedInTheTemplate() {
    StandingCosts standing =
        new StandingCosts(
            prices,
            """
            Resources:
              One:
                Type: AWS::KMS::Key
              Two:
                Type: AWS::CloudWatch::Alarm
                Properties: {MetricName: 5xx}
              Three:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Metrics:
                    - {Expression: a - b}
                    - {MetricStat: a}
                    - {MetricStat: b}
              Four:
                Type: AWS::DynamoDB::Table
                Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}
              Five:
                Type: AWS::DynamoDB::Table
                Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: false}}
              Six:
                Type: AWS::Serverless::Function
                Properties: {}
            """);
    assertEquals(12 * 1.30 * 0.86, standing.aYear(), 1e-9);
    assertEquals(Set.of("Four"), standing.restorable());
    // 105,120 times three keys and a secret, at 3 and 5 dollars a million.
    assertEquals(105_120 * (3 * 3.00 + 5.00) / 1e6 * 0.86, standing.askingAYear(), 1e-9);
  }

  /** The front door makes metrics by route only where AWS is asked to, at 0.30 dollars each. */
  @Test
  void theFrontDoorMakesNoMetricOfItsOwn() {
    assertFalse(House.text(House.path("template.yaml")).contains("DetailedMetricsEnabled: true"));
  }
}
