package fr.actionpopulaire.purge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule, the stream of the audit's table or staff ask for. Anything else in the payload
 * is ignored, a {@code time} above all: the clock decides what is due.
 *
 * @param dryRun whether only to count: what is due, who is back, what the report would say; the
 *     audit deletes nothing anyway
 * @param audit whether to look for what should be gone instead; deletes nothing
 * @param replayJournal whether to erase again, after a restoration, whom the journal names, instead
 *     of purging
 * @param transparency whether to publish the report of the half-year that ended last instead
 * @param correct whether to count that report anew though it is published
 * @param changes what the stream tells of the trail, as it came; {@code null} unless it calls
 */
record PurgeInput(
    boolean dryRun,
    boolean audit,
    boolean replayJournal,
    boolean transparency,
    boolean correct,
    @Nullable Object changes) {

  /** Reads a payload, whatever it is. */
  static PurgeInput of(@Nullable Map<String, Object> payload) {
    Map<String, Object> said = payload == null ? Map.of() : payload;
    return new PurgeInput(
        isTrue(said, "dryRun"),
        isTrue(said, "audit"),
        isTrue(said, "replayJournal"),
        isTrue(said, "transparency"),
        isTrue(said, "correct"),
        said.get("Records"));
  }

  private static boolean isTrue(Map<String, Object> said, String name) {
    return Boolean.TRUE.equals(said.get(name));
  }
}
