package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Notices.Reporter;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every kind of letter, from its message to the inbox. */
@EmbeddedAwsTest
class LettersTest {

  private static final String AUTHOR = "author@example.org";
  private static final String REPORTER = "reporter@example.org";

  private final TestAws aws;
  private final ApplicationContext context;
  private final MailerFunction mailer;
  private final Store store;

  LettersTest(TestAws aws) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("mailer"))
            .singletons(aws.clock())
            .build()
            .start();
    mailer = new MailerFunction(context);
    store = context.getBean(Store.class);
  }

  private Instant now() {
    return aws.clock().instant();
  }

  private String member(String address) {
    return Fixtures.member(context, new EmailAddress(address));
  }

  private Event event(int capacity) {
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
            capacity,
            null,
            "Camille",
            EventStatus.PUBLISHED,
            null,
            null,
            0,
            1,
            Event.blocksFor(capacity),
            now());
    assertTrue(
        store
            .transact(context.getBean(Events.class).publish(event, PersonKey.random()))
            .isWritten());
    return event;
  }

  @Test
  void whoWaitedIsToldOfTheirSeat() {
    Event event = event(1);
    String promoted = member("promoted@example.org");
    context
        .getBean(Outbox.class)
        .queue(
            new Message(
                Kind.PROMOTED,
                new Recipient.Member(promoted),
                event.id() + "#" + promoted + "#1",
                Map.of("event", event.id()),
                now()));
    deliver(Kind.PROMOTED);
    Mail mail = only("promoted@example.org");
    assertEquals("Une place s’est libérée : Réunion de quartier", mail.subject());
    assertTrue(mail.text().contains("/evenements/" + event.id()), mail.text());
  }

  @Test
  void everybodyWhoAnsweredIsToldOfACancellationWithItsReason() {
    Event event = event(1);
    Answers answers = context.getBean(Answers.class);
    assertTrue(
        answers.answer(event, member("seated@example.org"), 0) instanceof AnswerResult.Confirmed);
    assertTrue(
        answers.answer(event, member("waiting@example.org"), 0) instanceof AnswerResult.Waitlisted);
    Events events = context.getBean(Events.class);
    Event now = events.find(event.id()).orElseThrow();
    assertTrue(store.transact(events.cancel(now, "Salle fermée.")).isWritten());
    deliver(Kind.CANCELLATION);
    deliver(Kind.CANCELLATION);
    deliver(Kind.EVENT_CANCELLED);
    for (String address : List.of("seated@example.org", "waiting@example.org")) {
      Mail mail = only(address);
      assertEquals("Annulé : Réunion de quartier", mail.subject());
      assertTrue(mail.text().contains("Salle fermée."), mail.text());
    }
  }

  @Test
  void reporterAndAuthorReadTheSameReasonsAndHowToContestThem() {
    String report = RandomId.next();
    Notice notice =
        new Notice(
            report,
            new Target("/evenements/" + RandomId.next()),
            Ground.PRIVACY,
            "Mon adresse est publiée ici.",
            false,
            now(),
            true,
            true,
            Notices.deadline(now()),
            null);
    assertTrue(
        store
            .transact(Notices.file(notice, new Reporter("Dominique", new EmailAddress(REPORTER))))
            .isWritten());
    tell(Kind.NOTICE_RECEIVED, new Recipient.Reporter(report), report, Map.of());
    deliver(Kind.NOTICE_RECEIVED);
    assertTrue(only(REPORTER).text().contains("/signalements/" + report));
    aws.clearInbox();

    String author = member(AUTHOR);
    Decision decision =
        new Decision(
            RandomId.next(),
            report,
            notice.target(),
            new StatementOfReasons(
                Measure.HIDE_EVENT,
                StatementOfReasons.EVERYWHERE,
                new Term.Indefinite(),
                "L’annonce donne une adresse.",
                false,
                new Basis(Basis.Kind.TERMS, "article 4", "Ce n’en est pas la place.")),
            now(),
            author,
            new Actor("Moderator", "jo"));
    assertTrue(store.transact(Decisions.decide(notice, decision)).isWritten());
    Map<String, String> about = Map.of("decision", decision.id());
    tell(Kind.STATEMENT_OF_REASONS, new Recipient.Member(author), decision.id(), about);
    tell(Kind.NOTICE_DECIDED, new Recipient.Reporter(report), decision.id(), about);
    deliver(Kind.STATEMENT_OF_REASONS);
    deliver(Kind.NOTICE_DECIDED);
    for (String address : List.of(AUTHOR, REPORTER)) {
      String text = only(address).text();
      assertTrue(text.contains("L’annonce donne une adresse."), text);
      assertTrue(text.contains("article 4"), text);
      assertTrue(text.contains("/recours/" + decision.id() + "?cle="), text);
      assertFalse(text.contains("Dominique"), "who reported is nobody's business");
    }
    Set<String> links =
        aws.inbox().stream()
            .map(mail -> mail.text().replaceAll("(?s).*[?]cle=([0-9a-f]+).*", "$1"))
            .collect(Collectors.toSet());
    assertEquals(2, links.size(), "each party has a key of its own");
  }

  @Test
  void theSamplePayloadsRun() throws IOException {
    assertEquals(List.of(), run("message-put"));
    assertEquals(List.of(), run("message-removed-bad"));
    assertEquals(List.of(), aws.inbox());
  }

  private List<?> run(String sample) throws IOException {
    Path file = Path.of(System.getProperty("house"), "events", "mailer", sample + ".json");
    List<DynamodbStreamRecord> records = new ArrayList<>();
    for (JsonNode record : new ObjectMapper().readTree(file.toFile()).at("/Records")) {
      records.add(
          inserted(
              record.at("/dynamodb/Keys/pk/S").asText(),
              record.at("/dynamodb/SequenceNumber").asText()));
      records.getLast().setEventName(record.at("/eventName").asText());
    }
    assertFalse(records.isEmpty());
    return handle(records);
  }

  private void tell(Kind kind, Recipient to, String reason, Map<String, String> about) {
    context.getBean(Outbox.class).queue(new Message(kind, to, reason, about, now()));
  }

  /** Brings every message of that kind, as the stream does. */
  private void deliver(Kind kind) {
    List<DynamodbStreamRecord> records = new ArrayList<>();
    aws.scan("OUTBOX_TABLE").stream()
        .map(Row::new)
        .filter(row -> kind.name().equals(row.text("kind")))
        .forEach(row -> records.add(inserted(row.pk(), Integer.toString(records.size()))));
    assertFalse(records.isEmpty());
    assertEquals(List.of(), handle(records));
  }

  private List<?> handle(List<DynamodbStreamRecord> records) {
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(records);
    return Handler.run(mailer, event).getBatchItemFailures();
  }

  private static DynamodbStreamRecord inserted(String pk, String sequence) {
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventName("INSERT");
    record.setDynamodb(
        new StreamRecord()
            .withSequenceNumber(sequence)
            .withKeys(
                Map.of(
                    "pk", new AttributeValue().withS(pk), "sk", new AttributeValue().withS("M"))));
    return record;
  }

  private Mail only(String address) {
    List<Mail> mails = aws.inbox(address);
    assertEquals(1, mails.size(), address);
    return mails.getFirst();
  }
}
