package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member.Account;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions: opaque tokens of a member id and a secret of 130 bits, of which only the SHA-256 is
 * stored.
 *
 * <pre>
 * M#&lt;id&gt; / S#&lt;sha256(secret)&gt;   startedAt, usedAt; for a proved address without account also
 *                               address (sealed with a key derived from the pepper),
 *                               eligible
 * </pre>
 *
 * <p>A person who proved an address but has no account yet holds a session under the id the account
 * will have; creating the account turns it into an ordinary session, so the token stays the same.
 */
@Singleton
public final class Sessions {

  /** How often the last use is written down; the idle limit is counted from there. */
  private static final Duration USE_GRANULARITY = Duration.ofDays(1);

  /** How many devices one person may be signed in on; the one used longest ago is signed out. */
  private static final int MOST = 10;

  private final Store store;
  private final Members members;
  private final Peppers peppers;
  private final Clock clock;

  Sessions(Store store, Members members, Peppers peppers, Clock clock) {
    this.store = store;
    this.members = members;
    this.peppers = peppers;
    this.clock = clock;
  }

  /** Whose token it is. */
  public sealed interface Holder {

    /** A token that never was, has expired, or was ended. */
    record Nobody() implements Holder {}

    /** Somebody who proved an address and has no account; {@link Sessions#proof} opens the rest. */
    record Verified(String futureId, Key session, Row stored) implements Holder {}

    /** A member. */
    record SignedIn(Account account, Key session) implements Holder {}
  }

  /** A token as given to its holder, with the instant it expires unless used again. */
  public record Token(String value, Instant expiresAt) {

    /** Never the token. */
    @Override
    public String toString() {
      return "Token[…]";
    }
  }

  /** A session about to be stored with the token that opens it. */
  public record Opening(Token token, Write write) {}

  /** Opens a member's session. */
  public Opening open(Account account) {
    Instant now = clock.instant();
    return opening(account.id(), RetentionRule.SESSION_IDLE.from(now), now, Attributes.none());
  }

  /** Opens the session of a proved address without account, under the id the account will have. */
  public Opening open(EmailAddress address, boolean eligible) {
    Instant now = clock.instant();
    String id = RandomId.next();
    return opening(
        id,
        RetentionRule.VERIFIED_ADDRESS.from(now),
        now,
        Attributes.none()
            .bytes("address", peppers.key("verified").seal(address.value(), "verified|" + id))
            .flag("eligible", eligible));
  }

  private static Opening opening(String id, Deadline deadline, Instant now, Attributes attributes) {
    String secret = RandomId.next();
    Item item =
        new Item(
            key(id, secret), deadline, attributes.instant("startedAt", now).instant("usedAt", now));
    Instant expiresAt =
        switch (deadline) {
          case Deadline.At(Instant instant) -> instant;
          case Deadline.CampaignEnd _, Deadline.AfterCampaign _ ->
              throw new IllegalStateException("A session has a deadline of its own");
        };
    return new Opening(
        new Token(id + "." + secret, expiresAt), Write.put(item, Condition.absent()));
  }

  /** The write that turns a proved address's session into the new member's. */
  public Write adopt(Holder.Verified verified) {
    Instant now = clock.instant();
    return Write.change(
        verified.session(),
        "SET #usedAt = :now, #startedAt = :now, #expiresAt = :expiresAt, #ttl = :ttl REMOVE"
            + " #address, #eligible",
        Attributes.none()
            .instant("now", now)
            .and(Item.deadlineAttributes(Table.EPHEMERAL, RetentionRule.SESSION_IDLE.from(now))),
        Condition.present());
  }

  /**
   * The id a token was given under, though the account behind it may be gone or suspended: to
   * finish an erasure that was interrupted, or to count what somebody sends. One read, which is no
   * use of the session.
   */
  public Optional<String> idBehind(String token) {
    return session(token).filter(key -> store.get(key).isPresent()).map(Sessions::idOf);
  }

  /** Who holds a token, in one request; nobody when it is not one of ours. */
  public Holder holder(String token) {
    return session(token)
        .map(key -> holder(key, store.getAll(List.of(key, Members.key(idOf(key))))))
        .orElseGet(Holder.Nobody::new);
  }

  /** Who holds a token, and what they told us: their key is read in the same request. */
  public Known known(String token) {
    return session(token).map(this::known).orElseGet(Known::nobody);
  }

  private Known known(Key session) {
    Key member = Members.key(idOf(session));
    Key own = Keys.keyOf(new Owner.Member(idOf(session)));
    Map<Key, Row> rows = store.getAll(List.of(session, member, own));
    Holder holder = holder(session, rows);
    Row sealed = rows.get(member);
    Row key = rows.get(own);
    return holder instanceof Holder.SignedIn && sealed != null && key != null
        ? new Known(holder, members.open(sealed, Keys.of(key)))
        : new Known(holder, Optional.empty());
  }

  /** Where the session of a token is, if it is one of ours. */
  private static Optional<Key> session(String token) {
    int dot = token.indexOf('.');
    return dot < 0
            || !RandomId.isOne(token.substring(0, dot))
            || !RandomId.isOne(token.substring(dot + 1))
        ? Optional.empty()
        : Optional.of(key(token.substring(0, dot), token.substring(dot + 1)));
  }

  private static String idOf(Key session) {
    return session.pk().substring("M#".length());
  }

  private Holder holder(Key session, Map<Key, Row> rows) {
    String id = idOf(session);
    Row row = rows.get(session);
    if (row == null) {
      return new Holder.Nobody();
    }
    Row member = rows.get(Members.key(id));
    if (member == null) {
      return row.has("address") ? new Holder.Verified(id, session, row) : new Holder.Nobody();
    }
    keepAlive(session, row);
    return new Holder.SignedIn(MemberRow.account(member), session);
  }

  /**
   * What somebody without account proved. Only the function that creates accounts can open it.
   *
   * @param identities every hash under which the address may be known, the one written first
   */
  public record Proof(EmailAddress address, List<String> identities, boolean eligible) {
    public Proof {
      identities = List.copyOf(identities);
    }
  }

  /** The address behind a verified holder; empty when the pepper changed meanwhile. */
  public Optional<Proof> proof(Holder.Verified verified) {
    Row row = verified.stored();
    return peppers.keys("verified").stream()
        .flatMap(key -> key.open(row.bytes("address"), "verified|" + verified.futureId()).stream())
        .findFirst()
        .flatMap(EmailAddress::parse)
        .map(address -> new Proof(address, peppers.hashes(address), row.flag("eligible")));
  }

  /** Moves the idle limit, once a day at most and never past the absolute limit. */
  private void keepAlive(Key session, Row row) {
    Instant now = clock.instant();
    if (now.isBefore(row.instant("usedAt").plus(USE_GRANULARITY))) {
      return;
    }
    Deadline idle = RetentionRule.SESSION_IDLE.from(now);
    Deadline absolute = RetentionRule.SESSION.from(row.instant("startedAt"));
    Deadline next = earlier(idle, absolute);
    store.write(
        Write.change(
            session,
            "SET #usedAt = :now, #expiresAt = :expiresAt, #ttl = :ttl",
            Attributes.none()
                .instant("now", now)
                .and(Item.deadlineAttributes(Table.EPHEMERAL, next)),
            Condition.present()));
  }

  private static Deadline earlier(Deadline one, Deadline other) {
    return one instanceof Deadline.At(Instant a)
            && other instanceof Deadline.At(Instant b)
            && b.isBefore(a)
        ? other
        : one;
  }

  /** Ends one session; ended twice is ended. */
  public void end(Key session) {
    store.write(Write.remove(session, Condition.none()));
  }

  /** Ends the sessions used longest ago, so that one more makes ten at most. */
  public void makeRoom(Account account) {
    List<Row> sessions = store.queryAll(Query.prefixed(Table.EPHEMERAL, "M#" + account.id(), "S#"));
    sessions.stream()
        .sorted(Comparator.comparing((Row row) -> row.instant("usedAt")))
        .limit(Math.max(0, sessions.size() - MOST + 1))
        .forEach(row -> end(new Key(Table.EPHEMERAL, row.pk(), row.sk())));
  }

  /** Ends every session of a member but one, as after a change of address (ASVS 7.4.3). */
  public void endOthers(String id, Key kept) {
    store.queryAll(Query.prefixed(Table.EPHEMERAL, "M#" + id, "S#").evenExpired()).stream()
        .map(row -> row.key(Table.EPHEMERAL))
        .filter(key -> !key.equals(kept))
        .forEach(this::end);
  }

  /** The member's sessions, without their secrets: {@code startedAt}, {@code usedAt}. */
  public List<Row> of(String id) {
    return store.queryAll(Query.prefixed(Table.EPHEMERAL, "M#" + id, "S#"));
  }

  /** The write by which a proved address is no endorser's any more; its session goes on. */
  public static Write notEligible(Holder.Verified verified) {
    return Write.change(
        verified.session(),
        "SET #eligible = :no",
        Attributes.none().flag("no", false),
        Condition.present());
  }

  /** Ends every session of a person, and whatever else is ephemeral under their id. */
  public int endAll(String id) {
    List<Row> rows = store.queryAll(Query.all(Table.EPHEMERAL, "M#" + id).evenExpired());
    rows.forEach(row -> end(row.key(Table.EPHEMERAL)));
    return rows.size();
  }

  private static Key key(String id, String secret) {
    return new Key(Table.EPHEMERAL, "M#" + id, "S#" + sha256(secret));
  }

  /** SHA-256 in hexadecimal; of what has at least 128 bits of entropy, nobody finds it again. */
  public static String sha256(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
