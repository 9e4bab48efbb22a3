package fr.actionpopulaire.purge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What the schedule, or staff, asks for. Anything else in the payload is ignored, a {@code time}
 * above all: the clock decides what is due.
 *
 * @param dryRun whether only to count what is due; absent: delete
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record PurgeInput(@Nullable Boolean dryRun) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
