package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.Tally;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the transparency report of the half-year that ended last, once: what is published does
 * not change any more, unless the operator has it counted anew, which the report then says. The
 * running half-year is never told.
 */
@Singleton
final class PublishReport {

  private final TransparencyReports reports;
  private final CountHalfYear count;
  private final Store store;
  private final Clock clock;

  PublishReport(TransparencyReports reports, CountHalfYear count, Store store, Clock clock) {
    this.reports = reports;
    this.count = count;
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param correct whether to put a new count in the place of one that is published
   * @param dryRun whether only to count, and to tell what would become of it; nothing is written
   */
  TransparencySummary run(boolean correct, boolean dryRun) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    HalfYear half = HalfYear.lastEnded(now);
    @Nullable TransparencyReport known = reports.find(half).orElse(null);
    if (known != null && !correct) {
      return new TransparencySummary(half.code(), "known");
    }
    @Nullable Tally tally = count.count(half).orElse(null);
    if (tally == null) {
      // The next run begins anew: a part of the count would be a wrong one.
      return new TransparencySummary(half.code(), "unfinished");
    }
    if (dryRun) {
      return new TransparencySummary(
          half.code(), known == null ? "would-publish" : "would-correct");
    }
    TransparencyReport report =
        known == null
            ? new TransparencyReport(half, now, null, tally.figures())
            : new TransparencyReport(half, known.publishedAt(), now, tally.figures());
    String action = known == null ? "publish-transparency" : "correct-transparency";
    List<Write> writes =
        new ArrayList<>(
            known == null
                ? TransparencyReports.publish(report)
                : TransparencyReports.correct(report));
    writes.add(
        Audit.put(
            new Audit.Act(now, "function:purge", action, Map.of("half-year", half.code()), null)));
    if (!store.transact(writes).isWritten()) {
      return new TransparencySummary(half.code(), "known");
    }
    return new TransparencySummary(half.code(), known == null ? "published" : "corrected");
  }
}
