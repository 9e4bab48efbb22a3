package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a run has no time for is the next one's, and the first run knows where to begin. */
@EmbeddedAwsTest
@Tag("A5")
class RunningOutOfTimeTest {

  private static final int DAYS = 10;

  private final TestAws aws;
  private final Attic attic;

  RunningOutOfTimeTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
  }

  /**
   * Audit lines are swept last: whatever the moment time runs out, none may be skipped for good.
   */
  @Test
  @Tag("thorough")
  void noDayOfTheAuditIsSkipped() {
    Instant start = attic.now();
    for (int day = 0; day < DAYS; day++) {
      aws.clock().set(start.plus(Duration.ofDays(day)));
      attic
          .bean(Audit.class)
          .add(new Audit.Act(attic.now(), "Moderator/test", "look", Map.of("n", "uniq7"), null));
    }
    attic.passTo(Instant.parse("2027-11-21T09:00:00Z"));
    attic.purge();
    assertEquals(DAYS, attic.naming("AUDIT_TABLE", "uniq7").size());
    aws.clock().set(Instant.parse("2027-12-05T00:00:00Z"));
    AtomicInteger asked = new AtomicInteger();
    assertEquals(DAYS, attic.dryRun(Attic.lasting(asked, Integer.MAX_VALUE)).due());
    int gone = 0;
    int cut = 0;
    // Time runs out somewhere among the days of the audit, a little later each time.
    for (int left = 16; left >= 10; left -= 3) {
      PurgeSummary summary = attic.purge(Attic.lasting(new AtomicInteger(), asked.get() - left));
      gone += summary.deleted();
      cut += summary.more() ? 1 : 0;
    }
    assertTrue(cut > 2, "time never ran out: nothing was proved");
    assertTrue(gone < DAYS, "one of the cut runs did it all: nothing was proved");
    PurgeSummary last = attic.purge();
    assertEquals(DAYS, gone + last.deleted());
    assertEquals(0, attic.naming("AUDIT_TABLE", "uniq7").size());
  }

  @Test
  void theFirstRunOfANewStackReadsNoYearOfEmptyDays() {
    aws.meter().reset();
    assertEquals(0, attic.purge().due());
    assertEquals(4, aws.meter().count("Scan"));
    assertTrue(aws.meter().count("Query") <= 250, aws.meter().byOperation().toString());
    aws.meter().reset();
    aws.clock().advance(Duration.ofHours(1));
    attic.purge();
    assertEquals(0, aws.meter().count("Scan"), "the second run knows where it is");
    assertTrue(aws.meter().count("Query") <= 200, aws.meter().byOperation().toString());
  }

  /** The checkpoints were lost: the oldest date there is says where to begin. */
  @Test
  void withoutCheckpointNothingIsTooOldToBeFound() {
    aws.clock().set(Instant.parse("2025-11-10T23:59:59.999Z"));
    attic
        .bean(Audit.class)
        .add(new Audit.Act(attic.now(), "Moderator/test", "look", Map.of("n", "uniq7"), null));
    aws.clock().set(Instant.parse("2025-11-12T00:00:00Z"));
    String report = attic.report();
    aws.clock().set(Instant.parse("2026-11-14T12:00:00Z"));
    unfinished("late");
    aws.clock().set(Instant.parse("2026-11-21T00:00:00Z"));
    assertEquals(LocalDate.of(2026, 11, 9), checkpoint());
    PurgeSummary summary = attic.purge();
    assertEquals(Map.of(Notices.KIND, 1, "audit", 1, "erasure", 1), summary.byKind());
    assertEquals(0, attic.naming("MODERATION_TABLE", report).size());
    assertEquals(0, attic.naming("PEOPLE_TABLE", "M#late").size());
    assertEquals(LocalDate.of(2026, 11, 21), checkpoint());
  }

  @Test
  void evenAfterYearsItBeginsWhereTheOldestIs() {
    aws.clock().set(Instant.parse("2024-02-29T23:59:59.999Z"));
    unfinished("old");
    aws.clock().set(Instant.parse("2029-06-01T00:00:00Z"));
    assertEquals(
        LocalDate.of(2024, 2, 28), attic.bean(Checkpoint.class).day(LocalDate.of(2029, 6, 1)));
  }

  private LocalDate checkpoint() {
    return attic.bean(Checkpoint.class).day(LocalDate.ofInstant(attic.now(), ZoneOffset.UTC));
  }

  /** An erasure that broke off now. */
  private void unfinished(String member) {
    var atOnce = RetentionRule.ERASURE.from(attic.now());
    attic.store.write(
        Write.put(
            new Item(
                new Key(Table.PEOPLE, "M#" + member, "ERASURE"),
                atOnce,
                Attributes.none().text("identity", "ab".repeat(32))),
            Condition.none()));
    attic.store.write(
        Write.put(ExpiryBucket.row(Table.PEOPLE, atOnce, "erasure", member), Condition.none()));
  }
}
