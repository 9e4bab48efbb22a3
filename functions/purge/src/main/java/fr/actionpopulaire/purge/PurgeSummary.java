package fr.actionpopulaire.purge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/**
 * What one run did, in numbers of records.
 *
 * @param due found due: deleted, kept or failed
 * @param deleted gone with everything that hung on them; 0 in a dry run
 * @param kept whose own deadline had moved: left, and found again on their new day
 * @param failed that could not be deleted; the next run tries them again
 * @param more whether time ran out before everything was looked at; the next run goes on
 * @param warned members newly warned that their day is near; in a dry run those who would be
 * @param byKind what was deleted, by kind; in a dry run what would be
 */
@Serdeable
@JsonInclude // what is empty too
public record PurgeSummary(
    boolean dryRun,
    int due,
    int deleted,
    int kept,
    int failed,
    boolean more,
    int warned,
    Map<String, Integer> byKind) {}
