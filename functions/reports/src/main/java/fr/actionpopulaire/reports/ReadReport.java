package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a report, for whoever holds its link. */
@Singleton
final class ReadReport {

  private final Notices notices;
  private final Decisions decisions;

  ReadReport(Notices notices, Decisions decisions) {
    this.notices = notices;
    this.decisions = decisions;
  }

  record Outcome(Notice notice, @Nullable Decision decision) {}

  /** Empty when there is no such report, or no longer. */
  Optional<Outcome> read(String report) {
    return RandomId.isOne(report) ? notices.find(report).map(this::withDecision) : Optional.empty();
  }

  private Outcome withDecision(Notice notice) {
    String decision = notice.decision();
    return new Outcome(
        notice, decision == null ? null : decisions.find(notice.id(), decision).orElse(null));
  }
}
