package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Thirty and seven days before their account goes, people are told; once, and only if it does. */
@EmbeddedAwsTest
@Tag("A6")
@Tag("A7")
class WarningsTest {

  private static final Instant YEAR = Instant.parse("2027-11-21T10:00:00Z");
  private static final Set<Purpose> REUSE = Set.of(Purpose.ACCOUNT, Purpose.REUSE);

  private final TestAws aws;
  private final Attic attic;

  WarningsTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
  }

  private List<Map<String, AttributeValue>> queued() {
    return attic.naming("OUTBOX_TABLE", "DELETION_NEAR");
  }

  @Test
  @Tag("thorough")
  void theyAreTold30And7DaysBeforeToTheMillisecondAndOnce() {
    Person person = attic.person(REUSE);
    int told = 0;
    for (Duration ahead : List.of(Duration.ofDays(30), Duration.ofDays(7))) {
      attic.passTo(YEAR.minus(ahead).minusMillis(1));
      assertEquals(0, attic.purge().warned());
      assertEquals(told, queued().size());
      aws.clock().set(YEAR.minus(ahead));
      assertEquals(1, attic.dryRun().warned());
      assertEquals(told, queued().size(), "a dry run writes nothing");
      assertEquals(1, attic.purge().warned());
      told++;
      assertEquals(told, queued().size());
      assertEquals(0, attic.purge().warned(), "again");
      aws.clock().set(YEAR.minus(ahead).plusMillis(1));
      assertEquals(0, attic.purge().warned());
      assertEquals(told, queued().size());
    }
    attic.passTo(YEAR.minusMillis(1));
    assertEquals(0, attic.purge().warned());
    attic.passTo(YEAR);
    PurgeSummary last = attic.purge();
    assertEquals(0, last.warned());
    assertEquals(Map.of("member", 1), last.byKind());
    assertEquals(2, queued().size());
    assertTrue(
        queued().stream().allMatch(line -> Attic.text(line, "recipient").equals(person.id())));
    assertFalse(queued().toString().contains("example.org"), "no address in the outbox");
  }

  @Test
  @Tag("thorough")
  void anActCancelsAndBeginsAnotherYearOurMailsDoNot() {
    Person person = attic.person(REUSE);
    attic.passTo(YEAR.minus(Duration.ofDays(30)));
    Map<String, AttributeValue> before = attic.stored(person);
    assertEquals(1, attic.purge().warned());
    assertEquals(before, attic.stored(person), "a warning is no sign of life");
    Instant act = YEAR.minus(Duration.ofDays(20));
    aws.clock().set(act);
    attic
        .bean(MemberRetention.class)
        .signOfLife(attic.bean(Members.class).account(person.id()).orElseThrow());
    for (Instant then : List.of(YEAR.minus(Duration.ofDays(7)), YEAR)) {
      attic.passTo(then);
      PurgeSummary summary = attic.purge();
      assertEquals(0, summary.warned());
      assertEquals(0, summary.deleted());
    }
    // 2027-11-01, an hour after summer time ended: the same wall clock a year later.
    Instant next = Instant.parse("2028-11-01T10:00:00Z");
    attic.passTo(next.minus(Duration.ofDays(30)).minusMillis(1));
    assertEquals(0, attic.purge().warned());
    attic.passTo(next.minus(Duration.ofDays(30)));
    assertEquals(1, attic.purge().warned());
    assertEquals(2, queued().size());
    attic.passTo(next);
    assertEquals(1, attic.purge().deleted());
  }

  @Test
  void membersWhoGoWithTheCampaignAreNotWarned() {
    attic.person();
    for (int days : new int[] {30, 7}) {
      attic.passTo(attic.campaignEnd().minus(Duration.ofDays(days)));
      assertEquals(0, attic.purge().warned());
    }
  }

  /** A long campaign: their year is over before it, so they go with it and are told before. */
  @Test
  void whoseYearEndsBeforeTheCampaignDoesIsToldBeforeThat() {
    Person person = attic.person(REUSE);
    Attic longer = new Attic(aws, Map.of("ballots", "2028-04-09"));
    Instant end = longer.campaignEnd();
    longer.passTo(YEAR);
    assertEquals(0, longer.purge().deleted());
    for (Duration ahead : List.of(Duration.ofDays(30), Duration.ofDays(7))) {
      longer.passTo(end.minus(ahead).minusMillis(1));
      assertEquals(0, longer.purge().warned());
      aws.clock().set(end.minus(ahead));
      assertEquals(1, longer.purge().warned());
      assertEquals(0, longer.purge().warned());
    }
    longer.passTo(end.minusMillis(1));
    assertEquals(0, longer.purge().deleted());
    assertTrue(longer.bean(Members.class).find(person.id()).isPresent());
    aws.clock().set(end);
    assertEquals(Map.of("member", 1), longer.purge().byKind());
  }

  /** Just after the end of the campaign, when its rows have only been moved to their days. */
  @Test
  @Tag("thorough")
  void whoseYearEndsJustAfterTheCampaignIsToldTwiceAllTheSame() {
    attic.person(REUSE);
    Attic longer = new Attic(aws, Map.of("ballots", "2027-11-10"));
    Instant day = YEAR.minus(Duration.ofDays(30));
    int warned = 0;
    for (; !day.isAfter(YEAR); day = day.plus(Duration.ofHours(80))) {
      aws.clock().set(day);
      warned += longer.purge().warned();
    }
    assertEquals(2, warned);
    assertEquals(List.of(), attic.naming("PEOPLE_TABLE", "C#account"));
  }

  @Test
  @Tag("thorough")
  void ofWarningsMissedOnlyTheLastIsSent() {
    Person person = attic.person(REUSE);
    attic.passTo(YEAR.minus(Duration.ofDays(40)));
    attic.purge();
    aws.clock().set(YEAR.minus(Duration.ofDays(5)));
    assertEquals(1, attic.purge().warned());
    String reason = person.id() + "#" + YEAR.toEpochMilli() + "#7";
    assertEquals(
        "O#deletion-near-" + Sessions.sha256(reason), Attic.text(queued().getFirst(), "pk"));
    assertEquals(0, attic.purge().warned());
  }

  @Test
  @Tag("thorough")
  void whenTimeRunsOutNobodyIsLeftUntoldNorToldTwice() {
    IntStream.range(0, 40).forEach(_ -> attic.person(REUSE));
    attic.passTo(YEAR.minus(Duration.ofDays(30)));
    int warned = 0;
    int runs = 0;
    PurgeSummary last;
    do {
      last = attic.purge(Attic.lasting(new AtomicInteger(), 200 + 30 * runs));
      warned += last.warned();
      runs++;
    } while (last.more() && runs < 60);
    assertTrue(runs > 2, "one run did it all: nothing was proved");
    assertEquals(40, warned);
    assertEquals(40, queued().size());
  }

  @Test
  @Tag("thorough")
  void theCheckpointWaitsForThem() {
    attic.person(REUSE);
    attic.passTo(YEAR.minus(Duration.ofDays(40)));
    attic.purge();
    LocalDate known = attic.bean(Checkpoint.class).day(LocalDate.of(2027, 12, 1));
    aws.clock().set(YEAR.minus(Duration.ofDays(20)));
    AtomicInteger asked = new AtomicInteger();
    attic.dryRun(Attic.lasting(asked, Integer.MAX_VALUE));
    // Enough for the buckets of 23 days in 3 tables, not for all who are to be warned.
    PurgeSummary cut = attic.purge(Attic.lasting(new AtomicInteger(), 23 * 48 + 20));
    assertTrue(cut.more());
    assertTrue(asked.get() > 23 * 48 + 20);
    assertEquals(known, attic.bean(Checkpoint.class).day(LocalDate.of(2027, 12, 1)));
    assertEquals(1, cut.warned() + attic.purge().warned());
  }
}
