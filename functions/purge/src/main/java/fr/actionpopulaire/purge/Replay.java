package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.ErasureReplay;
import fr.actionpopulaire.dynamodb.Journal;
import fr.actionpopulaire.purge.Inventory.Entry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases again whom a restored table brought back: everybody the journal names (CNIL A8). For the
 * operator, before the doors open; run until it erases nobody. See {@code
 * docs/operations/restoring.md}.
 */
@Singleton
final class Replay {

  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

  private final Inventory inventory;
  private final ErasureReplay erasure;
  private final Audit audit;
  private final RunningTime time;
  private final Workers workers;
  private final Clock clock;
  private final Campaign campaign;

  Replay(
      Inventory inventory,
      ErasureReplay erasure,
      Audit audit,
      RunningTime time,
      Workers workers,
      Clock clock,
      Campaign campaign) {
    this.inventory = inventory;
    this.erasure = erasure;
    this.audit = audit;
    this.time = time;
    this.workers = workers;
    this.clock = clock;
    this.campaign = campaign;
  }

  /** One run; with {@code dryRun} nobody is erased, and those who are back are counted. */
  ReplaySummary run(boolean dryRun) {
    Instant now = clock.instant();
    List<Entry> lines = new ArrayList<>();
    boolean complete =
        inventory.eachErasure(
            line -> {
              // Older than any backup: what it was kept for is over.
              if (now.isBefore(line.due(campaign.end()))) {
                lines.add(line);
              }
            });
    AtomicInteger back = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    complete &=
        workers.all(lines, line -> replay(line, dryRun, back, failed)).stream()
            .allMatch(Boolean::booleanValue);
    ReplaySummary summary =
        new ReplaySummary(dryRun, lines.size(), back.get(), failed.get(), !complete);
    LOG.info("Replayed: {}", summary);
    if (!dryRun) {
      audit.add(
          new Audit.Act(
              now,
              "function:purge",
              "replay-journal",
              Map.of(
                  "lines", Integer.toString(summary.lines()),
                  "back", Integer.toString(summary.back()),
                  "failed", Integer.toString(summary.failed()),
                  "more", Boolean.toString(summary.more())),
              null));
    }
    return summary;
  }

  /** Whether there was time for this line. */
  private boolean replay(Entry line, boolean dryRun, AtomicInteger back, AtomicInteger failed) {
    if (!time.isLeft()) {
      return false;
    }
    String hash = Journal.hashOf(line.pk());
    String member = Objects.requireNonNull(line.member(), "A line of the journal names somebody");
    try {
      if (dryRun ? erasure.isBack(hash, member) : erasure.again(hash, member)) {
        back.incrementAndGet();
      }
    } catch (RuntimeException poison) {
      // One who cannot be erased must not keep the others; the message may quote the record.
      LOG.error("An erasure was not replayed: {}", poison.getClass().getName());
      failed.incrementAndGet();
    }
    return true;
  }
}
