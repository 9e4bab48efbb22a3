package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.staff.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a notice, with its statement of reasons.
 *
 * @param report the notice decided; to be shown to its reporter and to staff, never to the author
 * @param author the member whose publication was decided on, {@code null} for a page without author
 * @param actor who of staff decided; in the trail, never shown to the parties
 */
public record Decision(
    String id,
    String report,
    Target target,
    StatementOfReasons statement,
    Instant decidedAt,
    @Nullable String author,
    Actor actor) {}
