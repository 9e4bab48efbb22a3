package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.StatementOfReasons.Draft;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A decision as sent: everything a statement of reasons needs.
 *
 * @param measure {@code none}, {@code warn}, {@code hide-event} or {@code suspend-member}
 * @param scope where the measure holds, in the words of the statement, 2 to 200 characters; the
 *     whole service when absent. It is told, not carried out: a hidden event and a suspended member
 *     are so everywhere, so give one only where the ground itself has a territory
 * @param days 1 to 366, for {@code suspend-member} unless {@code indefinite}. Refused with {@code
 *     hide-event}: nothing would show the event again on that day, since it has left every list,
 *     and a statement must not promise what nobody carries out
 * @param indefinite until another decision; what {@code hide-event} always is
 * @param facts what was found, 3 to 5000 characters
 * @param automated whether automated means took part
 */
@Serdeable
record DecisionBody(
    @Nullable String measure,
    @Nullable String scope,
    @Nullable Integer days,
    @Nullable Boolean indefinite,
    @Nullable String facts,
    @Nullable GroundBody ground,
    @Nullable Boolean automated) {

  /**
   * What the decision rests on.
   *
   * @param kind {@code law} or {@code terms}
   * @param reference article or clause, 2 to 200 characters
   * @param explanation why it is contrary to it, 3 to 5000 characters
   */
  @Serdeable
  record GroundBody(
      @Nullable String kind, @Nullable String reference, @Nullable String explanation) {}

  Draft draft() {
    GroundBody rests = ground == null ? new GroundBody(null, null, null) : ground;
    return new Draft(
        measure,
        scope,
        days,
        indefinite,
        facts,
        automated,
        rests.kind(),
        rests.reference(),
        rests.explanation());
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "DecisionBody[…]";
  }
}
