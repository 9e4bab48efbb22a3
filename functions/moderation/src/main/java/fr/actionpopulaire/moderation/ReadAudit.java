package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Audit;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the trail day by day, as it is stored; days without any line left are not looked at. */
@Singleton
final class ReadAudit {

  /** One query a day, so many for a page. */
  static final int QUERIES = 31;

  private static final int PAGE = 100;

  private final Audit audit;
  private final Clock clock;

  ReadAudit(Audit audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Lines of the trail, oldest first; there may be few, even none, before the end.
   *
   * @param next where to go on, {@code null} at the end
   */
  record Slice(List<Audit.Act> acts, @Nullable AuditCursor next) {}

  /** A page of the trail, however long the range, in {@value #QUERIES} queries at most. */
  Slice read(AuditCursor from) {
    Instant now = clock.instant();
    LocalDate last = last(from.to(), now);
    LocalDate day = from.day();
    String after = from.after();
    while (!day.isAfter(last) && isOver(day, now)) {
      day = day.plusDays(1);
      after = Audit.startOf(day);
    }
    List<Audit.Act> acts = new ArrayList<>();
    for (int query = 0; query < QUERIES && acts.size() < PAGE && !day.isAfter(last); query++) {
      Audit.Lines lines = audit.lines(day, from.from(), from.to(), PAGE - acts.size(), after);
      acts.addAll(lines.acts());
      if (lines.stoppedAt() == null) {
        day = day.plusDays(1);
        after = Audit.startOf(day);
      } else {
        after = lines.stoppedAt();
      }
    }
    return new Slice(acts, day.isAfter(last) ? null : from.at(after));
  }

  /** The last day that may have a line: of the future, only what a clock may be ahead of ours. */
  private static LocalDate last(Instant to, Instant now) {
    Instant latest = now.plus(Duration.ofDays(1));
    return (to.isBefore(latest) ? to.minusMillis(1) : latest)
        .atOffset(ZoneOffset.UTC)
        .toLocalDate();
  }

  /** Whether every line of a day has expired. */
  private static boolean isOver(LocalDate day, Instant now) {
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return switch (RetentionRule.AUDIT.from(end)) {
      case Deadline.At(Instant due) -> !now.isBefore(due);
      case Deadline.CampaignEnd _, Deadline.AfterCampaign _ -> false;
    };
  }
}
