package fr.actionpopulaire.purge;

import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.lambda.TriggerFunction;
import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs on schedules: every hour it deletes what is due, once a day it looks for what should be
 * gone, once a half-year it publishes what moderation did. The stream of the audit's table tells it
 * what was changed or deleted there. For the operator it replays the journal of erasures on a
 * restored table. No field of its payload names a person or a time.
 */
public final class PurgeFunction extends TriggerFunction<Map<String, Object>, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(PurgeFunction.class);

  private static final Argument<Map<String, Object>> PAYLOAD =
      Argument.mapOf(String.class, Object.class);

  @Inject @Nullable Purge purge;
  @Inject @Nullable LeftoverAudit audit;
  @Inject @Nullable Replay replay;
  @Inject @Nullable TrailWatch trail;
  @Inject @Nullable PublishReport transparency;

  /**
   * As the platform starts it, primed by one look for old lines of the audit and a dry run of empty
   * tables. Not by a look for the checkpoint: where none is found, all tables are read for it.
   */
  public PurgeFunction() {
    super(PAYLOAD, "{\"dryRun\":true}", new PurgeSummary(true, 0, 0, 0, 0, false, 0, Map.of()));
    Priming.start(() -> getApplicationContext().getBean(Audit.class).countExpired(LocalDate.EPOCH));
    Priming.runAlone(() -> getApplicationContext().getBean(Purge.class).run(true));
  }

  PurgeFunction(ApplicationContext context) {
    super(PAYLOAD, context);
  }

  /**
   * Answers a {@link PurgeSummary}, {@link LeftoverSummary}, {@link ReplaySummary}, {@link
   * TrailSummary} or {@link TransparencySummary}.
   */
  @Override
  public Object execute(@Nullable Map<String, Object> payload) {
    PurgeInput asked = PurgeInput.of(payload);
    Object changes = asked.changes();
    if (changes != null) {
      return started(trail).look(TrailChange.of(changes));
    }
    if (asked.replayJournal()) {
      return started(replay).run(asked.dryRun());
    }
    if (asked.audit()) {
      return started(audit).run();
    }
    if (asked.transparency()) {
      return started(transparency).run(asked.correct(), asked.dryRun());
    }
    PurgeSummary summary = started(purge).run(asked.dryRun());
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
