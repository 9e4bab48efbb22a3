package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.PollingDays;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.ParkedMails;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.mailer.letters.ElectoralPause;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In electoral silence no campaign mail leaves, and afterwards only what staff release. */
@EmbeddedAwsTest
class ElectoralSilenceMailTest {

  private static final Instant FROM = Instant.parse("2027-04-15T22:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-04-18T18:00:00Z");

  private final Desk desk;

  ElectoralSilenceMailTest(TestAws aws) {
    desk = new Desk(aws);
  }

  private void at(Instant instant) {
    desk.aws.clock().set(instant);
  }

  private String state(Instant instant) {
    at(instant);
    Message welcome = desk.welcome(RandomId.next() + "@example.org");
    desk.deliver(welcome);
    return desk.state(welcome);
  }

  /** What staff do. */
  private void release() {
    assertTrue(desk.store.write(ParkedMails.release(desk.now())).isWritten());
  }

  @Test
  @Tag("B3")
  @Tag("B4")
  void theMomentOfDispatchDecidesToTheSecond() {
    Instant last = FROM.minus(ElectoralPause.LONGEST_DELIVERY);
    assertEquals("SENT", state(last.minusSeconds(1)));
    assertEquals("PARKED", state(last));
    assertEquals("PARKED", state(FROM));
    assertEquals("PARKED", state(UNTIL.minusSeconds(1)));
    assertEquals("SENT", state(UNTIL));
    // Queued before, dispatched within.
    at(Instant.parse("2027-04-29T10:00:00Z"));
    Message early = desk.welcome("early@example.org");
    at(Instant.parse("2027-04-30T10:00:00Z"));
    desk.deliver(early);
    assertEquals("PARKED", desk.state(early));
    assertEquals(0, desk.count("early@example.org"));
  }

  @Test
  @Tag("B4")
  void sesGivesUpBeforeSilenceBegins() {
    Object properties = desk.aws.template().resource("MailConfiguration").get("Properties");
    assertTrue(
        properties instanceof Map<?, ?> set
            && set.get("DeliveryOptions") instanceof Map<?, ?> options
            && String.valueOf(options.get("MaxDeliverySeconds"))
                .equals(String.valueOf(ElectoralPause.LONGEST_DELIVERY.toSeconds())));
  }

  @Test
  @Tag("B3")
  void whatIsParkedLeavesWhenStaffSaySoAndNotBefore() {
    at(FROM);
    Message parked = desk.welcome("parked@example.org");
    desk.deliver(parked);
    for (Instant later : List.of(UNTIL, UNTIL.plus(Duration.ofDays(5)))) {
      at(later);
      desk.sweep();
      desk.deliver(desk.allMessages());
      assertEquals("PARKED", desk.state(parked), "nobody has released it");
    }
    release();
    desk.aws.clock().advance(Duration.ofMinutes(1));
    desk.sweep();
    assertEquals("PENDING", desk.state(parked));
    desk.aws.clock().advance(SweepOutbox.GRACE);
    desk.sweep();
    assertEquals(1, desk.count("parked@example.org"));
    desk.sweep();
    assertTrue(desk.bean(ParkedMails.class).released().isEmpty(), "done with");
    assertEquals(1, desk.count("parked@example.org"));
  }

  @Test
  @Tag("B3")
  void aReleaseIsForWhatWasParkedBeforeAndNeverWithinSilence() {
    at(FROM);
    Message first = desk.welcome(RandomId.next() + "@example.org");
    desk.deliver(first);
    release();
    desk.aws.clock().advance(Duration.ofMinutes(1));
    Message second = desk.welcome(RandomId.next() + "@example.org");
    desk.deliver(second);
    desk.sweep();
    assertEquals("PARKED", desk.state(first), "silence is stronger than a release");
    at(UNTIL);
    desk.sweep();
    assertEquals("PENDING", desk.state(first));
    assertEquals("PARKED", desk.state(second));
  }

  @Test
  @Tag("A14")
  @Tag("B3")
  void whoeverIsGoneByThenGetsNothing() {
    at(FROM);
    Message parked = desk.welcome("gone@example.org");
    desk.deliver(parked);
    String member = desk.line(parked).text("recipient");
    desk.store.write(Keys.shred(new Owner.Member(member)));
    at(UNTIL);
    release();
    desk.aws.clock().advance(Duration.ofMinutes(1));
    desk.sweep();
    desk.aws.clock().advance(SweepOutbox.GRACE);
    desk.sweep();
    assertEquals("SKIPPED", desk.state(parked));
    assertEquals(0, desk.count("gone@example.org"));
  }

  @Test
  @Tag("B5")
  void codesAndCancellationsStillLeaveTheLatterInNeutralWords() {
    at(FROM.minus(Duration.ofDays(4)));
    EveryLetter letters = new EveryLetter(desk);
    Event event = letters.event(5, "Votons pour le changement");
    String address = RandomId.next() + "@example.org";
    desk.bean(Answers.class).answer(event, desk.member(address), 0);
    at(FROM.minus(Duration.ofDays(2)));
    Event standing = desk.bean(Events.class).find(event.id()).orElseThrow();
    assertTrue(standing.takesAnswers(desk.now()));
    assertTrue(
        desk.store
            .transact(desk.bean(Events.class).cancel(standing, "Votez quand même !"))
            .isWritten());
    at(FROM);
    desk.askForCode("coder@example.org");
    desk.deliver(Kind.CODE);
    desk.deliver(Kind.CANCELLATION);
    desk.deliver(Kind.EVENT_CANCELLED);
    assertEquals(1, desk.count("coder@example.org"));
    Mail mail = desk.only(address);
    assertEquals("Un événement est annulé", mail.subject());
    assertFalse(mail.text().contains("changement"), mail.text());
    assertFalse(mail.text().contains("quand même"), mail.text());
    assertFalse(mail.text().contains("Trouver une autre action"), mail.text());
    assertTrue(mail.text().contains("Où : Lille"), mail.text());
    assertFalse(mail.text().contains("Salle des fêtes"), "the place is the organiser's words");
  }

  @Test
  @Tag("B11")
  void withoutACalendarNoCampaignMailLeaves() {
    ApplicationContext context =
        ApplicationContext.builder()
            .properties(desk.aws.properties("mailer"))
            .singletons(desk.aws.clock(), PollingDays.read("not a calendar"))
            .build()
            .start();
    MailerFunction mailer = new MailerFunction(context);
    Message welcome = desk.welcome("nocalendar@example.org");
    Handler.run(mailer, Desk.event(List.of(welcome.id())));
    assertEquals("PARKED", desk.state(welcome));
    desk.askForCode("stillcode@example.org");
    Handler.run(mailer, Desk.event(desk.pending(Kind.CODE)));
    assertEquals(1, desk.count("stillcode@example.org"));
  }
}
