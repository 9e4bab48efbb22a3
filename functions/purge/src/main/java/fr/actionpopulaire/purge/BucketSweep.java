package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Page;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties one partition of expiry rows: for each, the record's own deadline decides whether it
 * goes. What hangs on a record goes before it, the expiry row last, so a broken run is finished by
 * the next one. A record that cannot be deleted is counted and left; the rest goes on.
 */
@Singleton
final class BucketSweep {

  private static final Logger LOG = LoggerFactory.getLogger(BucketSweep.class);
  private static final int PAGE = 100;

  private final Store store;
  private final Clock clock;
  private final Campaign campaign;
  private final RunningTime time;
  private final Map<String, Expiring> kinds;

  BucketSweep(Store store, Clock clock, Campaign campaign, RunningTime time, List<Expiring> kinds) {
    this.store = store;
    this.clock = clock;
    this.campaign = campaign;
    this.time = time;
    this.kinds = kinds.stream().collect(Collectors.toMap(Expiring::kind, Function.identity()));
  }

  /** How far a partition was emptied. */
  enum Outcome {
    /** Nothing due is left. */
    EMPTIED,
    /** Something could not be deleted. */
    LEFTOVERS,
    /** Time ran out. */
    STOPPED
  }

  private enum Fate {
    NOT_YET,
    GONE,
    KEPT
  }

  /** Looks at every row of a partition. */
  Outcome sweep(Table table, String partition, boolean dryRun, Count count) {
    Outcome outcome = Outcome.EMPTIED;
    Query query = Query.all(table, partition).atMost(PAGE).evenExpired();
    while (true) {
      if (!time.isLeft()) {
        return Outcome.STOPPED;
      }
      Page page = store.query(query);
      for (Row row : page.rows()) {
        if (!time.isLeft()) {
          return Outcome.STOPPED;
        }
        if (!handle(table, row, dryRun, count)) {
          outcome = Outcome.LEFTOVERS;
        }
      }
      if (page.next() == null) {
        return outcome;
      }
      query = query.after(page.next());
    }
  }

  /** Whether the row is done with. */
  private boolean handle(Table table, Row row, boolean dryRun, Count count) {
    String kind = row.has("kind") ? row.text("kind") : "unknown";
    try {
      switch (fate(table, row, kind, dryRun)) {
        case NOT_YET -> {}
        case GONE -> count.gone(kind, 1);
        case KEPT -> count.kept();
      }
      return true;
    } catch (RuntimeException poison) {
      // Whatever is wrong with one record must not keep the others from leaving in time. Its
      // message may quote the record, so only its class is told.
      LOG.error("A record of kind {} was not deleted: {}", kind, poison.getClass().getName());
      count.failed();
      return false;
    }
  }

  private Fate fate(Table table, Row row, String kind, boolean dryRun) {
    Deadline found = row.deadline().orElse(null);
    if (found != null && isLater(found)) {
      if (!dryRun && found instanceof Deadline.AfterCampaign) {
        move(table, row, found, kind, row.text("id"));
      }
      return Fate.NOT_YET;
    }
    Expiring expiring = kinds.get(kind);
    if (expiring == null) {
      throw new IllegalStateException("Unknown kind of record");
    }
    String id = row.text("id");
    Deadline own = expiring.deadline(id).orElse(null);
    if (own != null && isLater(own)) {
      if (!dryRun) {
        move(table, row, own, kind, id);
      }
      return Fate.KEPT;
    }
    if (dryRun) {
      return Fate.GONE;
    }
    if (!expiring.delete(id)) {
      return Fate.KEPT;
    }
    store.write(Write.remove(row.key(table), Condition.none()));
    return Fate.GONE;
  }

  private boolean isLater(Deadline deadline) {
    return !deadline.hasPassed(clock.instant(), campaign);
  }

  /**
   * Leads the purge to a kept record on its day: the new row first, so that none is lost. A row
   * that is where it should be is left alone.
   */
  private void move(Table table, Row row, Deadline to, String kind, String id) {
    boolean over = !clock.instant().isBefore(campaign.end());
    Item item =
        over
            ? ExpiryBucket.rowOnceOver(table, to, kind, id)
            : ExpiryBucket.row(table, to, kind, id);
    if (item.key().equals(row.key(table)) && row.deadline().equals(Optional.of(to))) {
      return;
    }
    store.write(Write.put(item, Condition.none()));
    if (!item.key().equals(row.key(table))) {
      store.write(Write.remove(row.key(table), Condition.none()));
    }
  }
}
