package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.StatementOfReasons.Draft;
import fr.actionpopulaire.domain.report.StatementOfReasons.Gap;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Decision;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Dismisses several reports for one reason. Each has a decision of its own, with its statement, its
 * line of the trail and the mail to its reporter, all in one transaction a report: some may be
 * dismissed and others not, and the result says which. Repeated, it goes on where it was.
 */
@Singleton
final class DismissReports {

  private final DecideReport decideReport;

  DismissReports(DecideReport decideReport) {
    this.decideReport = decideReport;
  }

  /**
   * A report that stays as it is.
   *
   * @param because {@code unknown}, {@code already-decided}, {@code claimed} or {@code no-address}
   */
  record Kept(String report, String because) {}

  sealed interface Result {
    record Done(List<Decision> dismissed, List<Kept> kept) implements Result {}

    /** The statement lacks something; nothing was written. */
    record Incomplete(Set<Gap> gaps) implements Result {}
  }

  /**
   * @param draft of measure {@code none}
   * @param abusive whether each counts against the address it was sent with
   */
  Result dismiss(Actor actor, List<String> reports, Draft draft, boolean abusive) {
    return switch (draft.verdict()) {
      case StatementOfReasons.Verdict.Incomplete(Set<Gap> gaps) -> new Result.Incomplete(gaps);
      case StatementOfReasons.Verdict.Complete(StatementOfReasons statement) -> {
        List<Decision> dismissed = new ArrayList<>();
        List<Kept> kept = new ArrayList<>();
        for (String report : reports.stream().distinct().toList()) {
          switch (decideReport.decide(actor, report, RandomId.next(), draft, abusive)) {
            case DecisionResult.Decided(Decision decision) -> dismissed.add(decision);
            case DecisionResult.Unknown _ -> kept.add(new Kept(report, "unknown"));
            case DecisionResult.NotAbusive _ -> kept.add(new Kept(report, "no-address"));
            case DecisionResult.Claimed _ -> kept.add(new Kept(report, "claimed"));
            case DecisionResult.AlreadyDecided _ ->
                decideReport
                    .taken(actor, report, statement)
                    .ifPresentOrElse(
                        dismissed::add, () -> kept.add(new Kept(report, "already-decided")));
            case DecisionResult.OwnDecision _,
                DecisionResult.Incomplete _,
                DecisionResult.NotApplicable _ ->
                throw new IllegalStateException("A complete dismissal applies to every report");
          }
        }
        yield new Result.Done(dismissed, kept);
      }
    };
  }
}
