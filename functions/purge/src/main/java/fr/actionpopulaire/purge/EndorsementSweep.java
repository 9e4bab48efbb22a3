package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Page;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Empties the partitions of keyed hashes once their campaign has ended. They never change and hold
 * one deadline, so they go in batches.
 */
@Singleton
final class EndorsementSweep {

  private static final int PAGE = 500;

  private final Endorsements endorsements;
  private final Store store;
  private final RunningTime time;
  private final Clock clock;
  private final Campaign campaign;

  EndorsementSweep(
      Endorsements endorsements, Store store, RunningTime time, Clock clock, Campaign campaign) {
    this.endorsements = endorsements;
    this.store = store;
    this.time = time;
    this.clock = clock;
    this.campaign = campaign;
  }

  /** Deletes the hashes of one partition while time is left, or only counts them. */
  void sweep(int shard, boolean dryRun, Count count) {
    Page page = new Page(List.of(), null);
    do {
      if (!time.isLeft()) {
        return;
      }
      page = endorsements.shard(shard, PAGE, page.next());
      List<Key> due =
          page.rows().stream()
              .filter(
                  row ->
                      row.deadline()
                          .filter(deadline -> deadline.hasPassed(clock.instant(), campaign))
                          .isPresent())
              .map(row -> row.key(Table.ENDORSEMENTS))
              .toList();
      if (!dryRun) {
        store.removeAll(due);
      }
      count.gone("endorsement", due.size());
    } while (page.next() != null);
  }
}
