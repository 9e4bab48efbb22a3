package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.Subject;
import fr.actionpopulaire.domain.transparency.Tally;
import fr.actionpopulaire.dynamodb.CaseFile;
import fr.actionpopulaire.dynamodb.CaseFiles;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Counts what was reported and decided in a half-year that has just ended, from the files
 * themselves: each is kept for twelve months after its notice, or its last decision, so all of them
 * are still there. Their expiry rows lead to them, day by day; nothing is scanned, and nothing is
 * written when a notice is sent or decided.
 */
@Singleton
final class CountHalfYear {

  private final Store store;
  private final CaseFiles files;
  private final Workers workers;
  private final RunningTime time;
  private final Clock clock;
  private final Campaign campaign;

  CountHalfYear(
      Store store,
      CaseFiles files,
      Workers workers,
      RunningTime time,
      Clock clock,
      Campaign campaign) {
    this.store = store;
    this.files = files;
    this.workers = workers;
    this.time = time;
    this.clock = clock;
    this.campaign = campaign;
  }

  /** Looks at every file there may be something of the half-year in; empty if time ran out. */
  Optional<Tally> count(HalfYear half) {
    Tally tally = new Tally();
    Set<String> reports = new HashSet<>();
    boolean found =
        all(
            partitions(half),
            partition -> {
              List<String> there = reportsIn(partition);
              synchronized (reports) {
                reports.addAll(there);
              }
            });
    boolean counted =
        found
            && all(
                List.copyOf(reports),
                report ->
                    files
                        .find(report)
                        .ifPresent(
                            file -> {
                              synchronized (tally) {
                                add(file, half, tally);
                              }
                            }));
    return counted ? Optional.of(tally) : Optional.empty();
  }

  /** Whether there was time for all of the work. */
  private <T> boolean all(List<T> work, Consumer<T> job) {
    return workers
        .all(
            work,
            piece -> {
              boolean left = time.isLeft();
              if (left) {
                job.accept(piece);
              }
              return left;
            })
        .stream()
        .allMatch(Boolean::booleanValue);
  }

  /**
   * Where a file may be found that has something of the half-year in it. What was received or
   * decided in it goes twelve months later. An appeal adds nothing to the life of its file, and may
   * come half a year after the decision, so the first days are those after the half-year's end.
   */
  private List<String> partitions(HalfYear half) {
    Instant now = clock.instant();
    LocalDate last =
        Stream.of(RetentionRule.OPEN_NOTICE, RetentionRule.DECIDED_NOTICE)
            .map(rule -> day(rule.from(now).in(campaign)))
            .max(LocalDate::compareTo)
            .orElseThrow();
    return day(half.end())
        .datesUntil(last.plusDays(1))
        .flatMap(day -> ExpiryBucket.partitions(day).stream())
        .toList();
  }

  private static LocalDate day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private List<String> reportsIn(String partition) {
    return store.queryAll(Query.all(Table.MODERATION, partition).eventually()).stream()
        .filter(row -> row.text("kind").equals(Notices.KIND))
        .map((Row row) -> row.text("id"))
        .toList();
  }

  /** Counts what of a file lies in the half-year, each act on its own time. */
  static void add(CaseFile file, HalfYear half, Tally tally) {
    var notice = file.notice();
    if (half.contains(notice.receivedAt())) {
      tally.add(Subject.NOTICES_BY_GROUND, notice.ground().code());
      tally.add(Subject.NOTICES_BY_TARGET, notice.target().event().isPresent() ? "event" : "page");
      if (notice.danger()) {
        tally.add(Subject.DANGERS);
      }
    }
    file.decisions().stream()
        .filter(decision -> half.contains(decision.decidedAt()))
        .forEach(decision -> add(file, decision, tally));
    file.appeals().stream()
        .filter(appeal -> half.contains(appeal.receivedAt()))
        .forEach(appeal -> tally.add(Subject.APPEALS_BY_PARTY, appeal.party().code()));
  }

  private static void add(CaseFile file, Decision decision, Tally tally) {
    Decision.OnAppeal later = decision.onAppeal();
    if (later == null) {
      tally.decidedAfter(Duration.between(file.notice().receivedAt(), decision.decidedAt()));
      if (decision.follows() == null) {
        var statement = decision.statement();
        tally.add(Subject.DECISIONS_BY_MEASURE, statement.measure().code());
        tally.add(Subject.DECISIONS_BY_BASIS, statement.basis().kind().code());
        tally.add(Subject.DECISIONS_BY_MEANS, statement.automated() ? "automated" : "human");
      } else {
        tally.add(Subject.SETTLED);
      }
    } else if (later.appeal() == null) {
      tally.add(Subject.TAKEN_BACK);
    } else {
      tally.add(Subject.APPEALS_BY_OUTCOME, confirms(file, decision) ? "upheld" : "reversed");
      file.appeal(later.appeal())
          .ifPresent(
              appeal ->
                  tally.appealDecidedAfter(
                      Duration.between(appeal.receivedAt(), decision.decidedAt())));
    }
  }

  /** Whether the decision in whose place it holds had the same measure. */
  private static boolean confirms(CaseFile file, Decision decision) {
    Measure measure = decision.statement().measure();
    return file.decisions().stream()
        .filter(earlier -> decision.id().equals(earlier.replacedBy()))
        .anyMatch(earlier -> earlier.statement().measure() == measure);
  }
}
