package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.ItemSize;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What warnings and the daily audit cost, as the page of access patterns says. */
@EmbeddedAwsTest
class PurgeCostTest {

  /** A run with nothing due; the first of a day looks at one day more. */
  private static final int IDLE = 150;

  private static final Set<Purpose> REUSE = Set.of(Purpose.ACCOUNT, Purpose.REUSE);
  private static final Instant YEAR = Instant.parse("2027-11-21T10:00:00Z");

  private final TestAws aws;
  private final Attic attic;

  PurgeCostTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
  }

  /** Of a run that is not the first of its day. */
  private int queriesAt(Instant instant) {
    attic.passTo(instant);
    attic.purge();
    aws.meter().reset();
    attic.purge();
    return aws.meter().count("Query");
  }

  @Test
  void lookingForMembersToWarnCostsSixteenQueriesFromThirtyDaysBeforeTheEnd() {
    Instant first = attic.campaignEnd().minus(Duration.ofDays(30));
    assertEquals(IDLE, queriesAt(first.minusMillis(1)));
    assertEquals(IDLE + 16, queriesAt(first));
    assertEquals(0, aws.meter().count("BatchGetItem"), "nobody is near");
    assertEquals(IDLE + 16, queriesAt(attic.campaignEnd().minusMillis(1)));
  }

  @Test
  void afterTheCampaignItCosts96MoreAndTheCampaignItself304() {
    assertEquals(IDLE + 16 + 96 + 304, queriesAt(attic.campaignEnd().plus(Duration.ofDays(1))));
  }

  @Test
  void eachMemberWarnedCostsOneMessageAndAHundredAreReadAtOnce() {
    for (int i = 0; i < 3; i++) {
      attic.person(REUSE);
    }
    // Moved to their own day by a run before, they are found there.
    attic.passTo(attic.campaignEnd());
    aws.meter().reset();
    attic.purge();
    assertEquals(3, aws.meter().count("DeleteItem"), "each expiry row goes to its own day, once");
    assertEquals(3, aws.meter().count("PutItem", "PEOPLE_TABLE"));
    attic.passTo(YEAR.minus(Duration.ofDays(30)));
    aws.meter().reset();
    assertEquals(3, attic.purge().warned());
    assertEquals(3, aws.meter().count("PutItem", "OUTBOX_TABLE"));
    int batches = aws.meter().count("BatchGetItem", "PEOPLE_TABLE");
    assertTrue(batches >= 1 && batches <= 3, "one for each partition they share: " + batches);
    assertEquals(0, aws.meter().count("GetItem"));
    assertEquals(0, aws.meter().count("DeleteItem"));
    aws.meter().reset();
    assertEquals(0, attic.purge().warned());
    assertEquals(batches, aws.meter().count("BatchGetItem"), "again, read and not told");
  }

  @Test
  void theDailyAuditScansEachTableOnceAndAddsOneLine() {
    for (int i = 0; i < 40; i++) {
      attic.person();
    }
    aws.meter().reset();
    assertEquals(0, attic.audit().leftovers());
    assertEquals(Map.of("Scan", Table.values().length, "PutItem", 1), aws.meter().byOperation());
    assertEquals(1, aws.meter().writeUnits());
    // Whole items are charged for, 4 KB at a time, though keys and dates alone are shown.
    double read = aws.meter().readUnits();
    int stored =
        Attic.TABLES.stream()
            .flatMap(table -> aws.scan(table).stream())
            .mapToInt(ItemSize::bytes)
            .sum();
    assertTrue(read >= Math.ceilDiv(stored, 4096), read + " for " + stored);
    assertTrue(read <= Math.ceilDiv(stored, 4096) + Table.values().length, read + " for " + stored);
  }

  @Test
  void theFirstRunOfAllScansFourTablesForWhereToBegin() {
    aws.meter().reset();
    attic.purge();
    assertEquals(4, aws.meter().count("Scan"));
    aws.meter().reset();
    attic.purge();
    assertEquals(0, aws.meter().count("Scan"));
  }
}
