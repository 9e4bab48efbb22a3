package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.mailer.OutboxChanges.Change;
import fr.actionpopulaire.mailer.OutboxChanges.Item;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The deployed mailer with what comes to it and what it sends. */
final class Desk {

  final TestAws aws;
  final ApplicationContext context;
  final MailerFunction mailer;
  final Store store;

  /** What runs each delivery of a kind: nothing but itself, unless somebody measures it. */
  BiConsumer<Kind, Runnable> around = (_, delivery) -> delivery.run();

  Desk(TestAws aws) {
    this(aws, Map.of());
  }

  /**
   * @param other properties that differ from the template's
   */
  Desk(TestAws aws, Map<String, Object> other) {
    this.aws = aws;
    Map<String, Object> properties = new HashMap<>(aws.properties("mailer"));
    properties.putAll(other);
    context =
        ApplicationContext.builder().properties(properties).singletons(aws.clock()).build().start();
    mailer = new MailerFunction(context);
    store = context.getBean(Store.class);
  }

  Instant now() {
    return aws.clock().instant();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A new member with that address: their id. */
  String member(String address) {
    return Fixtures.member(context, new EmailAddress(address));
  }

  Account account(String id) {
    return bean(Members.class).account(id).orElseThrow();
  }

  Campaign campaign() {
    return bean(Campaign.class);
  }

  void askForCode(String address) {
    bean(CodeRequests.class).ask(EmailAddress.parse(address).orElseThrow());
  }

  /** Queues a welcome for a new member with that address. */
  Message welcome(String address) {
    String member = member(address);
    return queue(Kind.WELCOME, new Recipient.Member(member), member, Map.of());
  }

  Message queue(Kind kind, Recipient to, String reason, Map<String, String> about) {
    Message message = new Message(kind, to, reason, about, now());
    bean(Outbox.class).queue(message);
    return message;
  }

  /** Brings what is pending of a kind, as the stream does, and expects no failure. */
  void deliver(Kind kind) {
    List<String> ids = pending(kind);
    assertEquals(false, ids.isEmpty(), kind.name());
    around.accept(kind, () -> assertEquals(List.of(), deliver(ids)));
  }

  /** Brings messages, as the stream does: the sequence numbers of those that failed. */
  List<String> deliver(List<String> ids) {
    return Handler.run(mailer, event(ids)).batchItemFailures().stream()
        .map(Undelivered.Failure::itemIdentifier)
        .toList();
  }

  List<String> deliver(Message message) {
    return deliver(List.of(message.id()));
  }

  /** What the schedule does. */
  void sweep() {
    assertEquals(Undelivered.NONE, Handler.run(mailer, OutboxChanges.NONE));
  }

  List<String> pending(Kind kind) {
    return messages()
        .filter(row -> kind.name().equals(row.text("kind")))
        .filter(row -> "PENDING".equals(row.text("state")))
        .map(row -> row.pk().substring(2))
        .toList();
  }

  List<String> allMessages() {
    return messages().map(row -> row.pk().substring(2)).toList();
  }

  Row line(Message message) {
    return bean(Outbox.class).find(message.id()).orElseThrow();
  }

  String state(Message message) {
    return line(message).text("state");
  }

  private Stream<Row> messages() {
    return aws.scan("OUTBOX_TABLE").stream().map(Row::new).filter(row -> row.pk().startsWith("O#"));
  }

  /** The only mail that reached an address. */
  Mail only(String address) {
    List<Mail> mails = aws.inbox(address);
    assertEquals(1, mails.size(), address);
    return mails.getFirst();
  }

  int count(String address) {
    return aws.inbox(address).size();
  }

  static OutboxChanges event(List<String> ids) {
    List<Change> changes = new ArrayList<>();
    for (String id : ids) {
      changes.add(change("O#" + id, Integer.toString(changes.size()), "INSERT"));
    }
    return new OutboxChanges(changes);
  }

  static Change change(String pk, String sequence, String eventName) {
    return new Change(
        eventName, new Item(Map.of("pk", Map.of("S", pk), "sk", Map.of("S", "M")), sequence));
  }
}
