package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.embeddedaws.MailFault;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the stream gave up on is taken up again (rule D10). */
@Tag("D10")
@EmbeddedAwsTest
class SweepTest {

  private final Desk desk;

  SweepTest(TestAws aws) {
    desk = new Desk(aws);
  }

  @Test
  void whatIsAMinuteOldIsTakenUpAndWhatIsYoungerIsTheStreams() {
    Message welcome = desk.welcome("old@example.org");
    desk.aws.clock().advance(SweepOutbox.GRACE.minusMillis(1));
    desk.sweep();
    assertEquals("PENDING", desk.state(welcome));
    desk.aws.clock().advance(Duration.ofMillis(1));
    desk.sweep();
    assertEquals("SENT", desk.state(welcome));
    desk.sweep();
    assertEquals(1, desk.count("old@example.org"));
  }

  @Test
  void nothingSettledStaysInTheIndex() {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      messages.add(desk.welcome("index" + i + "@example.org"));
    }
    desk.aws.clock().advance(SweepOutbox.GRACE);
    assertEquals(12, unsettled());
    desk.sweep();
    messages.forEach(message -> assertEquals("SENT", desk.state(message)));
    assertEquals(0, unsettled());
  }

  private long unsettled() {
    Outbox outbox = desk.bean(Outbox.class);
    return Outbox.shards().stream()
        .mapToLong(shard -> outbox.unsettled(shard, desk.now(), null).messages().size())
        .sum();
  }

  @Test
  void whatFailsAgainStaysAndTheOthersLeave() {
    Message one = desk.welcome("again1@example.org");
    Message two = desk.welcome("again2@example.org");
    desk.aws.clock().advance(SweepOutbox.GRACE);
    desk.aws.failNextMails(1, MailFault.SERVER_ERROR);
    desk.sweep();
    assertEquals(
        List.of("PENDING", "SENT"),
        List.of(desk.state(one), desk.state(two)).stream().sorted().toList());
    desk.sweep();
    assertEquals(2, desk.aws.inbox().size());
  }

  @Test
  void aLeaseWhoseHolderDiedBecomesUnknownWithoutASecondMail() {
    Message welcome = desk.welcome("lost@example.org");
    desk.bean(Ledger.class).lease(welcome.id(), "dead");
    desk.aws.clock().advance(Duration.ofSeconds(70));
    String log = logged(desk::sweep);
    assertEquals("UNKNOWN", desk.state(welcome));
    assertEquals(0, desk.count("lost@example.org"));
    assertTrue(log.contains(phrase("MailsUnknown", 0)), log);
  }

  @Test
  void afterTwoDaysItIsGivenUpVisibly() {
    Message early = desk.welcome("early@example.org");
    desk.aws.failNextMails(1, MailFault.SERVER_ERROR);
    desk.deliver(early);
    desk.aws.clock().advance(SweepOutbox.LIMIT);
    desk.sweep();
    assertEquals("SENT", desk.state(early), "exactly two days are not too many");
    Message late = desk.welcome("late@example.org");
    desk.aws.clock().advance(SweepOutbox.LIMIT.plusMillis(1));
    String log = logged(desk::sweep);
    assertEquals("GIVEN_UP", desk.state(late));
    assertEquals(0, desk.count("late@example.org"));
    assertEquals(false, desk.line(late).has("recipient"));
    assertTrue(log.contains(phrase("MailsUnknown", 1)), log);
  }

  /** What the alarm's filter looks for is what is logged. */
  String phrase(String filter, int which) {
    Object properties = desk.aws.template().resource(filter + "Filter").get("Properties");
    return properties instanceof Map<?, ?> map
        ? String.valueOf(map.get("FilterPattern")).split("\"", -1)[2 * which + 1]
        : "no such filter";
  }

  @Test
  void aCodeThatCameTooLateIsNotSent() {
    desk.askForCode("toolate@example.org");
    List<String> ids = desk.pending(Kind.CODE);
    desk.aws.clock().advance(Duration.ofMinutes(10));
    desk.sweep();
    assertEquals(List.of(), desk.pending(Kind.CODE));
    assertEquals(1, ids.size());
    assertEquals(0, desk.count("toolate@example.org"));
  }

  @Test
  void anIdleSweepAsksSixQueriesAndWhetherStaffReleased() {
    // The tests before this one share the table and settled all they queued.
    desk.sweep();
    desk.aws.meter().reset();
    desk.sweep();
    assertEquals(
        Map.of("Query", Outbox.shards().size() + QueueReminders.AHEAD.size(), "GetItem", 1),
        desk.aws.meter().byOperation());
    assertEquals(0, desk.aws.meter().writeUnits());
  }

  static String logged(Runnable work) {
    PrintStream before = System.out;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }
}
