package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.StatementOfReasons.Draft;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A decision as sent: everything a statement of reasons needs.
 *
 * @param measure {@code none}, {@code warn}, {@code hide-event}, {@code hide-text} (the event's
 *     description), {@code close-answers} (nobody new may answer the event), {@code suspend-member}
 *     or {@code close-account} (a suspension for good, with the events to come hidden)
 * @param scope where the measure holds, in the words of the statement, 2 to 200 characters; the
 *     whole service when absent. It is told, not carried out: a hidden event and a suspended member
 *     are so everywhere, so give one only where the ground itself has a territory
 * @param days 1 to 366, for {@code suspend-member} unless {@code indefinite}, and for {@code
 *     hide-event} that is to end by itself: the event is shown again within an hour of it
 * @param indefinite until another decision; what {@code hide-event} is without {@code days}, and
 *     {@code hide-text}, {@code close-answers} and {@code close-account} always are
 * @param facts what was found, 3 to 5000 characters
 * @param ground what it rests on; may be left out when {@code answer} is given
 * @param automated whether automated means took part
 * @param answer code of an answer written in advance ({@code GET /v1/moderation/answers}), whose
 *     ground is taken unless there is one here
 * @param abusive with {@code none}: the notice is manifestly unfounded, and counts against the
 *     address it was sent with (DSA 23): a warning, then a suspension of reporting. On an appeal it
 *     confirms that; without it, that no longer counts
 */
@Serdeable
record DecisionBody(
    @Nullable String measure,
    @Nullable String scope,
    @Nullable Integer days,
    @Nullable Boolean indefinite,
    @Nullable String facts,
    @Nullable GroundBody ground,
    @Nullable Boolean automated,
    @Nullable String answer,
    @Nullable Boolean abusive) {

  /** Whether the notice is dismissed as abusive. */
  boolean isAbusive() {
    return Boolean.TRUE.equals(abusive);
  }

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

  Draft draft(ReadyAnswers answers) {
    GroundBody rests =
        ground == null ? answers.ground(answer).orElse(new GroundBody(null, null, null)) : ground;
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
