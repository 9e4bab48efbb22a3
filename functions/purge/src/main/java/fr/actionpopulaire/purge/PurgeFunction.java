package fr.actionpopulaire.purge;

import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs on schedules: every hour it deletes what is due, once a day it looks for what should be
 * gone. For the operator it replays the journal of erasures on a restored table. No field of its
 * payload names a person or a time.
 */
public final class PurgeFunction extends MicronautRequestHandler<PurgeInput, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(PurgeFunction.class);

  @Inject @Nullable Purge purge;
  @Inject @Nullable LeftoverAudit audit;
  @Inject @Nullable Replay replay;

  /** As the platform starts it, primed by one look at the checkpoint. */
  public PurgeFunction() {
    Priming.run(() -> getApplicationContext().getBean(Checkpoint.class).day(LocalDate.EPOCH));
  }

  PurgeFunction(ApplicationContext context) {
    super(context);
  }

  /** Answers a {@link PurgeSummary}, {@link LeftoverSummary} or {@link ReplaySummary}. */
  @Override
  public Object execute(@Nullable PurgeInput input) {
    PurgeInput asked = input == null ? new PurgeInput() : input;
    if (asked.asksForReplay()) {
      return started(replay).run(asked.countsOnly());
    }
    if (asked.asksForAudit()) {
      return started(audit).run();
    }
    PurgeSummary summary = started(purge).run(asked.countsOnly());
    LOG.info(
        "Purged: dry run {}, due {}, deleted {}, kept {}, failed {}, more {}, warned {}",
        summary.dryRun(),
        summary.due(),
        summary.deleted(),
        summary.kept(),
        summary.failed(),
        summary.more(),
        summary.warned());
    return summary;
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("Not started");
    }
    return part;
  }
}
