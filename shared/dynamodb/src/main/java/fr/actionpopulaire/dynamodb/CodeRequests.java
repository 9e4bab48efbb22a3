package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests for a login code.
 *
 * <pre>
 * Q#&lt;sha256(request)&gt; / Q   address (sealed with a key derived from the pepper), sequence, tries,
 *                            code (keyed hash, once the mailer drew it), spentAt
 * </pre>
 *
 * <p>The request's id is known to its requester only, so nobody else can spend its tries; the mail
 * carries the code only, so whoever reads the mail cannot redeem it (a scanner has no request). The
 * code is drawn while mailing and never stored: what is stored is its keyed hash, bound to the
 * request.
 */
@Singleton
public final class CodeRequests {

  /** Wrong codes a request bears: five guesses at eight digits are one chance in twenty million. */
  public static final int MAX_TRIES = 5;

  private final Store store;
  private final Peppers peppers;
  private final Clock clock;

  CodeRequests(Store store, Peppers peppers, Clock clock) {
    this.store = store;
    this.peppers = peppers;
    this.clock = clock;
  }

  /** A request that was stored together with the message that makes the mailer draw its code. */
  public record Asked(String request, Instant expiresAt) {

    /** Never the request: it is half of what redeems a code. */
    @Override
    public String toString() {
      return "Asked[…]";
    }
  }

  /** What the mailer needs to send a code it drew. */
  public record Drawing(EmailAddress address, Instant expiresAt) {}

  /** What one try found. */
  public sealed interface Try {

    /**
     * The code is right and still unspent.
     *
     * @param spend the write that spends it, for the transaction that opens the session; it is
     *     refused when the code was spent or replaced meanwhile
     */
    record Right(EmailAddress address, Write spend) implements Try {}

    /** The code is wrong, or not drawn yet. */
    record Wrong(int triesLeft) implements Try {}

    /** Unknown, expired, spent, or out of tries. */
    record Over() implements Try {}
  }

  /**
   * Stores a new request and its message in one transaction. Nothing is looked up about the
   * address: every address costs the same.
   */
  public Asked ask(EmailAddress address) {
    Instant now = now();
    String request = RandomId.next();
    String hash = Sessions.sha256(request);
    Deadline deadline = RetentionRule.CODE_REQUEST.from(now);
    Outcome outcome =
        store.transact(List.of(first(hash, address, now), Outbox.put(message(hash, 1, now))));
    if (!outcome.isWritten()) {
      throw new IllegalStateException("130 random bits came twice");
    }
    return new Asked(request, instant(deadline));
  }

  /** The write that stores a new request under a hash nobody else can make. */
  Write first(String hash, EmailAddress address, Instant now) {
    return Write.put(
        new Item(
            key(hash),
            RetentionRule.CODE_REQUEST.from(now),
            Attributes.none()
                .bytes("address", peppers.key("code-request").seal(address.value(), context(hash)))
                .number("sequence", 1)
                .number("tries", 0)),
        Condition.absent());
  }

  /**
   * Has a fresh code sent for a request that still lives: the former code is dead from now on, its
   * tries and its ten minutes start again.
   *
   * @return empty when the request is unknown, expired, spent or another address's; nothing was
   *     written then
   */
  public Optional<Asked> askAgain(String request, EmailAddress address) {
    String hash = Sessions.sha256(request);
    Row row = store.get(key(hash)).orElse(null);
    if (row == null || !unseal(hash, row).equals(Optional.of(address))) {
      return Optional.empty();
    }
    Instant now = now();
    int next = (int) row.number("sequence") + 1;
    Deadline deadline = RetentionRule.CODE_REQUEST.from(now);
    Write renew =
        Write.change(
            key(hash),
            "SET #sequence = :next, #tries = :zero, #expiresAt = :expiresAt, #ttl = :ttl REMOVE"
                + " #code",
            Attributes.none()
                .number("next", next)
                .number("zero", 0)
                .and(Item.deadlineAttributes(Table.EPHEMERAL, deadline)),
            Condition.of(
                "#sequence = :sequence AND attribute_not_exists(#spentAt) AND #expiresAt > :now",
                Attributes.none().number("sequence", next - 1).instant("now", now)));
    boolean renewed =
        store.transact(List.of(renew, Outbox.put(message(hash, next, now)))).isWritten();
    return renewed ? Optional.of(new Asked(request, instant(deadline))) : Optional.empty();
  }

  /** The address a living, unspent request was made for. */
  public Optional<EmailAddress> address(String request) {
    String hash = Sessions.sha256(request);
    return addressAt(hash);
  }

  /**
   * For the mailer: binds a code it just drew to the request, and tells whom to send it to.
   *
   * @param requestHash as in the message: SHA-256 of the request's id
   * @param sequence as in the message: which code of that request
   * @return empty when the request has expired, was spent, or has asked for yet another code
   */
  public Optional<Drawing> draw(String requestHash, int sequence, String code) {
    return store
        .change(
            new Write.Change(
                key(requestHash),
                "SET #code = :code",
                Attributes.none()
                    .text("code", peppers.keyedHash("code", salted(requestHash, code))),
                Condition.of(
                    "#sequence = :sequence AND attribute_not_exists(#spentAt) AND #expiresAt > :now",
                    Attributes.none()
                        .number("sequence", sequence)
                        .instant("now", clock.instant()))))
        .flatMap(
            row ->
                unseal(requestHash, row)
                    .map(address -> new Drawing(address, row.instant(Item.EXPIRES_AT))));
  }

  /**
   * Tries a code. The try is counted first, by one conditional update, and only a counted try is
   * compared: however many guesses arrive at once, five are evaluated.
   */
  public Try attempt(String request, String code) {
    return attemptAt(Sessions.sha256(request), code);
  }

  /** The same for a request of another kind, by its hash. */
  Try attemptAt(String hash, String code) {
    Row row = store.change(countTry(hash)).orElse(null);
    if (row == null) {
      return new Try.Over();
    }
    EmailAddress address = unseal(hash, row).orElse(null);
    if (address == null) {
      return new Try.Over();
    }
    String drawn = row.textOrNull("code");
    if (drawn == null || !peppers.made(drawn, "code", salted(hash, code))) {
      return new Try.Wrong(MAX_TRIES - (int) row.number("tries"));
    }
    return new Try.Right(address, spend(hash, drawn));
  }

  private Write.Change countTry(String hash) {
    return new Write.Change(
        key(hash),
        "SET #tries = #tries + :one",
        Attributes.none().number("one", 1),
        Condition.of(
            "#tries < :most AND attribute_not_exists(#spentAt) AND #expiresAt > :now",
            Attributes.none().number("most", MAX_TRIES).instant("now", clock.instant())));
  }

  /** Once spent, the request has nothing left to tell: its address and code go at once. */
  private Write spend(String hash, String drawn) {
    Instant now = clock.instant();
    return Write.change(
        key(hash),
        "SET #spentAt = :now REMOVE #address, #code",
        Attributes.none().instant("now", now),
        Condition.of(
            "attribute_not_exists(#spentAt) AND #code = :code AND #expiresAt > :now",
            Attributes.none().text("code", drawn)));
  }

  private static Outbox.Message message(String hash, int sequence, Instant now) {
    return new Outbox.Message(
        Outbox.Kind.CODE,
        new Outbox.Recipient.CodeRequest(hash),
        hash + "#" + sequence,
        Map.of("sequence", Integer.toString(sequence)),
        now);
  }

  /** The address of a request of another kind, spent or not, while it is kept. */
  Optional<EmailAddress> addressAt(String hash) {
    return store.get(key(hash)).flatMap(row -> unseal(hash, row));
  }

  private Optional<EmailAddress> unseal(String hash, Row row) {
    byte[] sealed = row.bytesOrNull("address");
    return sealed == null
        ? Optional.empty()
        : peppers.keys("code-request").stream()
            .flatMap(key -> key.open(sealed, context(hash)).stream())
            .findFirst()
            .flatMap(EmailAddress::parse);
  }

  /** The request is the salt: equal codes of two requests have unequal hashes (ASVS 6.5.2). */
  private static String salted(String requestHash, String code) {
    return requestHash + '|' + code;
  }

  /** As precise as it is stored. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  static Instant instant(Deadline deadline) {
    return switch (deadline) {
      case Deadline.At(Instant at) -> at;
      case Deadline.CampaignEnd _, Deadline.AfterCampaign _ ->
          throw new IllegalStateException("A code request has a deadline of its own");
    };
  }

  static Key key(String hash) {
    return new Key(Table.EPHEMERAL, "Q#" + hash, "Q");
  }

  private static String context(String hash) {
    return "Q#" + hash + "|address";
  }
}
