package fr.actionpopulaire.web;

import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Misuse;
import fr.actionpopulaire.domain.report.Redress;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.dynamodb.Decision;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision with its statement of reasons in JSON (DSA 17(3)): the same for staff who decide and
 * for the reporter who holds the report's link. It names neither reporter, author nor staff.
 *
 * @param measure {@code none}, {@code warn}, {@code hide-event}, {@code hide-text}, {@code
 *     close-answers}, {@code suspend-member} or {@code close-account}
 * @param scope where the measure holds
 * @param days how long it lasts, {@code null} unless for a number of days
 * @param indefinite whether it lasts until another decision
 * @param appeal the appeal it answers, {@code null} for a first decision
 * @param replacedBy the decision on appeal that holds in its place, {@code null} while it holds
 * @param reporting what it means for who sent an abusive notice, {@code null} for any other
 */
@Serdeable
public record StatementView(
    String decision,
    String report,
    String target,
    String measure,
    String scope,
    @Nullable Integer days,
    boolean indefinite,
    String facts,
    GroundView ground,
    boolean automated,
    Instant decidedAt,
    @Nullable String appeal,
    @Nullable String replacedBy,
    @Nullable ReportingView reporting,
    RedressView redress) {

  /**
   * What the decision rests on.
   *
   * @param kind {@code law} or {@code terms}
   */
  @Serdeable
  public record GroundView(String kind, String reference, String explanation) {}

  /**
   * What a notice that was dismissed as abusive means for who sent it (DSA 23).
   *
   * @param standing {@code warned} or {@code suspended}
   * @param until from when notices with their address are taken again; {@code null} when warned
   */
  @Serdeable
  public record ReportingView(String standing, @Nullable Instant until) {

    private static @Nullable ReportingView of(Misuse.@Nullable Standing standing) {
      return switch (standing) {
        case null -> null;
        case Misuse.Standing.Clear _ -> null;
        case Misuse.Standing.Warned _ -> new ReportingView("warned", null);
        case Misuse.Standing.Suspended(Instant until) -> new ReportingView("suspended", until);
      };
    }
  }

  /**
   * What can be done against it.
   *
   * @param appeals where to appeal, with the key of one's own link
   * @param until the instant from which an appeal comes too late
   * @param explanation in French
   */
  @Serdeable
  public record RedressView(String appeals, Instant until, String explanation) {}

  /** A decision as JSON. */
  public static StatementView of(Decision decision) {
    StatementOfReasons statement = decision.statement();
    Basis basis = statement.basis();
    Decision.OnAppeal onAppeal = decision.onAppeal();
    return new StatementView(
        decision.id(),
        decision.report(),
        decision.target().path(),
        statement.measure().code(),
        statement.scope(),
        statement.term() instanceof Term.Days(int days) ? Integer.valueOf(days) : null,
        statement.term() instanceof Term.Indefinite,
        statement.facts(),
        new GroundView(basis.kind().code(), basis.reference(), basis.explanation()),
        statement.automated(),
        decision.decidedAt(),
        onAppeal == null ? null : onAppeal.appeal(),
        decision.replacedBy(),
        ReportingView.of(decision.misuse()),
        new RedressView(
            "/v1/decisions/" + decision.id() + "/appeals",
            Redress.appealsUntil(decision.decidedAt()),
            Redress.FRENCH));
  }
}
