package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.MutableClock;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a decided report is kept, with all that hangs on it. */
@EmbeddedAwsTest
class DecidedReportTest {

  private final TestAws aws;
  private final Scene scene;

  DecidedReportTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  @Test
  void theNoticeLeavesTheQueueAndTakesItsDeadlineFromTheDecision() {
    String report = scene.report(scene.event());
    aws.clock().advance(Duration.ofDays(30));
    assertEquals(201, scene.decide(report, Scene.decision("none")).status());

    Notices notices = scene.context.getBean(Notices.class);
    Notice decided = notices.find(report).orElseThrow();
    assertFalse(decided.isOpen());
    var deadline = RetentionRule.DECIDED_NOTICE.from(aws.clock().instant());
    assertEquals(deadline, decided.deadline());
    assertEquals(
        List.of(deadline),
        aws.scan("KEYS_TABLE").stream()
            .filter(item -> Scene.text(item, "pk").equals("RP#" + report))
            .map(Row::new)
            .map(row -> row.deadline().orElseThrow())
            .toList(),
        "the reporter's key lives as long as the notice");
    assertEquals(
        1,
        aws.scan("MODERATION_TABLE").stream()
            .filter(item -> Scene.text(item, "sk").equals("report#" + report))
            .count(),
        "one expiry row, moved");
    assertTrue(
        notices.open(100, null).notices().stream().noneMatch(notice -> notice.id().equals(report)));
  }

  @Test
  void anExpiredReportGoesWholeAndAnAliveOneStays() {
    String report = scene.report(scene.event());
    String decision = scene.decide(report, Scene.decision("none")).text("/decision").orElseThrow();
    Notices notices = scene.context.getBean(Notices.class);
    assertEquals(0, notices.deleteExpired(report), "alive");
    aws.clock().set(MutableClock.START.plus(Duration.ofDays(365)));
    assertEquals(
        5,
        notices.deleteExpired(report),
        "notice, its thing's row, decision, and the two ways to it");
    assertEquals(0, notices.deleteExpired(report), "second run deletes 0");
    assertEquals(
        List.of("report#" + report),
        aws.scan("MODERATION_TABLE").stream()
            .filter(item -> item.toString().contains(report))
            .map(item -> Scene.text(item, "sk"))
            .toList(),
        "only the expiry row is left, to whoever read it");
    assertTrue(scene.context.getBean(Decisions.class).find(decision).isEmpty());
    assertTrue(scene.context.getBean(Keys.class).find(new Keys.Owner.Reporter(report)).isEmpty());
  }
}
