package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many events a member has published, how often they have moved one, and how many messages they
 * have written to those who run events, since the first of the last 24 hours: each move is a mail
 * to everybody who answered, each message one to a stranger.
 *
 * <pre>
 * M#&lt;member&gt; / PUBLISHED         count
 * M#&lt;member&gt; / MOVED#&lt;event&gt;     count
 * M#&lt;member&gt; / WROTE             count
 * M#&lt;member&gt; / WROTE#&lt;event&gt;     count
 * </pre>
 *
 * <p>Counted in the transaction that publishes, moves or writes, so that of many at once no more
 * than allowed happen.
 */
@Singleton
public final class Publications {

  private final Store store;
  private final Clock clock;

  Publications(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Whether one more is within the limit. */
  public sealed interface Turn {

    /** It is, provided this is written with it; refused, others were quicker: ask again. */
    record Free(Write count) implements Turn {}

    /**
     * It is not.
     *
     * @param retryAfter until the window closes; whole seconds, at least one
     */
    record Exhausted(Duration retryAfter) implements Turn {}
  }

  /**
   * The turn of a member who may publish {@code limit} events within the window. More at once than
   * that are never within it: that nobody waits for it, the whole window is told.
   *
   * @param events how many are published at once
   */
  public Turn turn(String member, int limit, int events) {
    return turn(new Key(Table.EPHEMERAL, "M#" + member, "PUBLISHED"), limit, events);
  }

  /** The turn of an organiser who may move one event {@code limit} times within the window. */
  public Turn moveTurn(Event event, int limit) {
    return turn(
        new Key(Table.EPHEMERAL, "M#" + event.organiser(), "MOVED#" + event.id()), limit, 1);
  }

  /** The turn of a member who may write {@code limit} messages about all events. */
  public Turn messageTurn(String member, int limit) {
    return turn(new Key(Table.EPHEMERAL, "M#" + member, "WROTE"), limit, 1);
  }

  /** The turn of a member who may write {@code limit} messages about one event. */
  public Turn messageTurn(String member, String event, int limit) {
    return turn(new Key(Table.EPHEMERAL, "M#" + member, "WROTE#" + event), limit, 1);
  }

  private Turn turn(Key key, int limit, int number) {
    Instant now = clock.instant();
    Optional<Row> window = store.get(key);
    if (number > limit) {
      return new Turn.Exhausted(Duration.ofSeconds(RetentionRule.PUBLICATIONS.seconds()));
    }
    if (window.isEmpty()) {
      return new Turn.Free(
          Write.put(
              new Item(
                  key,
                  RetentionRule.PUBLICATIONS.from(now),
                  Attributes.none().number("count", number)),
              Condition.of(
                  "attribute_not_exists(#pk) OR #expiresAt <= :now",
                  Attributes.none().instant("now", now))));
    }
    if (window.get().number("count") + number <= limit) {
      return new Turn.Free(
          Write.change(
              key,
              "SET #count = #count + :number",
              Attributes.none().number("number", number),
              Condition.of(
                  "#expiresAt > :now AND #count <= :most",
                  Attributes.none().instant("now", now).number("most", limit - number))));
    }
    Duration left = Duration.between(now, window.get().instant(Item.EXPIRES_AT));
    return new Turn.Exhausted(Duration.ofSeconds(Math.max(1, left.plusMillis(999).toSeconds())));
  }
}
