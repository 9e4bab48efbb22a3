package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons.Gap;
import fr.actionpopulaire.dynamodb.Claims.Claim;
import fr.actionpopulaire.dynamodb.Decision;
import java.util.Set;

/** What became of a wish to decide; but for the first, nothing was written. */
sealed interface DecisionResult {

  record Decided(Decision decision) implements DecisionResult {}

  /** What was to be decided does not exist, or no longer. */
  record Unknown() implements DecisionResult {}

  /** The actor has decided on the same notice before (DSA 20(4)). */
  record OwnDecision() implements DecisionResult {}

  /** Somebody decided it before. */
  record AlreadyDecided() implements DecisionResult {}

  /** Somebody else of staff looks into it. */
  record Claimed(Claim claim) implements DecisionResult {}

  /** The statement lacks something. */
  record Incomplete(Set<Gap> gaps) implements DecisionResult {}

  /**
   * The notice cannot be called abusive: a measure is taken on it, its reporter left no address, or
   * nobody called it so before the appeal.
   */
  record NotAbusive() implements DecisionResult {}

  /** The measure has nothing to bite on: no event there, or no member behind it. */
  record NotApplicable(Measure measure) implements DecisionResult {}
}
