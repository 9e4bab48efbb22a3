package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.SortableInstant;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Up to which day everything due is known to be gone. The audit's table takes new items only, so
 * each move of the checkpoint is one more item, and the newest one holds.
 *
 * <pre>
 * PURGE / &lt;instant&gt;   day
 * </pre>
 */
@Singleton
final class Checkpoint {

  private static final String PARTITION = "PURGE";

  private final Store store;
  private final Clock clock;
  private final Campaign campaign;
  private final Inventory inventory;

  Checkpoint(Store store, Clock clock, Campaign campaign, Inventory inventory) {
    this.store = store;
    this.clock = clock;
    this.campaign = campaign;
    this.inventory = inventory;
  }

  /**
   * The last day known to be empty. Where none is known, before the first run or when the
   * checkpoints were lost, the day before the oldest date that anything carries: a new stack has
   * none, and nothing older can be missed.
   */
  LocalDate day(LocalDate today) {
    // Those of the future are left aside: a clock that was set back must not make it skip days.
    Query past =
        Query.all(Table.AUDIT, PARTITION).between(null, SortableInstant.of(clock.instant()));
    List<Row> newest = store.query(past.newestFirst().atMost(1)).rows();
    return newest.stream()
        .map(row -> LocalDate.parse(row.text("day")))
        .filter(day -> !day.isAfter(today))
        .findFirst()
        .orElseGet(() -> oldest(today));
  }

  private LocalDate oldest(LocalDate today) {
    AtomicReference<LocalDate> oldest = new AtomicReference<>(today);
    for (Table table : List.of(Table.PEOPLE, Table.EVENTS, Table.MODERATION, Table.AUDIT)) {
      boolean complete =
          inventory.each(
              table,
              entry ->
                  dueDay(entry)
                      .ifPresent(
                          day -> oldest.accumulateAndGet(day, (a, b) -> a.isBefore(b) ? a : b)));
      if (!complete) {
        throw new IllegalStateException("No time to find where to begin");
      }
    }
    return oldest.get().minusDays(1);
  }

  /** The day on which the purge would look for an item: that of its bucket, or of an audit line. */
  private static Optional<LocalDate> dueDay(Inventory.Entry entry) {
    return entry.table() == Table.AUDIT
        ? Optional.ofNullable(entry.expiresAt())
            .map(at -> at.atOffset(ZoneOffset.UTC).toLocalDate())
        : ExpiryBucket.dayOf(entry.pk());
  }

  /** Moves the checkpoint. */
  void set(LocalDate day) {
    Instant now = clock.instant();
    store.write(
        Write.put(
            new Item(
                new Key(Table.AUDIT, PARTITION, SortableInstant.of(now)),
                RetentionRule.AUDIT.from(now),
                Attributes.none().text("day", day.toString())),
            Condition.absent()));
  }

  /** Deletes the checkpoints whose time is over. */
  void deleteExpired() {
    Instant now = clock.instant();
    store.query(Query.all(Table.AUDIT, PARTITION).atMost(100).evenExpired()).rows().stream()
        .filter(row -> row.deadline().filter(due -> due.hasPassed(now, campaign)).isPresent())
        .forEach(
            row ->
                store.write(
                    Write.remove(
                        row.key(Table.AUDIT),
                        Condition.of(
                            "#expiresAt <= :now", Attributes.none().instant("now", now)))));
  }
}
