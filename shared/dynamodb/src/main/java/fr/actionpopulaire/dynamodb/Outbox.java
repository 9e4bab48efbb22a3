package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What to say to whom. A message is put in the same transaction as the state it speaks of, so that
 * none is lost and none is sent for something that did not happen; the table's stream brings it to
 * the mailer. It holds ids only: addresses, names and codes are looked up at sending, so whoever is
 * gone by then gets nothing.
 *
 * <pre>
 * O#&lt;kind&gt;-&lt;SHA-256 of the reason&gt; / M   kind, recipient, about (map of ids), state, createdAt,
 *                                         unsettled (shard) and queuedAt until it is settled,
 *                                         feedback (what SES told of it later)
 * </pre>
 *
 * <p>The id is made of the reason: the same reason twice is one message. It is a hash of it, so
 * that the line that stays for months after the mail has left names neither person nor event. The
 * index {@code UnsettledMessages} holds what has not been settled yet, oldest first.
 */
@Singleton
public final class Outbox {

  private static final String PREFIX = "O#";

  /** Length of the hash at the end of an id. */
  private static final int HASH = 64;

  /** Spreads the index, so that a big cancellation does not write to one of its partitions. */
  private static final int SHARDS = 4;

  private static final Query.Index UNSETTLED =
      new Query.Index("UnsettledMessages", "unsettled", "queuedAt");

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
    /** The organiser accepted the member's answer and shows the address: about {@code event}. */
    ACCEPTED,
    /**
     * Tells everybody who answered that an event is cancelled: about {@code event}, no recipient.
     */
    CANCELLATION,
    /** One member is told of the cancellation: about {@code event}. */
    EVENT_CANCELLED,
    /**
     * Tells everybody who answered that an event was moved: about {@code event}, {@code sequence}
     * and where and when it was; no recipient.
     */
    MOVE,
    /** One member is told of the move: about the same. */
    EVENT_MOVED,
    /**
     * Reminds everybody who has a seat of an event: about {@code event} and {@code startsAt}; no
     * recipient.
     */
    REMINDERS,
    /** One member is reminded: about the same. */
    REMINDER,
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
    /** What was decided on an appeal, to each party: member or report, about {@code decision}. */
    APPEAL_DECIDED,
    /** A code for changing an address, to one of both: recipient is its code request. */
    EMAIL_CODE,
    /** Tells the former address of a change: recipient is its code request. */
    EMAIL_CHANGED,
    /**
     * A message of somebody to those who run an event, or the answer: about {@code event} and
     * {@code message}.
     */
    RELAYED
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
   *     at answer time t is {@code "e#m#t"}. Only its hash is stored. Where all parts of it are
   *     known to whoever has the tables, it must hold something that is forgotten in time
   */
  public record Message(
      Kind kind, Recipient recipient, String reason, Map<String, String> about, Instant createdAt) {

    public Message {
      about = Map.copyOf(about);
    }

    /** Letters, digits and dashes: SES takes it as a tag. */
    public String id() {
      return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + Sessions.sha256(reason);
    }
  }

  /** A message as stored, while it is not settled. */
  public record Queued(
      Kind kind, Recipient recipient, Map<String, String> about, Instant createdAt) {

    public Queued {
      about = Map.copyOf(about);
    }
  }

  /** A message that is not settled, and since when it waits. */
  public record Waiting(String id, Instant since) {}

  /** Some unsettled messages, and where they go on. */
  public record Unsettled(List<Waiting> messages, Query.@Nullable Position next) {
    public Unsettled {
      messages = List.copyOf(messages);
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
            .instant("createdAt", message.createdAt())
            .text("unsettled", shardOf(message.id()))
            .text("queuedAt", SortableInstant.of(message.createdAt())));
  }

  static String shardOf(String id) {
    return "unsettled-" + Math.floorMod(id.hashCode(), SHARDS);
  }

  /** The partitions of the index of what is not settled. */
  public static List<String> shards() {
    return IntStream.range(0, SHARDS).mapToObj(shard -> "unsettled-" + shard).toList();
  }

  /**
   * What was queued in a shard until an instant and is not settled, oldest first. The index may lag
   * by a moment, so a message just settled may be among them.
   */
  public Unsettled unsettled(String shard, Instant until, Query.@Nullable Position after) {
    Page page =
        store.query(
            Query.all(Table.OUTBOX, shard)
                .through(UNSETTLED)
                .between(null, SortableInstant.of(until))
                .atMost(100)
                .after(after));
    return new Unsettled(
        page.rows().stream()
            .map(
                row ->
                    new Waiting(
                        row.pk().substring(PREFIX.length()), Instant.parse(row.text("queuedAt"))))
            .toList(),
        page.next());
  }

  /**
   * Notes what SES told of a message that left.
   *
   * @return whether it is the first time: SES may tell twice
   */
  public boolean noteFeedback(String id, String feedback) {
    return store
        .write(
            Write.change(
                key(id),
                "SET #feedback = :feedback",
                Attributes.none().text("feedback", feedback),
                Condition.of("attribute_exists(#pk) AND attribute_not_exists(#feedback)")))
        .isWritten();
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

  /** Reads a message that is not settled back. */
  public static Queued queued(Row row) {
    String recipient = row.text("recipient");
    Map<String, String> about = new HashMap<>();
    Row stored = row.map("about");
    stored.attributes().keySet().forEach(name -> about.put(name, stored.text(name)));
    return new Queued(
        Kind.valueOf(row.text("kind")),
        switch (row.text("recipientKind")) {
          case "CodeRequest" -> new Recipient.CodeRequest(recipient);
          case "Member" -> new Recipient.Member(recipient);
          case "Reporter" -> new Recipient.Reporter(recipient);
          default -> new Recipient.Everyone(recipient);
        },
        about,
        row.instant("createdAt"));
  }

  /** The kind of a message by its id, as the id writes it; the only thing of it fit for a log. */
  public static String kindOf(String id) {
    int end = id.length() - HASH - 1;
    return end > 0 ? id.substring(0, end) : "?";
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
