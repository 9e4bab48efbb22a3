package fr.actionpopulaire.purge;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What one look at changes of the audit trail saw, in numbers of lines.
 *
 * @param seen changes looked at
 * @param changed lines put over or updated
 * @param early lines deleted before their time
 */
@Serdeable
public record TrailSummary(int seen, int changed, int early) {}
