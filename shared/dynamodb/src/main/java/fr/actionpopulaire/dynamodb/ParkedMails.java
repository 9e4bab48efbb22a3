package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Campaign mail that electoral silence holds back (rule B3): it waits until staff release it, and
 * whatever they release is written anew, so that whom it no longer concerns gets nothing.
 *
 * <pre>
 * S#RELEASE / R   at (what was parked before may leave), done
 * </pre>
 *
 * <p>A parked message is found in the outbox's index under shards of its own, by when it was
 * parked.
 */
@Singleton
public final class ParkedMails {

  private static final int SHARDS = 4;
  private static final Key RELEASE = new Key(Table.OUTBOX, "S#RELEASE", "R");

  private final Store store;
  private final Outbox outbox;
  private final Clock clock;

  ParkedMails(Store store, Outbox outbox, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Parks a message that its sender holds; it leaves the index of what is to be sent. */
  public void park(String id) {
    store.write(
        Write.change(
            Outbox.key(id),
            "SET #state = :parked, #unsettled = :shard, #queuedAt = :now"
                + " REMOVE #leasedUntil, #holder",
            Attributes.none()
                .text("parked", "PARKED")
                .text("shard", shards().get(Math.floorMod(id.hashCode(), SHARDS)))
                .text("now", SortableInstant.of(clock.instant())),
            Condition.of("#state = :leased", Attributes.none().text("leased", "LEASED"))));
  }

  /** Where parked messages are listed. */
  public static List<String> shards() {
    return IntStream.range(0, SHARDS).mapToObj(shard -> "parked-" + shard).toList();
  }

  /** Some messages parked in a shard until an instant, oldest first. */
  public Outbox.Unsettled parked(String shard, Instant until, Query.@Nullable Position after) {
    return outbox.unsettled(shard, until, after);
  }

  /** How many are parked, counted up to a number. */
  public int count(int atMost) {
    int count = 0;
    for (String shard : shards()) {
      Query.@Nullable Position position = null;
      do {
        Outbox.Unsettled some = parked(shard, clock.instant(), position);
        count += some.messages().size();
        position = some.next();
      } while (position != null && count < atMost);
    }
    return Math.min(count, atMost);
  }

  /** The write by which staff let leave what is parked now. */
  public static Write release(Instant now) {
    return Write.put(
        new Item(RELEASE, RetentionRule.LEDGER.from(now), Attributes.none().instant("at", now)),
        Condition.none());
  }

  /** What was parked until then may leave; empty when nothing more may. */
  public Optional<Instant> released() {
    return store.get(RELEASE).filter(row -> !row.has("done")).map(row -> row.instant("at"));
  }

  /** Puts a parked message back among those to be sent. */
  public void unpark(String id) {
    store.write(
        Write.change(
            Outbox.key(id),
            "SET #state = :pending, #unsettled = :shard, #queuedAt = :now",
            Attributes.none()
                .text("pending", "PENDING")
                .text("shard", Outbox.shardOf(id))
                .text("now", SortableInstant.of(clock.instant())),
            Condition.of("#state = :parked", Attributes.none().text("parked", "PARKED"))));
  }

  /** Notes that everything released until then is on its way. */
  public void done(Instant released) {
    store.write(
        Write.change(
            RELEASE,
            "SET #done = :done",
            Attributes.none().flag("done", true),
            Condition.of("#at = :at", Attributes.none().instant("at", released))));
  }
}
