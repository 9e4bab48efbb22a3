package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.embeddedaws.MailFault;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One reason, one mail, whatever fails on the way (rule D10). */
@Tag("D10")
@EmbeddedAwsTest
class SendingTest {

  private final Desk desk;

  SendingTest(TestAws aws) {
    desk = new Desk(aws);
  }

  @Test
  void aCodeLeavesOnceHoweverOftenTheStreamBringsIt() {
    desk.askForCode("someone@example.org");
    List<String> ids = desk.pending(Kind.CODE);
    for (int run = 0; run < 3; run++) {
      assertEquals(List.of(), desk.deliver(ids));
      desk.deliver(desk.allMessages());
    }
    assertEquals(1, desk.count("someone@example.org"));
  }

  @Test
  void aRefusedMailStaysPendingAndLeavesOnTheNextRun() {
    Message welcome = desk.welcome("later@example.org");
    desk.aws.failNextMails(1, MailFault.THROTTLED);
    assertEquals(1, desk.deliver(welcome).size());
    assertEquals("PENDING", desk.state(welcome));
    assertEquals(List.of(), desk.deliver(welcome));
    assertEquals("SENT", desk.state(welcome));
    assertEquals(1, desk.count("later@example.org"));
  }

  @Test
  void aMailThatMayHaveLeftIsNotSentAgain() {
    Desk impatient = new Desk(desk.aws, Map.of("ses.patience", "1s"));
    Message welcome = desk.welcome("perhaps@example.org");
    desk.aws.failNextMails(1, MailFault.TIMEOUT_AFTER_SENDING);
    assertEquals(List.of(), impatient.deliver(welcome));
    assertEquals("UNKNOWN", desk.state(welcome));
    desk.deliver(welcome);
    assertEquals(1, desk.count("perhaps@example.org"));
  }

  @Test
  void aSenderThatDiedWhileSendingLeavesItUnknownOnceItsLeaseEnds() {
    Message welcome = desk.welcome("died@example.org");
    desk.bean(Ledger.class).lease(welcome.id(), "dead");
    // The stream brings it again before the lease ends: it must not be taken for done.
    desk.aws.clock().advance(Duration.ofSeconds(70).minusMillis(1));
    assertEquals(1, desk.deliver(welcome).size());
    assertEquals("LEASED", desk.state(welcome));
    desk.aws.clock().advance(Duration.ofMillis(1));
    desk.deliver(welcome);
    assertEquals("UNKNOWN", desk.state(welcome));
    assertEquals(0, desk.count("died@example.org"));
  }

  /** The SDK repeats a request whose answer was lost: what it did the first time is its own. */
  @Test
  void aRepeatedLeaseIsStillOneRunsOwn() {
    Message welcome = desk.welcome("repeated@example.org");
    Ledger ledger = desk.bean(Ledger.class);
    assertTrue(ledger.lease(welcome.id(), "this run").isPresent());
    assertTrue(ledger.lease(welcome.id(), "this run").isPresent());
    assertFalse(ledger.lease(welcome.id(), "another run").isPresent());
    ledger.release(welcome.id());
    assertTrue(ledger.lease(welcome.id(), "another run").isPresent());
    assertFalse(ledger.lease(welcome.id(), "this run").isPresent());
  }

  @Test
  void oneFailureDoesNotHoldBackTheOthers() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(desk.welcome("batch" + i + "@example.org").id());
    }
    desk.aws.failNextMails(1, MailFault.SERVER_ERROR);
    assertEquals(List.of("0"), desk.deliver(ids));
    assertEquals(1, desk.count("batch1@example.org"));
    assertEquals(1, desk.count("batch2@example.org"));
  }

  @Test
  void whoeverIsGoneGetsNothing() {
    Message welcome = desk.welcome("gone@example.org");
    String member = desk.line(welcome).text("recipient");
    desk.store.write(Keys.shred(new Keys.Owner.Member(member)));
    desk.deliver(welcome);
    assertEquals("SKIPPED", desk.state(welcome));
    assertEquals(0, desk.count("gone@example.org"));
  }

  @Test
  void parallelRunsSendOne() throws Exception {
    Message welcome = desk.welcome("race@example.org");
    try (ExecutorService runs = Executors.newFixedThreadPool(8)) {
      List<Callable<List<String>>> tasks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        tasks.add(() -> desk.deliver(welcome));
      }
      for (var run : runs.invokeAll(tasks)) {
        run.get();
      }
    }
    assertEquals(1, desk.count("race@example.org"));
  }

  @Test
  @Tag("A19")
  void eachOfManyGetsAMailOfTheirOwn() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add(desk.welcome("many" + i + "@example.org").id());
    }
    assertEquals(List.of(), desk.deliver(ids));
    List<Mail> mails = desk.aws.inbox();
    assertEquals(10, mails.size());
    for (Mail mail : mails) {
      assertTrue(mail.to().matches("many\\d@example\\.org"), mail.to());
      assertEquals("", mail.header("Cc") + mail.header("Bcc"));
    }
    assertEquals(10, mails.stream().map(Mail::to).distinct().count());
  }

  @Test
  void aMailCostsWhatTheDocumentsSay() {
    Message first = desk.welcome("cost1@example.org");
    Message second = desk.welcome("cost2@example.org");
    // A second of its own, so that the first of it takes its turn at once.
    desk.aws.clock().advance(Duration.ofHours(1));
    desk.aws.meter().reset();
    desk.deliver(first);
    assertEquals(Map.of("GetItem", 3, "UpdateItem", 3), desk.aws.meter().byOperation());
    desk.aws.meter().reset();
    desk.deliver(second);
    assertEquals(Map.of("GetItem", 3, "UpdateItem", 4), desk.aws.meter().byOperation());
    desk.aws.meter().reset();
    desk.deliver(second);
    assertEquals(Map.of("UpdateItem", 2), desk.aws.meter().byOperation());
  }

  /** What is done while the function starts reads one item and leaves nothing behind. */
  @Test
  void theRehearsalReadsOneItemAndWritesNothing() {
    desk.aws.meter().reset();
    desk.bean(Rehearsal.class).run();
    assertEquals(Map.of("GetItem", 1), desk.aws.meter().byOperation());
    assertEquals(List.of(), desk.aws.inbox());
  }

  @Test
  void aRemovedMessageIsNoneOfOurs() {
    Message welcome = desk.welcome("removed@example.org");
    OutboxChanges removed =
        new OutboxChanges(List.of(Desk.change("O#" + welcome.id(), "1", "REMOVE")));
    assertEquals(Undelivered.NONE, Handler.run(desk.mailer, removed));
    assertEquals("PENDING", desk.state(welcome));
  }

  @Test
  void onceSettledALineSaysNothingOfWhomOrWhatItWasAbout() {
    Message welcome = desk.welcome("ledger@example.org");
    String member = desk.line(welcome).text("recipient");
    assertTrue(desk.aws.scan("OUTBOX_TABLE").toString().contains(member));
    desk.deliver(welcome);
    assertEquals(
        Set.of("pk", "sk", "kind", "state", "createdAt", "settledAt", "expiresAt", "ttl"),
        desk.line(welcome).attributes().keySet());
    assertFalse(desk.aws.scan("OUTBOX_TABLE").toString().contains(member));
  }
}
