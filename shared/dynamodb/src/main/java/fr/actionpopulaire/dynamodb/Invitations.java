package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Links by which somebody may run an event too. Each holds a secret of 130 random bits, works once
 * and for seven days, and can be taken back; only its hash is stored.
 *
 * <pre>
 * EV#&lt;event&gt; / I#&lt;SHA-256 of the secret&gt;   createdAt
 * </pre>
 */
@Singleton
public final class Invitations {

  private static final String PREFIX = "I#";

  private final Store store;
  private final Clock clock;

  Invitations(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A link that was made just now; its secret is told this once.
   *
   * @param id the secret's hash, by which the link is taken back
   */
  public record Invitation(String id, String secret, Instant expiresAt) {}

  /** A link that still works. */
  public record Open(String id, Instant expiresAt) {}

  /** Makes a link, unless links and co-organisers are {@link CoOrganisers#MOST} together. */
  public Optional<Invitation> invite(Event event) {
    if (open(event.id()).size() + event.coOrganisers().size() >= CoOrganisers.MOST) {
      return Optional.empty();
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    String secret = RandomId.next();
    String id = Sessions.sha256(secret);
    store.write(
        Write.put(
            new Item(
                key(event.id(), id),
                RetentionRule.INVITATION.from(now),
                Attributes.none().instant("createdAt", now)),
            Condition.absent()));
    return Optional.of(
        new Invitation(id, secret, now.plusSeconds(RetentionRule.INVITATION.seconds())));
  }

  /** The links that still work. */
  public List<Open> open(String event) {
    return store.queryAll(Query.prefixed(Table.EPHEMERAL, "EV#" + event, PREFIX)).stream()
        .map(row -> new Open(row.sk().substring(PREFIX.length()), row.instant(Item.EXPIRES_AT)))
        .toList();
  }

  /** Takes a link back; one that does not work any more stays so. */
  public void revoke(String event, String id) {
    store.write(Write.remove(key(event, id), Condition.none()));
  }

  /** The write that uses a link up, refused when it does not work. */
  static Write use(String event, String secret, Instant now) {
    return Write.remove(
        key(event, Sessions.sha256(secret)),
        Condition.of("#expiresAt > :now", Attributes.none().instant("now", now)));
  }

  private static Key key(String event, String id) {
    return new Key(Table.EPHEMERAL, "EV#" + event, PREFIX + id);
  }
}
