package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.StatementOfReasons.Draft;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.ReportedThings;
import fr.actionpopulaire.dynamodb.ReportedThings.Mention;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides a report and settles with it every other open one about the same thing. The decision, its
 * effect and what the author is told are one transaction; each other report is settled by one of
 * its own, with the same statement, its line of the trail and the mail to its reporter. Broken off
 * in between and repeated, it goes on where it was.
 */
@Singleton
final class DecideTarget {

  /** Settled in one call, within the function's ten seconds. */
  static final int MOST = 100;

  private final DecideReport decideReport;
  private final ReportedThings things;

  DecideTarget(DecideReport decideReport, ReportedThings things) {
    this.decideReport = decideReport;
    this.things = things;
  }

  sealed interface Result {
    /**
     * @param settled the other reports settled now
     * @param left how many others are still open: the same call again settles them
     */
    record Settled(Decision decision, List<String> settled, int left) implements Result {}

    /** Nothing was written. */
    record Refused(DecisionResult why) implements Result {}
  }

  /**
   * @param decision the new decision's id; a repetition under the same id finds it decided already
   */
  Result decide(Actor actor, String report, String decision, Draft draft) {
    DecisionResult result = decideReport.decide(actor, report, decision, draft);
    return switch (result) {
      case DecisionResult.Decided(Decision taken) -> settleOthers(taken);
      case DecisionResult.AlreadyDecided _ ->
          draft.verdict() instanceof StatementOfReasons.Verdict.Complete(StatementOfReasons same)
              ? decideReport
                  .taken(actor, report, same)
                  .map(this::settleOthers)
                  .orElseGet(() -> new Result.Refused(result))
              : new Result.Refused(result);
      case DecisionResult.Unknown _,
          DecisionResult.OwnDecision _,
          DecisionResult.Claimed _,
          DecisionResult.Incomplete _,
          DecisionResult.NotAbusive _,
          DecisionResult.NotApplicable _ ->
          new Result.Refused(result);
    };
  }

  private Result settleOthers(Decision decision) {
    List<String> open =
        things.about(decision.target()).stream()
            .filter(Mention::isOpen)
            .map(Mention::report)
            .toList();
    List<String> settled = new ArrayList<>();
    for (String report : open.subList(0, Math.min(MOST, open.size()))) {
      if (decideReport.settle(decision, report)) {
        settled.add(report);
      }
    }
    return new Result.Settled(decision, settled, Math.max(0, open.size() - MOST));
  }
}
