package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Member.Account;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secret address under which a member's calendar can be followed without signing in: the
 * member's id and a secret of 130 bits, of which only the SHA-256 is stored. One for each member: a
 * new one ends the one before. It opens nothing but the calendar.
 *
 * <pre>
 * M#&lt;id&gt; / C   secret (its SHA-256), openedAt, readAt
 * </pre>
 */
@Singleton
public final class CalendarLinks {

  /** How often a reading is written down; the deadline is counted from there. */
  private static final Duration READ_GRANULARITY = Duration.ofDays(7);

  private final Store store;
  private final Clock clock;

  CalendarLinks(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Makes a new address, which is told this once; the one before leads nowhere any more. */
  public String open(String member) {
    String secret = RandomId.next();
    Instant now = clock.instant();
    store.write(
        Write.put(
            new Item(
                key(member),
                RetentionRule.CALENDAR_LINK.from(now),
                Attributes.none()
                    .text("secret", Sessions.sha256(secret))
                    .instant("openedAt", now)
                    .instant("readAt", now)),
            Condition.none()));
    return member + "." + secret;
  }

  /** Since when a member has one; empty without. */
  public Optional<Instant> openedAt(String member) {
    return store.get(key(member)).map(row -> row.instant("openedAt"));
  }

  /** Ends it; ended twice is ended. */
  public void end(String member) {
    store.write(Write.remove(key(member), Condition.none()));
  }

  /**
   * Whose calendar an address leads to, in one request; empty when it is none of ours, was ended,
   * or its member is gone. Reading it keeps it alive, which is written down once a week.
   */
  public Optional<Account> reader(String token) {
    int dot = token.indexOf('.');
    if (dot < 0
        || !RandomId.isOne(token.substring(0, dot))
        || !RandomId.isOne(token.substring(dot + 1))) {
      return Optional.empty();
    }
    String id = token.substring(0, dot);
    Map<Key, Row> rows = store.getAll(List.of(key(id), Members.key(id)));
    Row link = rows.get(key(id));
    Row member = rows.get(Members.key(id));
    if (link == null || member == null || !opens(link, token.substring(dot + 1))) {
      return Optional.empty();
    }
    keepAlive(id, link);
    return Optional.of(MemberRow.account(member));
  }

  private static boolean opens(Row link, String secret) {
    return MessageDigest.isEqual(
        link.text("secret").getBytes(StandardCharsets.UTF_8),
        Sessions.sha256(secret).getBytes(StandardCharsets.UTF_8));
  }

  private void keepAlive(String member, Row link) {
    Instant now = clock.instant();
    if (now.isBefore(link.instant("readAt").plus(READ_GRANULARITY))) {
      return;
    }
    store.write(
        Write.change(
            key(member),
            "SET #readAt = :now, #expiresAt = :expiresAt, #ttl = :ttl",
            Attributes.none()
                .instant("now", now)
                .and(
                    Item.deadlineAttributes(
                        Table.EPHEMERAL, RetentionRule.CALENDAR_LINK.from(now))),
            // Replaced meanwhile, it is not the one that was read.
            Condition.of(
                "#secret = :secret", Attributes.none().text("secret", link.text("secret")))));
  }

  private static Key key(String member) {
    return new Key(Table.EPHEMERAL, "M#" + member, "C");
  }
}
