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

  boolean countsOnly() {
    return Boolean.TRUE.equals(dryRun);
  }
}
