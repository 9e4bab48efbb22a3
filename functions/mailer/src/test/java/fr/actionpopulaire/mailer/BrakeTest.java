package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.MailCounts;
import fr.actionpopulaire.dynamodb.MailCounts.Limits;
import fr.actionpopulaire.dynamodb.MailCounts.Sort;
import fr.actionpopulaire.dynamodb.MailCounts.Turn;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.embeddedaws.Template;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sending halts itself before SES would (rules D7, D10, D11). */
@EmbeddedAwsTest
class BrakeTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-21");

  private final TestAws aws;
  private final Desk desk;
  private final MailCounts counts;

  BrakeTest(TestAws aws) {
    this.aws = aws;
    desk = new Desk(aws);
    counts = desk.bean(MailCounts.class);
  }

  /** The table is the class's: each test begins with days on which nothing was sent. */
  @BeforeEach
  void freshDays() {
    aws.clock().set(START);
    for (int day = 0; day < 3; day++) {
      desk.store.write(Write.remove(MailCounts.key(DAY.plusDays(day)), Condition.none()));
    }
  }

  private int taken(Sort sort, Limits limits, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += counts.take(sort, limits) == Turn.TAKEN ? 1 : 0;
    }
    return taken;
  }

  @Test
  @Tag("D10")
  void noTwentyFourHoursSeeMoreThanTheQuota() {
    Limits limits = new Limits(100, 1000);
    assertEquals(50, taken(Sort.OWED, limits, 60));
    assertEquals(Turn.USED_UP, counts.take(Sort.OWED, limits));
    aws.clock().set(Instant.parse("2026-11-21T23:59:59.999Z"));
    assertEquals(Turn.USED_UP, counts.take(Sort.OWED, limits));
    aws.clock().set(Instant.parse("2026-11-22T00:00:00Z"));
    assertEquals(50, taken(Sort.OWED, limits, 60));
  }

  @Test
  @Tag("D10")
  void campaignMailLeavesAFifthOfTheDayToCodesAndWhatIsOwed() {
    Limits limits = new Limits(100, 1000);
    assertEquals(40, taken(Sort.CAMPAIGN, limits, 60));
    assertEquals(Turn.USED_UP, counts.take(Sort.CAMPAIGN, limits));
    assertEquals(Turn.TAKEN, counts.take(Sort.CODE, limits));
    assertEquals(Turn.TAKEN, counts.take(Sort.OWED, limits));
  }

  @Test
  @Tag("D10")
  void aBombOfCodesIsStoppedForTheHourAndNotForTheDay() {
    Limits limits = new Limits(100, 1000);
    assertEquals(5, taken(Sort.CODE, limits, 20));
    assertEquals(Turn.USED_UP, counts.take(Sort.CODE, limits));
    assertEquals(Turn.TAKEN, counts.take(Sort.OWED, limits));
    aws.clock().set(Instant.parse("2026-11-21T10:59:59.999Z"));
    assertEquals(Turn.USED_UP, counts.take(Sort.CODE, limits));
    aws.clock().set(Instant.parse("2026-11-21T11:00:00Z"));
    assertEquals(Turn.TAKEN, counts.take(Sort.CODE, limits));
  }

  @Test
  @Tag("D10")
  void aSecondTakesSoManyAndTheNextAsMany() {
    Limits limits = new Limits(1000, 3);
    assertEquals(3, taken(Sort.OWED, limits, 5));
    assertEquals(Turn.LATER, counts.take(Sort.OWED, limits));
    aws.clock().advance(Duration.ofMillis(999));
    assertEquals(Turn.LATER, counts.take(Sort.OWED, limits));
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(3, taken(Sort.OWED, limits, 5));
  }

  /** However many runs ask at once. */
  @Test
  @Tag("D10")
  void runsSideBySideTakeNoTurnTwice() throws Exception {
    assertEquals(30, takenAtOnce(new Limits(60, 1000)));
    assertEquals(30, desk.store.get(MailCounts.key(DAY)).map(row -> row.number("sent")).orElse(0L));
  }

  @Test
  @Tag("D10")
  void runsSideBySideTakeNoMoreThanASecondHas() throws Exception {
    for (int second = 0; second < 5; second++) {
      assertEquals(7, takenAtOnce(new Limits(1_000_000, 7)));
      aws.clock().advance(Duration.ofSeconds(1));
    }
  }

  /** How many of eighty turns that eight runs ask for are given. */
  private int takenAtOnce(Limits limits) throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(() -> taken(Sort.OWED, limits, 10));
    }
    int all = 0;
    try (ExecutorService runs = Executors.newFixedThreadPool(8)) {
      for (var run : runs.invokeAll(tasks)) {
        all += run.get();
      }
    }
    return all;
  }

  @Test
  @Tag("D11")
  void theDefaultsAreTheSandboxs() {
    var environment = defaults().function("mailer").environment();
    assertEquals("200", environment.get("MAILS_PER_DAY"));
    assertEquals("1", environment.get("MAILS_PER_SECOND"));
    assertThrows(IllegalArgumentException.class, () -> new Limits(1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Limits(2, 0));
    assertEquals(1, taken(Sort.CAMPAIGN, new Limits(2, 1), 3));
  }

  /** The template as somebody deploys it who says no more than they must. */
  private static Template defaults() {
    Path file = Path.of(System.getProperty("house"), "template.yaml");
    return Template.read(
        file,
        Template.missingParameters(file, Map.of()).stream()
            .collect(
                Collectors.toMap(name -> name, name -> "a@example.org:a:a:a:a:saml-provider/a")));
  }

  @Test
  @Tag("D7")
  void whatIsHeldBackFailsNothingAndLeavesWithALaterSweep() {
    Desk limited = new Desk(aws, Map.of("mails.per.day", 4, "mails.per.second", 1000));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(desk.welcome("held" + i + "@example.org").id());
    }
    String log = SweepTest.logged(() -> assertEquals(List.of(), limited.deliver(ids)));
    assertTrue(log.contains(new SweepTest(aws).phrase("MailsHalted", 0)), log);
    assertEquals(1, aws.inbox().size());
    limited.sweep();
    assertEquals(1, aws.inbox().size());
    aws.clock().set(Instant.parse("2026-11-22T00:00:00Z"));
    limited.sweep();
    assertEquals(2, aws.inbox().size());
    aws.clock().set(Instant.parse("2026-11-23T00:00:00Z"));
    limited.sweep();
    assertEquals(3, aws.inbox().size());
    assertEquals(List.of(), desk.pending(Kind.WELCOME));
  }

  @Test
  @Tag("D7")
  void tooManyBouncesHaltCampaignMailAndNeverCodes() {
    Limits limits = new Limits(1_000_000, 100_000);
    for (int i = 0; i < 9; i++) {
      counts.bounced();
    }
    assertEquals(Turn.TAKEN, counts.take(Sort.CAMPAIGN, limits));
    counts.bounced();
    assertEquals(Turn.HALTED, counts.take(Sort.CAMPAIGN, limits));
    aws.clock().advance(Duration.ofSeconds(1));
    assertEquals(Turn.HALTED, counts.take(Sort.CAMPAIGN, limits), "in a second of its own too");
    assertEquals(Turn.TAKEN, counts.take(Sort.CODE, limits));
    assertEquals(Turn.TAKEN, counts.take(Sort.OWED, limits));
    aws.clock().set(Instant.parse("2026-11-22T00:00:00Z"));
    assertEquals(Turn.TAKEN, counts.take(Sort.CAMPAIGN, limits), "a new day");
    counts.bounced();
    assertEquals(Turn.HALTED, counts.take(Sort.CAMPAIGN, limits), "it goes on");
  }

  @Test
  @Tag("D6")
  @Tag("D7")
  void threeComplaintsInThreeThousandHaltCampaignMail() {
    Limits limits = new Limits(1_000_000, 100_000);
    counts.complained();
    counts.complained();
    assertEquals(Turn.TAKEN, counts.take(Sort.CAMPAIGN, limits));
    counts.complained();
    assertEquals(Turn.HALTED, counts.take(Sort.CAMPAIGN, limits));
    Message welcome = desk.welcome("complaints@example.org");
    assertEquals(List.of(), desk.deliver(welcome));
    assertEquals("PENDING", desk.state(welcome));
    assertEquals(0, desk.count("complaints@example.org"));
    desk.askForCode("complaints@example.org");
    desk.deliver(Kind.CODE);
    desk.only("complaints@example.org");
    desk.store.write(Write.remove(MailCounts.key(DAY), Condition.none()));
    desk.deliver(welcome);
    assertEquals("SENT", desk.state(welcome));
  }

  @Test
  void aDaysNumbersGoAfterThreeDays() {
    counts.take(Sort.OWED, new Limits(1000, 10));
    Row row = desk.store.get(MailCounts.key(DAY)).orElseThrow();
    assertEquals(Instant.parse("2026-11-24T00:00:00Z"), row.instant("expiresAt"));
    aws.clock().set(Instant.parse("2026-11-24T00:00:00Z"));
    assertTrue(desk.store.get(MailCounts.key(DAY)).isEmpty());
  }
}
