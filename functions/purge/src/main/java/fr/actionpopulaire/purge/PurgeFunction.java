package fr.actionpopulaire.purge;

import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs on a schedule and deletes what is due. No field of its payload names a person or a time. */
public final class PurgeFunction extends MicronautRequestHandler<PurgeInput, PurgeSummary> {

  private static final Logger LOG = LoggerFactory.getLogger(PurgeFunction.class);

  @Inject @Nullable Purge purge;

  /** As the platform starts it, primed by one look at the checkpoint. */
  public PurgeFunction() {
    Priming.run(() -> getApplicationContext().getBean(Checkpoint.class).day(LocalDate.EPOCH));
  }

  PurgeFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  public PurgeSummary execute(@Nullable PurgeInput input) {
    if (purge == null) {
      throw new IllegalStateException("Not started");
    }
    PurgeSummary summary = purge.run(input != null && input.countsOnly());
    LOG.info(
        "Purged: dry run {}, due {}, deleted {}, kept {}, failed {}, more {}",
        summary.dryRun(),
        summary.due(),
        summary.deleted(),
        summary.kept(),
        summary.failed(),
        summary.more());
    return summary;
  }
}
