package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What to say to whom. A message is put in the same transaction as the state it speaks of, so that
 * none is lost and none is sent for something that did not happen; the table's stream brings it to
 * the mailer. It holds ids only: addresses, names and codes are looked up at sending, so whoever is
 * gone by then gets nothing.
 *
 * <pre>
 * O#&lt;deterministic id&gt; / M   kind, recipient, about (map of ids), state, createdAt
 * </pre>
 *
 * <p>The id is made of the reason: the same reason twice is one message.
 */
@Singleton
public final class Outbox {

  private static final String PREFIX = "O#";

  private final Store store;

  Outbox(Store store) {
    this.store = store;
  }

  /** The kinds of message; the mailer has one class for each. */
  public enum Kind {
    /** A login code, to whoever asked: recipient is the code request. */
    CODE,
    /** Welcome after activation: recipient is the member. */
    WELCOME,
    /** A seat became free and is now the member's: about {@code event}. */
    PROMOTED,
    /**
     * Tells everybody who answered that an event is cancelled: about {@code event}, no recipient.
     */
    CANCELLATION,
    /** One member is told of the cancellation: about {@code event}. */
    EVENT_CANCELLED,
    /** Receipt for a notice: recipient is the report. */
    NOTICE_RECEIVED,
    /**
     * Warns a member that their account is about to be deleted: about {@code due}, milliseconds.
     */
    DELETION_NEAR,
    /** Statement of reasons to the author: recipient is the member, about {@code decision}. */
    STATEMENT_OF_REASONS,
    /** Outcome to the reporter: recipient is the report, about {@code decision}. */
    NOTICE_DECIDED,
    /** A code for changing an address, to one of both: recipient is its code request. */
    EMAIL_CODE,
    /** Tells the former address of a change: recipient is its code request. */
    EMAIL_CHANGED
  }

  /** Whom a message is for. */
  public sealed interface Recipient {

    /** Whoever asked for a code: the SHA-256 of the request id, and which code of that request. */
    record CodeRequest(String requestHash) implements Recipient {}

    record Member(String id) implements Recipient {}

    /** The person who sent a notice. */
    record Reporter(String report) implements Recipient {}

    /** Nobody yet: the mailer makes one message for each person concerned. */
    record Everyone(String event) implements Recipient {}
  }

  /**
   * A message to be stored.
   *
   * @param reason what makes it this message and no other: {@code PROMOTED} of event e to member m
   *     at answer time t is {@code "e#m#t"}
   */
  public record Message(
      Kind kind, Recipient recipient, String reason, Map<String, String> about, Instant createdAt) {

    public Message {
      about = Map.copyOf(about);
    }

    public String id() {
      return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "#" + reason;
    }
  }

  /** The write that queues a message; queued twice is queued once, and the first one stands. */
  public static Write put(Message message) {
    return Write.put(item(message), Condition.absent());
  }

  /** Queues a message that may have been queued before, and does not mind. */
  public void queue(Message message) {
    store.write(put(message));
  }

  private static Item item(Message message) {
    Attributes about = Attributes.none();
    message.about().forEach(about::text);
    return new Item(
        key(message.id()),
        RetentionRule.LEDGER.from(message.createdAt()),
        Attributes.none()
            .text("kind", message.kind().name())
            .text("recipientKind", message.recipient().getClass().getSimpleName())
            .text("recipient", recipientId(message.recipient()))
            .map("about", about)
            .text("state", "PENDING")
            .instant("createdAt", message.createdAt()));
  }

  private static String recipientId(Recipient recipient) {
    return switch (recipient) {
      case Recipient.CodeRequest(String hash) -> hash;
      case Recipient.Member(String id) -> id;
      case Recipient.Reporter(String report) -> report;
      case Recipient.Everyone(String event) -> event;
    };
  }

  /** A stored message, whatever its state. */
  public Optional<Row> find(String id) {
    return store.get(key(id));
  }

  /** Reads a stored message back. */
  public static Message message(Row row) {
    String recipient = row.text("recipient");
    Map<String, String> about = new java.util.HashMap<>();
    Row stored = row.map("about");
    stored.attributes().keySet().forEach(name -> about.put(name, stored.text(name)));
    Kind kind = Kind.valueOf(row.text("kind"));
    return new Message(
        kind,
        switch (row.text("recipientKind")) {
          case "CodeRequest" -> new Recipient.CodeRequest(recipient);
          case "Member" -> new Recipient.Member(recipient);
          case "Reporter" -> new Recipient.Reporter(recipient);
          default -> new Recipient.Everyone(recipient);
        },
        row.pk().substring(row.pk().indexOf('#', 2) + 1),
        about,
        row.instant("createdAt"));
  }

  /** Where a message lives. */
  public static Key key(String id) {
    return new Key(Table.OUTBOX, PREFIX + id, "M");
  }

  /** The id of the message in that partition; empty if it holds none. */
  public static Optional<String> idOf(String partition) {
    return partition.startsWith(PREFIX)
        ? Optional.of(partition.substring(PREFIX.length()))
        : Optional.empty();
  }
}
