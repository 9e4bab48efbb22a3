package fr.actionpopulaire.purge;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What one replay of the journal did.
 *
 * @param lines lines of the journal
 * @param back people a restored table had brought back, erased again; in a dry run still there
 * @param failed people who could not be erased; the next run tries them again
 * @param more whether time ran out; run it again
 */
@Serdeable
public record ReplaySummary(boolean dryRun, int lines, int back, int failed, boolean more) {}
