package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.embeddedaws.Mail;
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

/** The warning before deletion: true when it leaves, or it does not leave. */
@EmbeddedAwsTest
@Tag("A6")
@Tag("A7")
class DeletionNearLetterTest {

  private static final String ADDRESS = "reuse@example.org";
  private static final Instant YEAR = Instant.parse("2027-11-21T10:00:00Z");

  private final TestAws aws;
  private final ApplicationContext context;
  private final MailerFunction mailer;

  DeletionNearLetterTest(TestAws aws) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("mailer"))
            .singletons(aws.clock())
            .build()
            .start();
    mailer = new MailerFunction(context);
  }

  private Account account(String id) {
    return context.getBean(Members.class).account(id).orElseThrow();
  }

  private String reusable(String address) {
    String id = Fixtures.member(context, new EmailAddress(address));
    Consent consent = new Consent(Purpose.REUSE, true, aws.clock().instant(), "2026-11");
    assertTrue(
        context
            .getBean(Store.class)
            .transact(context.getBean(MemberRetention.class).consent(account(id), consent, "test"))
            .isWritten());
    return id;
  }

  /** As the purge does it. */
  private void warn(String id, Instant due, int days) {
    Message message =
        new Message(
            Kind.DELETION_NEAR,
            new Recipient.Member(id),
            id + "#" + due.toEpochMilli() + "#" + days,
            Map.of("due", Long.toString(due.toEpochMilli())),
            aws.clock().instant());
    context.getBean(Outbox.class).queue(message);
    assertEquals(Undelivered.NONE, Handler.run(mailer, Desk.event(List.of(message.id()))));
  }

  @Test
  void itNamesTheDayAndHowToStayInBothParts() {
    String id = reusable(ADDRESS);
    aws.clock().set(YEAR.minus(Duration.ofDays(30)));
    Account before = account(id);
    warn(id, YEAR, 30);
    warn(id, YEAR, 30);
    assertEquals(1, aws.inbox(ADDRESS).size(), "asked twice, sent once");
    Mail mail = aws.inbox(ADDRESS).getFirst();
    assertEquals("Votre compte sera bientôt effacé", mail.subject());
    for (String part : List.of(mail.text(), mail.html())) {
      assertTrue(part.contains("dimanche 21 novembre 2027 à 11\u00a0h"), part);
      assertTrue(part.contains("connectez-vous"), part);
      assertTrue(part.contains("/connexion"), part);
    }
    assertEquals(before, account(id), "our mail moved nothing");
    aws.clock().set(YEAR.minus(Duration.ofDays(7)));
    warn(id, YEAR, 7);
    assertEquals(2, aws.inbox(ADDRESS).size());
  }

  @Test
  void whoDidSomethingOrIsGoneGetsNothing() {
    String id = reusable("active@example.org");
    aws.clock().set(YEAR.minus(Duration.ofDays(29)));
    context.getBean(MemberRetention.class).signOfLife(account(id));
    warn(id, YEAR, 30);
    assertEquals(List.of(), aws.inbox());

    aws.clock().set(Instant.parse("2026-11-21T10:00:00Z"));
    String gone = reusable("gone@example.org");
    aws.clock().set(YEAR);
    warn(gone, YEAR, 7);
    assertEquals(List.of(), aws.inbox());
    // The message has nothing left to tell.
    assertTrue(aws.scan("OUTBOX_TABLE").stream().allMatch(line -> !line.containsKey("recipient")));
  }
}
