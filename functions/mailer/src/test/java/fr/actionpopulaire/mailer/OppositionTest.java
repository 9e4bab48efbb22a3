package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.EmailChanges;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who does not want mails gets none, those already queued included; and mails about an address. */
@EmbeddedAwsTest
class OppositionTest {

  private final TestAws aws;
  private final ApplicationContext context;
  private final MailerFunction mailer;

  OppositionTest(TestAws aws) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("mailer"))
            .singletons(aws.clock())
            .build()
            .start();
    mailer = new MailerFunction(context);
  }

  private Instant now() {
    return aws.clock().instant();
  }

  private String member(String address) {
    return Fixtures.member(context, new EmailAddress(address));
  }

  @Test
  @Tag("A14")
  void whatWasQueuedBeforeAnOppositionIsNotSentAfterIt() {
    Event event = event();
    String opposed = member("opposed@example.org");
    String other = member("other@example.org");
    for (String member : List.of(opposed, other)) {
      tell(Kind.WELCOME, member, member, Map.of());
      Map<String, String> about = Map.of("event", event.id());
      tell(Kind.PROMOTED, member, event.id() + "#" + member + "#1", about);
      tell(Kind.EVENT_CANCELLED, member, event.id() + "#" + member, about);
    }
    context.getBean(Unsubscriptions.class).unsubscribe(opposed);
    deliverAll();
    assertEquals(List.of(), aws.inbox("opposed@example.org"));
    assertEquals(3, aws.inbox("other@example.org").size(), "positive control");
  }

  /** The mailer does not know the endorsements at all: only a code request leads to an address. */
  @Test
  @Tag("A2")
  void anEndorserWhoNeverActivatesGetsNothingButTheCodeTheyAskFor() {
    assertFalse(aws.environment("mailer").containsKey("ENDORSEMENTS_TABLE"));
    context.getBean(CodeRequests.class).ask(new EmailAddress("endorser@example.org"));
    deliverAll();
    aws.clock().advance(Duration.ofDays(30));
    deliverAll();
    assertEquals("Votre code", only("endorser@example.org").subject());
  }

  @Test
  @Tag("F8")
  void bothAddressesGetACodeOfTheirOwnAndTheFormerOneIsTold() {
    EmailChanges changes = context.getBean(EmailChanges.class);
    String member = RandomId.next();
    String request =
        changes
            .ask(
                member,
                new EmailAddress("former@example.org"),
                new EmailAddress("wanted@example.org"))
            .request();
    deliverAll();
    Mail former = only("former@example.org");
    Mail wanted = only("wanted@example.org");
    assertEquals(former.subject(), wanted.subject());
    assertEquals(former.text().replace(code(former), ""), wanted.text().replace(code(wanted), ""));
    assertFalse(former.text().contains("wanted@example.org"));
    aws.clearInbox();
    EmailChanges.Verdict verdict = changes.attempt(member, request, code(former), code(wanted));
    assertTrue(verdict instanceof EmailChanges.Verdict.Right);
    if (verdict instanceof EmailChanges.Verdict.Right right) {
      assertEquals("wanted@example.org", right.wanted().value());
      assertTrue(context.getBean(Store.class).transact(right.writes()).isWritten());
    }
    deliverAll();
    Mail told = only("former@example.org");
    assertEquals("Votre adresse a été remplacée", told.subject());
    assertFalse(told.text().contains("wanted@example.org"));
    assertEquals(List.of(), aws.inbox("wanted@example.org"));
  }

  private static String code(Mail mail) {
    return mail.text().replaceAll("(?s).*\\b([0-9]{8})\\b.*", "$1");
  }

  private Event event() {
    Event event =
        new Event(
            RandomId.next(),
            RandomId.next(),
            EventKind.MEETING,
            "Réunion de quartier",
            "On prépare la semaine.",
            now().plus(Duration.ofDays(2)),
            now().plus(Duration.ofDays(2)).plus(Duration.ofHours(2)),
            ZoneId.of("Europe/Paris"),
            "59350",
            "59",
            "Salle des fêtes",
            null,
            5,
            null,
            "Camille",
            EventStatus.PUBLISHED,
            null,
            null,
            0,
            1,
            1,
            now());
    assertTrue(
        context
            .getBean(Store.class)
            .transact(context.getBean(Events.class).publish(event, PersonKey.random()))
            .isWritten());
    return event;
  }

  private void tell(Kind kind, String member, String reason, Map<String, String> about) {
    context
        .getBean(Outbox.class)
        .queue(new Message(kind, new Recipient.Member(member), reason, about, now()));
  }

  /** Brings everything that waits, as the stream does. */
  private void deliverAll() {
    List<String> waiting =
        aws.scan("OUTBOX_TABLE").stream()
            .map(Row::new)
            .filter(row -> "PENDING".equals(row.text("state")))
            .map(row -> row.pk().substring("O#".length()))
            .toList();
    assertEquals(Undelivered.NONE, Handler.run(mailer, Desk.event(waiting)));
  }

  private Mail only(String address) {
    List<Mail> mails = aws.inbox(address);
    assertEquals(1, mails.size(), address);
    return mails.getFirst();
  }
}
