package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.rights.AnswerDue;
import fr.actionpopulaire.domain.rights.Subject;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests about one's data that people must answer, with the day by which they must (CNIL A15).
 *
 * <pre>
 * RR#&lt;request&gt; / R   subject, email, explanation, member (sealed with a key of its own), filedAt,
 *                    receivedAt (text: the end of the month, which sorts the queue),
 *                    open ("rights", only while open), outcome, answer (sealed), answeredAt, actor
 * </pre>
 *
 * <p>The open ones stand in the index of open reports under a name of their own, soonest due first.
 */
@Singleton
public final class RightsRequests {

  /** The kind of a request's expiry row. */
  public static final String KIND = "rights-request";

  private static final Query.Index OPEN = new Query.Index("OpenReports", "open", "receivedAt");
  private static final String QUEUE = "rights";

  /** Always three decimals, so that the text sorts as the time does. */
  private static final DateTimeFormatter SORTABLE =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final Store store;
  private final Keys keys;
  private final Clock clock;

  RightsRequests(Store store, Keys keys, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A request as the queue shows it: what about and by when, not from whom.
   *
   * @param outcome how it was answered; {@code null} while open
   */
  public record RightsRequest(
      String id,
      Subject subject,
      Instant filedAt,
      @Nullable String outcome,
      @Nullable Instant answeredAt) {

    public boolean isOpen() {
      return outcome == null;
    }

    /** Whether the month ended without an answer, or before it. */
    public boolean isLate(Instant now) {
      Instant end = answeredAt == null ? now : answeredAt;
      return !end.isBefore(AnswerDue.end(filedAt));
    }
  }

  /**
   * Who asks, and what, in their words.
   *
   * @param member the member whose address it is, so that they learn who of staff read it; {@code
   *     null} when it is nobody's. Nothing proves that it was they who asked
   */
  public record Letter(EmailAddress email, String explanation, @Nullable String member) {

    /** From an address that is no member's. */
    public Letter(EmailAddress email, String explanation) {
      this(email, explanation, null);
    }

    /** The member whose address it is, if any. */
    public List<String> concerns() {
      return member == null ? List.of() : List.of(member);
    }

    /** Never its content. */
    @Override
    public String toString() {
      return "Letter[…]";
    }
  }

  /** Stores a request; filed twice under one id is filed once. */
  public RightsRequest file(String id, Subject subject, Letter letter) {
    Instant now = clock.instant();
    Deadline deadline = RetentionRule.RIGHTS_REQUEST.from(now);
    PersonKey key = PersonKey.random();
    Item item =
        new Item(
            key(id),
            deadline,
            Attributes.none()
                .text("subject", subject.code())
                .bytes("email", key.seal(letter.email().value(), context(id, "email")))
                .bytes("explanation", key.seal(letter.explanation(), context(id, "explanation")))
                .bytes("member", sealedMember(key, id, letter))
                .instant("filedAt", now)
                .text("receivedAt", SORTABLE.format(AnswerDue.end(now)))
                .text("open", QUEUE));
    Outcome outcome =
        store.transact(
            List.of(
                Write.put(item, Condition.absent()),
                Keys.create(new Owner.Requester(id), key, deadline),
                Write.put(
                    ExpiryBucket.row(Table.MODERATION, deadline, KIND, id), Condition.none())));
    return switch (outcome) {
      case Outcome.Written _ -> new RightsRequest(id, subject, now, null, null);
      case Outcome.Refused refused ->
          refused
              .seenAt(0)
              .map(RightsRequests::request)
              .orElseThrow(() -> new IllegalStateException("A key without its request"));
    };
  }

  /** The open requests, soonest due first, at most {@code limit}; one query. */
  public List<RightsRequest> open(int limit) {
    return store
        .query(Query.all(Table.MODERATION, QUEUE).through(OPEN).atMost(limit))
        .rows()
        .stream()
        .map(RightsRequests::request)
        .toList();
  }

  /**
   * Open requests whose month is nearly over, late ones apart.
   *
   * @param near whose end is at most {@link AnswerDue#NEAR} away, and has not come
   * @param late whose end has come
   */
  public record Waiting(long near, long late) {}

  /** How many wait near the end of their month or past it; those one query reads, up to 1 MB. */
  public Waiting waiting() {
    Instant now = clock.instant();
    List<RightsRequest> due =
        store
            .query(
                Query.all(Table.MODERATION, QUEUE)
                    .through(OPEN)
                    .between(null, SORTABLE.format(now.plus(AnswerDue.NEAR))))
            .rows()
            .stream()
            .map(RightsRequests::request)
            .toList();
    long late = due.stream().filter(request -> request.isLate(now)).count();
    return new Waiting(due.size() - late, late);
  }

  /** One request, open or answered. */
  public Optional<RightsRequest> find(String id) {
    return store.get(key(id)).map(RightsRequests::request);
  }

  /** Who asks, and what: two reads. */
  public Optional<Letter> letter(String id) {
    return store
        .get(key(id))
        .flatMap(row -> keys.find(new Owner.Requester(id)).flatMap(key -> letter(row, key)));
  }

  private static Optional<Letter> letter(Row row, PersonKey key) {
    String id = row.pk().substring("RR#".length());
    byte[] member = row.bytesOrNull("member");
    return key.open(row.bytes("email"), context(id, "email"))
        .flatMap(EmailAddress::parse)
        .flatMap(
            email ->
                key.open(row.bytes("explanation"), context(id, "explanation"))
                    .map(
                        text ->
                            new Letter(
                                email,
                                text,
                                member == null
                                    ? null
                                    : key.open(member, context(id, "member")).orElse(null))));
  }

  private static byte @Nullable [] sealedMember(PersonKey key, String id, Letter letter) {
    return letter.member() == null ? null : key.seal(letter.member(), context(id, "member"));
  }

  /**
   * What answering a request writes; refused when it was answered, or has expired, meanwhile.
   *
   * @param outcome {@code granted}, {@code partly} or {@code refused}
   */
  public static Write answer(String id, String outcome, Actor actor, Instant now) {
    return Write.change(
        key(id),
        "SET #outcome = :outcome, #answeredAt = :at, #actor = :actor REMOVE #open",
        Attributes.none().text("outcome", outcome).instant("at", now).text("actor", actor.text()),
        Condition.of(
            "attribute_not_exists(#outcome) AND #expiresAt > :now",
            Attributes.none().instant("now", now)));
  }

  /** The deadline of a request that may have expired; empty when it is gone. */
  public Optional<Deadline> deadlineEvenExpired(String id) {
    return store.getEvenExpired(key(id)).flatMap(Row::deadline);
  }

  /**
   * Deletes an expired request, its key first; does nothing while it is alive. The expiry row is
   * left to whoever reads it.
   */
  public boolean deleteExpired(String id) {
    Instant now = clock.instant();
    Row row = store.getEvenExpired(key(id)).orElse(null);
    if (row == null || now.isBefore(row.instant(Item.EXPIRES_AT))) {
      return row == null;
    }
    store.write(Keys.shred(new Owner.Requester(id)));
    store.write(
        Write.remove(
            key(id), Condition.of("#expiresAt <= :now", Attributes.none().instant("now", now))));
    return true;
  }

  private static RightsRequest request(Row row) {
    return new RightsRequest(
        row.pk().substring("RR#".length()),
        Subject.of(row.text("subject")).orElse(Subject.OTHER),
        row.instant("filedAt"),
        row.textOrNull("outcome"),
        row.instantOrNull("answeredAt"));
  }

  private static Key key(String id) {
    return new Key(Table.MODERATION, "RR#" + id, "R");
  }

  private static String context(String id, String attribute) {
    return "Moderation|RR#" + id + "|" + attribute;
  }
}
