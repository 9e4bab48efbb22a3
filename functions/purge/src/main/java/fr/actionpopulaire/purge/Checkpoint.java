package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
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
import java.util.List;

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

  /** How far a first run looks back: longer than any record is kept on a date of its own. */
  private static final int FIRST_LOOK_BACK_DAYS = 400;

  private static final String PARTITION = "PURGE";

  private final Store store;
  private final Clock clock;
  private final Campaign campaign;

  Checkpoint(Store store, Clock clock, Campaign campaign) {
    this.store = store;
    this.clock = clock;
    this.campaign = campaign;
  }

  /** The last day known to be empty; long ago when none is. */
  LocalDate day(LocalDate today) {
    LocalDate first = today.minusDays(FIRST_LOOK_BACK_DAYS);
    // Those of the future are left aside: a clock that was set back must not make it skip days.
    Query past =
        Query.all(Table.AUDIT, PARTITION).between(null, SortableInstant.of(clock.instant()));
    List<Row> newest = store.query(past.newestFirst().atMost(1)).rows();
    return newest.stream()
        .map(row -> LocalDate.parse(row.text("day")))
        .filter(day -> !day.isAfter(today))
        .findFirst()
        .orElse(first);
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
