package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * How often something may be asked for within one hour. The hour starts with the first request that
 * is counted, so that a full allowance never comes twice around a change of clock hour.
 *
 * <pre>
 * L#&lt;use&gt;#&lt;keyed hash&gt; / L   count
 * </pre>
 *
 * <p>Counts hold under any number of parallel requests: each is one conditional write. Addresses
 * and networks are kept as keyed hashes made for this use only, which match no identity.
 */
@Singleton
public final class Quotas {

  /** Each try loses only against a neighbour's window that opened in between. */
  private static final int TRIES = 5;

  private final Store store;
  private final Peppers peppers;
  private final Clock clock;

  Quotas(Store store, Peppers peppers, Clock clock) {
    this.store = store;
    this.peppers = peppers;
    this.clock = clock;
  }

  /** What is counted. */
  public enum Use {
    /** Codes mailed to one address. */
    CODES_PER_ADDRESS("address"),
    /** Codes asked for from one network. */
    CODES_PER_SOURCE("source"),
    /** Notices sent from one network about one thing. */
    REPORTS_ABOUT_ONE_THING("about"),
    /** Notices sent from one network, whatever they are about. */
    REPORTS_PER_SOURCE("reports"),
    /** Notices from one network that say somebody is in danger. */
    DANGERS_PER_SOURCE("dangers"),
    /** Notices sent by somebody who is signed in, or has proved an address. */
    REPORTS_PER_PERSON("reporter"),
    /** Requests about one's data sent from one network. */
    RIGHTS_PER_SOURCE("rights"),
    /** Uploads of a photo one member asks for (ASVS 5.2.4). */
    PHOTOS_PER_MEMBER("photos");

    private final String key;

    Use(String key) {
      this.key = key;
    }
  }

  /** Whether the request may go on. */
  public sealed interface Verdict {

    /** It was counted. */
    record Allowed() implements Verdict {}

    /**
     * It was not counted.
     *
     * @param retryAfter until the window closes; whole seconds, at least one
     */
    record Exhausted(Duration retryAfter) implements Verdict {}
  }

  /** Counts one request concerning an address, at most {@code limit} an hour. */
  public Verdict take(Use use, EmailAddress address, int limit) {
    return take(use, address.value(), limit);
  }

  /**
   * Counts one request coming from a network, at most {@code limit} an hour.
   *
   * @param source the address the platform saw; of an IPv6 address only the first 64 bits count,
   *     since the others are the visitor's to choose
   */
  public Verdict takeForSource(Use use, String source, int limit) {
    return take(use, network(source), limit);
  }

  /** Counts one request coming from a network about one thing, at most {@code limit} an hour. */
  public Verdict takeForSource(Use use, String source, String thing, int limit) {
    return take(use, network(source) + "|" + thing, limit);
  }

  /** Counts one request of a member, at most {@code limit} an hour. */
  public Verdict takeForMember(Use use, String member, int limit) {
    return take(use, member, limit);
  }

  private Verdict take(Use use, String subject, int limit) {
    Key key =
        new Key(
            Table.EPHEMERAL,
            "L#" + use.key + "#" + peppers.keyedHash("quota-" + use.key, subject),
            "L");
    for (int i = 0; i < TRIES; i++) {
      Instant now = clock.instant();
      Outcome counted = store.write(countOneMore(key, now, limit));
      if (!(counted instanceof Outcome.Refused refused)) {
        return new Verdict.Allowed();
      }
      Row window = refused.seenAt(0).orElse(null);
      if (window != null && window.instant(Item.EXPIRES_AT).isAfter(now)) {
        return exhausted(Duration.between(now, window.instant(Item.EXPIRES_AT)));
      }
      if (store.write(openWindow(key, now)).isWritten()) {
        return new Verdict.Allowed();
      }
    }
    throw new Busy(new IllegalStateException("Windows open and close faster than we count"));
  }

  private static Write countOneMore(Key key, Instant now, int limit) {
    return Write.change(
        key,
        "SET #count = #count + :one",
        Attributes.none().number("one", 1),
        Condition.of(
            "#expiresAt > :now AND #count < :limit",
            Attributes.none().instant("now", now).number("limit", limit)));
  }

  private static Write openWindow(Key key, Instant now) {
    Deadline end = RetentionRule.QUOTA.from(now);
    return Write.put(
        new Item(key, end, Attributes.none().number("count", 1)),
        Condition.of(
            "attribute_not_exists(#pk) OR #expiresAt <= :now",
            Attributes.none().instant("now", now)));
  }

  private static Verdict exhausted(Duration left) {
    return new Verdict.Exhausted(Duration.ofSeconds(Math.max(1, left.plusMillis(999).toSeconds())));
  }

  private static String network(String source) {
    if (source.indexOf(':') < 0) {
      return source;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(source);
      return address instanceof Inet6Address
          ? HexFormat.of().formatHex(address.getAddress(), 0, 8) + "::/64"
          : address.getHostAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return source;
    }
  }
}
