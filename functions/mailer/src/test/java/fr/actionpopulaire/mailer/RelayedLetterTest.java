package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.HiddenEvents;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.dynamodb.RelayedMessages;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.MutableClock;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The mail that passes a message on, and what it keeps to itself. */
@EmbeddedAwsTest
@Tag("A20")
class RelayedLetterTest {

  private static final String WORDS = "Bonjour,\n\nPeut-on venir en fauteuil ?";

  private final String to = RandomId.next() + "@example.org";
  private final String from = RandomId.next() + "@example.org";
  private final TestAws aws;
  private final Desk desk;
  private final Event event;
  private final String organiser;
  private final String asking;

  RelayedLetterTest(TestAws aws) {
    this.aws = aws;
    aws.clock().set(MutableClock.START);
    desk = new Desk(aws);
    event = new EveryLetter(desk).event(5, "Réunion de quartier");
    organiser = desk.member(to);
    asking = Fixtures.member(desk.context, new EmailAddress(from), "Dominique");
  }

  private RelayedMessage message(boolean byCrew, boolean named) {
    return new RelayedMessage(
        RandomId.next(),
        event.id(),
        byCrew ? organiser : asking,
        List.of(byCrew ? asking : organiser),
        byCrew,
        named,
        WORDS,
        desk.now(),
        false);
  }

  private Mail delivered(RelayedMessage message) {
    Relay.send(desk, message);
    desk.deliver(Kind.RELAYED);
    return desk.only(message.byCrew() ? from : to);
  }

  @Test
  void itHoldsTheWordsAndALinkAndNeitherAddress() {
    RelayedMessage message = Relay.send(desk, message(false, true));
    List<String> queued = desk.pending(Kind.RELAYED);
    aws.meter().reset();
    assertEquals(List.of(), desk.deliver(queued));
    // Those of the row, two for the author's name, one of the suppression list.
    assertEquals(7 + 2 + 1, aws.meter().byOperation().get("GetItem"));
    assertEquals(1, aws.meter().byOperation().get("Query"));
    Mail mail = desk.only(to);
    assertEquals("Un message au sujet de : Réunion de quartier", mail.subject());
    assertTrue(mail.text().contains("    Peut-on venir en fauteuil ?"), mail.text());
    assertTrue(mail.text().contains("Dominique vous écrit"), mail.text());
    String path = desk.bean(RelayedMessages.class).answerPath(message, organiser).orElseThrow();
    assertTrue(mail.text().contains("Répondre : ") && mail.text().contains(path), mail.text());
    assertTrue(mail.text().contains("/signalement?cible=" + message.path() + "\n"), mail.text());
    assertFalse((mail.text() + mail.html() + mail.headers() + mail.options()).contains(from));
    assertEquals(
        Set.of("Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post"),
        mail.headers().keySet(),
        "no Reply-To");
    assertEquals(aws.environment("mailer").get("SENDER"), mail.from());
  }

  @Test
  void whoWritesIsNamedOnlyIfTheySaySo() {
    Mail mail = delivered(message(false, false));
    assertFalse(mail.text().contains("Dominique"), mail.text());
    assertTrue(mail.text().contains("Une personne inscrite vous écrit"), mail.text());
  }

  @Test
  void theAnswerComesFromWhoRunsTheEventByTheNameItShows() {
    Mail mail = delivered(message(true, false));
    assertEquals("Réponse au sujet de : Réunion de quartier", mail.subject());
    // The event of these tests is somebody else's: the one who answers runs it too.
    assertTrue(mail.text().contains("Une personne qui co-organise vous écrit"), mail.text());
    assertFalse((mail.text() + mail.html() + mail.headers()).contains(to));
  }

  @Test
  void whoeverIsGoneGetsOrSaysNothing() {
    RelayedMessage of = Relay.send(desk, message(false, true));
    desk.store.write(Keys.shred(new Owner.Member(asking)));
    assertSkipped(of);
    String another = desk.member(RandomId.next() + "@example.org");
    Relay.from(desk, another, event, organiser, WORDS);
    desk.bean(Unsubscriptions.class).unsubscribe(organiser);
    desk.deliver(Kind.RELAYED);
    assertEquals(0, desk.count(to), "has left our mails since");
  }

  @Test
  void nothingIsPassedOnAboutWhatModerationTookDown() {
    RelayedMessage message = Relay.send(desk, message(false, true));
    assertTrue(
        desk.store
            .transact(HiddenEvents.hide(event, RandomId.next(), "Règles", Members.INDEFINITELY))
            .isWritten());
    assertSkipped(message);
  }

  private void assertSkipped(RelayedMessage message) {
    desk.deliver(Kind.RELAYED);
    assertEquals(0, desk.count(to));
    assertEquals(List.of(), desk.pending(Kind.RELAYED));
    assertFalse(
        desk.bean(RelayedMessages.class).author(event.id(), message.id()).isEmpty(),
        "kept until its day all the same");
  }

  /** Written before, and not yet sent: it waits like any campaign mail, or says no more. */
  @Test
  @Tag("A8")
  @Tag("B3")
  void inElectoralSilenceItWaitsAndAfterThirtyDaysThereIsNothingToSay() {
    aws.clock().set(java.time.Instant.parse("2027-04-15T21:59:00Z"));
    Event then = new EveryLetter(desk).event(5, "Après le vote");
    String author = desk.member(RandomId.next() + "@example.org");
    Relay.from(desk, author, then, organiser, WORDS);
    String id = desk.pending(Kind.RELAYED).getFirst();
    desk.deliver(List.of(id));
    assertEquals(
        "PARKED",
        desk.bean(fr.actionpopulaire.dynamodb.Outbox.class).find(id).orElseThrow().text("state"));
    RelayedMessage late = Relay.from(desk, author, then, organiser, WORDS);
    aws.clock().set(late.sentAt().plus(Duration.ofDays(30)));
    desk.deliver(Kind.RELAYED);
    assertEquals(0, desk.count(to));
  }
}
