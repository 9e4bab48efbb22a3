package fr.actionpopulaire.purge;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What became of the transparency report of the half-year that ended last.
 *
 * @param halfYear {@code 2026-2}
 * @param outcome {@code published}, {@code corrected}, of a dry run {@code would-publish} or {@code
 *     would-correct}; {@code known} (it was published before) or {@code unfinished} (time ran out;
 *     the next run begins anew)
 */
@Serdeable
public record TransparencySummary(String halfYear, String outcome) {}
