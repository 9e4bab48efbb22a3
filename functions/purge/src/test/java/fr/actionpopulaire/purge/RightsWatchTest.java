package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.rights.Subject;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.RightsRequests.Letter;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.StandardOutput;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Staff are called seven days before somebody's month is over, and when it is. */
@EmbeddedAwsTest
@Tag("A15")
class RightsWatchTest {

  /** Midnight in Paris after the last day of a month that began on 21 November. */
  private static final Instant END = Instant.parse("2026-12-21T23:00:00Z");

  private static final Instant NEAR = END.minus(Duration.ofDays(7));

  private final TestAws aws;
  private final Attic attic;

  RightsWatchTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
  }

  private String file() {
    return attic
        .bean(RightsRequests.class)
        .file(
            RandomId.next(),
            Subject.OTHER,
            new Letter(new EmailAddress("asker@example.org"), "Une question."))
        .id();
  }

  private String logAt(Instant instant) {
    attic.passTo(instant);
    return StandardOutput.of(() -> assertEquals(0, attic.purge().failed()));
  }

  private static String pattern(String filter) throws IOException {
    Matcher pattern =
        Pattern.compile(filter + ":\\s(?:.*\\n)*?.*FilterPattern: '\"([^\"]+)\"'")
            .matcher(Files.readString(Path.of(System.getProperty("house"), "template.yaml")));
    assertTrue(pattern.find(), filter);
    return pattern.group(1);
  }

  @Test
  void theLogSaysWhatEachAlarmListensForToTheMillisecond() throws IOException {
    String soon = pattern("RightsDueSoonFilter");
    String overdue = pattern("RightsOverdueFilter");
    file();
    file();
    String before = logAt(NEAR.minusMillis(1));
    assertFalse(before.contains(soon));
    for (Instant near : new Instant[] {NEAR, NEAR.plusMillis(1), END.minusMillis(1)}) {
      String log = logAt(near);
      assertTrue(log.contains(soon + ": 2"), near.toString());
      assertFalse(log.contains(overdue), near.toString());
    }
    for (Instant late : new Instant[] {END, END.plusMillis(1)}) {
      String log = logAt(late);
      assertTrue(log.contains(overdue + ": 2"), late.toString());
      assertFalse(log.contains(soon), late.toString());
    }
  }

  @Test
  void anAnswerEndsIt() {
    String answered = file();
    file();
    attic.passTo(NEAR);
    assertTrue(
        attic
            .store
            .write(
                RightsRequests.answer(
                    answered, "granted", new Actor("Moderator", "jo"), attic.now()))
            .isWritten());
    assertTrue(logAt(NEAR).contains("due soon: 1"));
    assertTrue(logAt(END).contains("overdue: 1"));
    var line =
        aws.scan("AUDIT_TABLE").stream()
            .filter(item -> Attic.text(item, "action").equals("purge"))
            .map(item -> new Row(item).map("about"))
            .filter(about -> about.text("rights-overdue").equals("1"))
            .toList();
    assertEquals(1, line.size(), "the trail tells it too");
  }

  @Test
  void itNamesNobodyAndCostsOneQuery() {
    String id = file();
    String log = logAt(END);
    assertFalse(log.contains(id));
    assertFalse(log.contains("asker"));
    aws.meter().reset();
    attic.bean(RightsWatch.class).tell();
    assertEquals(1, aws.meter().count());
    assertEquals(1, aws.meter().count("Query", "MODERATION_TABLE"));
    assertEquals(0.5, aws.meter().readUnits());
  }

  @Test
  void aDryRunCallsNobody() {
    file();
    attic.passTo(END);
    assertFalse(StandardOutput.of(() -> attic.dryRun()).contains("Rights requests"));
  }
}
