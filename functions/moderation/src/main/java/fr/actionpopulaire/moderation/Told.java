package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons.Gap;
import fr.actionpopulaire.dynamodb.Claims.Claim;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.StatementView;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.util.Set;

/**
 * How somebody who decided is answered.
 *
 * @param unknown that there is no such thing to decide
 * @param decided that somebody else has decided it
 */
record Told(Words unknown, Words decided) {

  static final Told OF_REPORT =
      new Told(
          new Words("Ce signalement n’existe pas.", "There is no such report."),
          new Words(
              "Quelqu’un a déjà décidé de ce signalement ; rien n’a changé.",
              "Somebody has already decided this report; nothing changed."));

  static final Told OF_APPEAL =
      new Told(
          new Words("Ce recours n’existe pas.", "There is no such appeal."),
          new Words(
              "Quelqu’un a déjà décidé de ce recours ; rien n’a changé.",
              "Somebody has already decided this appeal; nothing changed."));

  static final Told OF_DECISION =
      new Told(
          new Words("Cette décision n’existe pas.", "There is no such decision."),
          new Words(
              "Une autre décision vaut à sa place ; rien n’a changé.",
              "Another decision holds in its place; nothing changed."));

  private static final Words OWN_DECISION =
      new Words(
          "Une autre personne que celle qui a décidé examine un recours.",
          "An appeal is examined by somebody else than who decided.");

  /** That it does not exist. */
  MutableHttpResponse<Object> unknown(Call call) {
    return Problem.answer(call, ProblemKind.NOT_FOUND, unknown);
  }

  /** That it has been decided. */
  MutableHttpResponse<Object> decided(Call call) {
    return Problem.answer(call, ProblemKind.ALREADY_DECIDED, decided);
  }

  /** That somebody else of staff looks into it, who, and until when at most. */
  static MutableHttpResponse<Object> claimed(Call call, Claim claim) {
    return Problem.answer(
        call,
        ProblemKind.CLAIMED,
        new Words(
            claim.actor().text() + " l’examine, jusqu’au plus tard à " + claim.until() + ".",
            claim.actor().text() + " looks into it, until " + claim.until() + " at most."));
  }

  MutableHttpResponse<Object> answer(Call call, DecisionResult result) {
    return switch (result) {
      case DecisionResult.Decided(Decision decision) ->
          HttpResponse.<Object>created(StatementView.of(decision));
      case DecisionResult.Unknown _ -> unknown(call);
      case DecisionResult.OwnDecision _ ->
          Problem.answer(call, ProblemKind.FORBIDDEN, OWN_DECISION);
      case DecisionResult.AlreadyDecided _ -> decided(call);
      case DecisionResult.Claimed(Claim claim) -> claimed(call, claim);
      case DecisionResult.Incomplete(Set<Gap> gaps) -> Problem.answer(call, Gaps.findings(gaps));
      case DecisionResult.NotAbusive _ -> Problem.answer(call, Gaps.notAbusive());
      case DecisionResult.NotApplicable(Measure _) -> Problem.answer(call, Gaps.nothingToBiteOn());
    };
  }
}
