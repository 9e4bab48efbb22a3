package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Audit;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the trail day by day, as it is stored. */
@Singleton
final class ReadAudit {

  /** One query a day: a page costs as many at most. */
  static final int MAX_DAYS = 31;

  private static final int PAGE = 100;

  private final Audit audit;

  ReadAudit(Audit audit) {
    this.audit = audit;
  }

  /**
   * @param next the last line shown, {@code null} at the end
   */
  record Slice(List<Audit.Act> acts, Audit.@Nullable Position next) {}

  /**
   * A page of the trail.
   *
   * @param from first instant wanted, inclusive
   * @param to last instant wanted, exclusive; at most {@value #MAX_DAYS} days later
   * @param after the last line of the page before, or {@code null}
   */
  Slice read(Instant from, Instant to, Audit.@Nullable Position after) {
    List<Audit.Line> lines = new ArrayList<>();
    LocalDate first = after == null ? day(from) : after.day();
    String sort = after == null ? null : after.sort();
    for (LocalDate day = first; !day.isAfter(day(to)); day = day.plusDays(1)) {
      // One more than a page holds, to know whether another follows.
      lines.addAll(audit.lines(day, from, to, PAGE + 1 - lines.size(), sort));
      sort = null;
      if (lines.size() > PAGE) {
        List<Audit.Line> page = lines.subList(0, PAGE);
        return new Slice(acts(page), page.getLast().position());
      }
    }
    return new Slice(acts(lines), null);
  }

  private static List<Audit.Act> acts(List<Audit.Line> lines) {
    return lines.stream().map(Audit.Line::act).toList();
  }

  private static LocalDate day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
