package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the audit trail was touched: a line was changed, which nothing ever does, or deleted
 * before its time, which the purge never does. What the purge deletes reaches it as well, and is in
 * order whoever deleted it: its time was over. It asks the database nothing.
 */
@Singleton
final class TrailWatch {

  private static final Logger LOG = LoggerFactory.getLogger(TrailWatch.class);

  private final Clock clock;
  private final Campaign campaign;

  TrailWatch(Clock clock, Campaign campaign) {
    this.clock = clock;
    this.campaign = campaign;
  }

  /** The words are what the alarm listens for: see {@code TrailTouchedFilter} in the template. */
  TrailSummary look(List<TrailChange> changes) {
    int changed = 0;
    int early = 0;
    for (TrailChange change : changes) {
      switch (change.event()) {
        case "INSERT" -> {}
        case "REMOVE" -> early += isOver(change) ? 0 : 1;
        default -> changed++;
      }
    }
    if (changed + early > 0) {
      LOG.error("The trail was touched: {} changed, {} deleted before their time", changed, early);
    }
    return new TrailSummary(changes.size(), changed, early);
  }

  private boolean isOver(TrailChange change) {
    return change.written() != null
        && RetentionRule.AUDIT.from(change.written()).hasPassed(clock.instant(), campaign);
  }
}
