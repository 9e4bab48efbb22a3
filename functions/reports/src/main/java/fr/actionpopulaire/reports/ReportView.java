package fr.actionpopulaire.reports;

import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.web.StatementView;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report as whoever holds its link sees it.
 *
 * @param status {@code open} or {@code decided}
 * @param decision the statement of reasons, {@code null} while open
 */
@Serdeable
record ReportView(
    String report,
    String status,
    Instant receivedAt,
    String target,
    String ground,
    @Nullable StatementView decision) {

  static ReportView of(ReadReport.Outcome outcome) {
    Decision decision = outcome.decision();
    return new ReportView(
        outcome.notice().id(),
        outcome.notice().isOpen() ? "open" : "decided",
        outcome.notice().receivedAt(),
        outcome.notice().target().path(),
        outcome.notice().ground().code(),
        decision == null ? null : StatementView.of(decision));
  }

  /** The entity tag: a report changes once, when it is decided. */
  static String version(ReadReport.Outcome outcome) {
    Decision decision = outcome.decision();
    return decision == null
        ? outcome.notice().isOpen() ? "\"open\"" : "\"decided\""
        : "\"" + decision.id() + "\"";
  }

  /** What a new notice is answered with. */
  @Serdeable
  record Received(String report, Instant receivedAt) {}
}
