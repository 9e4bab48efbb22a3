package fr.actionpopulaire.purge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.annotation.Creator;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What the schedule, or staff, asks for. Anything else in the payload is ignored, a {@code time}
 * above all: the clock decides what is due.
 *
 * <p>A bean and no record: the platform's runtime client reads it, and cannot make records.
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public final class PurgeInput {

  private @Nullable Boolean dryRun;
  private @Nullable Boolean audit;
  private @Nullable Boolean replayJournal;

  @Creator
  public PurgeInput() {}

  PurgeInput(@Nullable Boolean dryRun) {
    this.dryRun = dryRun;
  }

  /** Whether only to count what is due; absent: delete. */
  public @Nullable Boolean getDryRun() {
    return dryRun;
  }

  public void setDryRun(@Nullable Boolean dryRun) {
    this.dryRun = dryRun;
  }

  /** Whether to look for what should be gone instead; deletes nothing. */
  public @Nullable Boolean getAudit() {
    return audit;
  }

  public void setAudit(@Nullable Boolean audit) {
    this.audit = audit;
  }

  /** Whether to erase again, after a restoration, whom the journal names, instead of purging. */
  public @Nullable Boolean getReplayJournal() {
    return replayJournal;
  }

  public void setReplayJournal(@Nullable Boolean replayJournal) {
    this.replayJournal = replayJournal;
  }

  boolean asksForAudit() {
    return Boolean.TRUE.equals(audit);
  }

  boolean asksForReplay() {
    return Boolean.TRUE.equals(replayJournal);
  }

  boolean countsOnly() {
    return Boolean.TRUE.equals(dryRun);
  }
}
