package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.embeddedaws.MailFault;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmbeddedAwsTest
class MailerTest {

  private static final Pattern EIGHT_DIGITS = Pattern.compile("\\d{8,}");

  private final TestAws aws;
  private final ApplicationContext context;
  private final MailerFunction mailer;
  private final People people;

  MailerTest(TestAws aws) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("mailer"))
            .singletons(aws.clock())
            .build()
            .start();
    mailer = new MailerFunction(context);
    people = new People(context, aws);
  }

  @BeforeEach
  void emptyInbox() {
    aws.clearInbox();
  }

  @Test
  void aCodeLeavesOnceHoweverOftenTheStreamBringsIt() {
    askForCode("someone@example.org");
    for (int run = 0; run < 3; run++) {
      assertEquals(List.of(), deliver(pending(Kind.CODE)));
      deliver(allMessages());
    }
    assertEquals(1, aws.inbox("someone@example.org").size());
  }

  @Test
  void theCodeIsTheOnlyRunOfEightDigitsAndIsNowhereAtRest() {
    askForCode("one@example.org");
    deliver(pending(Kind.CODE));
    String text = aws.inbox("one@example.org").getFirst().text();
    List<String> runs = EIGHT_DIGITS.matcher(text).results().map(MatchResult::group).toList();
    assertEquals(1, runs.size());
    assertEquals(8, runs.getFirst().length());
    for (String table : List.of("EPHEMERAL_TABLE", "OUTBOX_TABLE")) {
      assertFalse(aws.scan(table).toString().contains(runs.getFirst()), table);
      assertFalse(aws.scan(table).toString().contains("one@example.org"), table);
    }
  }

  @Test
  void codeMailsDifferInTheCodeOnly() {
    askForCode("stranger@example.org");
    people.member("member@example.org");
    askForCode("member@example.org");
    deliver(pending(Kind.CODE));
    Mail stranger = aws.inbox("stranger@example.org").getFirst();
    Mail member = aws.inbox("member@example.org").getFirst();
    assertEquals(withoutCode(stranger.text()), withoutCode(member.text()));
    assertEquals(withoutCode(stranger.html()), withoutCode(member.html()));
    assertEquals(stranger.subject(), member.subject());
    assertEquals(stranger.headers().keySet(), member.headers().keySet());
  }

  @Test
  void aRefusedMailStaysPendingAndLeavesOnTheNextRun() {
    String member = people.member("later@example.org");
    Message welcome = people.queue(Kind.WELCOME, member);
    aws.failNextMails(1, MailFault.THROTTLED);
    assertEquals(1, deliver(List.of(welcome.id())).size());
    assertEquals("PENDING", state(welcome));
    assertEquals(List.of(), deliver(List.of(welcome.id())));
    assertEquals("SENT", state(welcome));
    assertEquals(1, aws.inbox("later@example.org").size());
  }

  @Test
  void aMailThatMayHaveLeftIsNotSentAgain() {
    String member = people.member("perhaps@example.org");
    Message welcome = people.queue(Kind.WELCOME, member);
    aws.failNextMails(1, MailFault.TIMEOUT_AFTER_SENDING);
    assertEquals(List.of(), deliver(List.of(welcome.id())));
    assertEquals("UNKNOWN", state(welcome));
    deliver(List.of(welcome.id()));
    assertEquals(1, aws.inbox("perhaps@example.org").size());
  }

  @Test
  void aSenderThatDiedWhileSendingLeavesItUnknownOnceItsLeaseEnds() {
    String member = people.member("died@example.org");
    Message welcome = people.queue(Kind.WELCOME, member);
    context.getBean(Ledger.class).lease(welcome.id());
    // The stream brings it again before the lease ends: it must not be taken for done.
    assertEquals(1, deliver(List.of(welcome.id())).size());
    assertEquals("LEASED", state(welcome));
    aws.clock().advance(Duration.ofSeconds(70));
    deliver(List.of(welcome.id()));
    assertEquals("UNKNOWN", state(welcome));
    assertEquals(List.of(), aws.inbox("died@example.org"));
  }

  @Test
  void oneFailureDoesNotHoldBackTheOthers() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String member = people.member("batch" + i + "@example.org");
      ids.add(people.queue(Kind.WELCOME, member).id());
    }
    aws.failNextMails(1, MailFault.SERVER_ERROR);
    List<BatchItemFailure> failures = deliver(ids);
    assertEquals(List.of("0"), failures.stream().map(BatchItemFailure::getItemIdentifier).toList());
    assertEquals(1, aws.inbox("batch1@example.org").size());
    assertEquals(1, aws.inbox("batch2@example.org").size());
  }

  @Test
  void whoeverIsGoneGetsNothing() {
    String member = people.member("gone@example.org");
    Message welcome = people.queue(Kind.WELCOME, member);
    context.getBean(Store.class).write(Keys.shred(new Keys.Owner.Member(member)));
    deliver(List.of(welcome.id()));
    assertEquals("SKIPPED", state(welcome));
    assertEquals(List.of(), aws.inbox("gone@example.org"));
  }

  @Test
  void anExpiredRequestGetsNoCode() {
    askForCode("late@example.org");
    List<String> ids = pending(Kind.CODE);
    aws.clock().advance(Duration.ofMinutes(10));
    deliver(ids);
    assertEquals(List.of(), aws.inbox("late@example.org"));
  }

  @Test
  void aRequestStillGetsItsCodeOneMillisecondBeforeItExpires() {
    askForCode("intime@example.org");
    List<String> ids = pending(Kind.CODE);
    aws.clock().advance(Duration.ofMinutes(10).minusMillis(1));
    deliver(ids);
    assertEquals(1, aws.inbox("intime@example.org").size());
  }

  @Test
  void parallelRunsSendOne() throws Exception {
    String member = people.member("race@example.org");
    Message welcome = people.queue(Kind.WELCOME, member);
    try (ExecutorService runs = Executors.newFixedThreadPool(8)) {
      List<Callable<List<BatchItemFailure>>> tasks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        tasks.add(() -> deliver(List.of(welcome.id())));
      }
      for (var run : runs.invokeAll(tasks)) {
        run.get();
      }
    }
    assertEquals(1, aws.inbox("race@example.org").size());
  }

  @Test
  void everyMailToAMemberCarriesWhatTheLawAsks() {
    String member = people.member("law@example.org");
    deliver(List.of(people.queue(Kind.WELCOME, member).id()));
    Mail mail = aws.inbox("law@example.org").getFirst();
    Map<String, String> environment = aws.environment("mailer");
    for (String fact :
        List.of(
            "CAMPAIGN_NAME",
            "CANDIDATE",
            "PARTY",
            "ELECTION",
            "CONTROLLER",
            "RIGHTS_CONTACT",
            "ENDORSEMENT_SOURCE")) {
      assertTrue(mail.text().contains(environment.get(fact)), fact);
    }
    String unsubscribe = mail.headers().getOrDefault("List-Unsubscribe", "<>");
    assertTrue(unsubscribe.contains("/v1/unsubscriptions/"));
    assertTrue(mail.text().contains(unsubscribe.substring(1, unsubscribe.length() - 1)));
    assertEquals("List-Unsubscribe=One-Click", mail.headers().get("List-Unsubscribe-Post"));
    assertEquals("auto-generated", mail.headers().get("Auto-Submitted"));
    assertFalse(mail.html().contains("<img"));
  }

  @Test
  void aRemovedMessageIsNoneOfOurs() {
    String member = people.member("removed@example.org");
    Message welcome = people.queue(Kind.WELCOME, member);
    DynamodbEvent event = event(List.of(welcome.id()));
    event.getRecords().forEach(record -> record.setEventName("REMOVE"));
    Handler.run(mailer, event);
    assertEquals("PENDING", state(welcome));
  }

  @Test
  void onceSentALineSaysNothingOfThePerson() {
    String member = people.member("ledger@example.org");
    Message welcome = people.queue(Kind.WELCOME, member);
    deliver(List.of(welcome.id()));
    var line = context.getBean(Outbox.class).find(welcome.id()).orElseThrow();
    assertEquals(
        Set.of("pk", "sk", "kind", "state", "createdAt", "settledAt", "expiresAt", "ttl"),
        line.attributes().keySet());
  }

  private void askForCode(String address) {
    context.getBean(CodeRequests.class).ask(EmailAddress.parse(address).orElseThrow());
  }

  private String state(Message message) {
    return context.getBean(Outbox.class).find(message.id()).orElseThrow().text("state");
  }

  private List<String> pending(Kind kind) {
    return messages()
        .filter(row -> kind.name().equals(row.text("kind")))
        .filter(row -> "PENDING".equals(row.text("state")))
        .map(row -> row.pk().substring(2))
        .toList();
  }

  private List<String> allMessages() {
    return messages().map(row -> row.pk().substring(2)).toList();
  }

  private Stream<Row> messages() {
    return aws.scan("OUTBOX_TABLE").stream().map(Row::new);
  }

  private List<BatchItemFailure> deliver(List<String> ids) {
    return Handler.run(mailer, event(ids)).getBatchItemFailures();
  }

  private static DynamodbEvent event(List<String> ids) {
    List<DynamodbStreamRecord> records = new ArrayList<>();
    for (String id : ids) {
      DynamodbStreamRecord record = new DynamodbStreamRecord();
      record.setEventName("INSERT");
      record.setDynamodb(
          new StreamRecord()
              .withSequenceNumber(Integer.toString(records.size()))
              .withKeys(
                  Map.of(
                      "pk", new AttributeValue().withS("O#" + id),
                      "sk", new AttributeValue().withS("M"))));
      records.add(record);
    }
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(records);
    return event;
  }

  private static String withoutCode(String text) {
    return EIGHT_DIGITS.matcher(text).replaceAll("········");
  }

  /** The people mails are for. */
  private record People(ApplicationContext context, TestAws aws) {

    /** A new member with that address: their id. */
    String member(String address) {
      return Fixtures.member(context, EmailAddress.parse(address).orElseThrow());
    }

    Message queue(Kind kind, String member) {
      Message message =
          new Message(kind, new Recipient.Member(member), member, Map.of(), aws.clock().instant());
      context.getBean(Outbox.class).queue(message);
      return message;
    }
  }
}
