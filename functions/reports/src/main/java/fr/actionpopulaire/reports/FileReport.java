package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Misuses;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.Quotas;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives a notice: it enters the queue and its receipt the outbox in one transaction. */
@Singleton
final class FileReport {

  private static final Logger LOG = LoggerFactory.getLogger(FileReport.class);

  private final Store store;
  private final Notices notices;
  private final Events events;
  private final Quotas quotas;
  private final Misuses misuses;
  private final Clock clock;
  private final int perSource;

  /**
   * @param perSource notices one network may send in an hour
   */
  FileReport(
      Store store,
      Notices notices,
      Events events,
      Quotas quotas,
      Misuses misuses,
      Clock clock,
      @Value("${reports.per.source:20}") int perSource) {
    this.store = store;
    this.notices = notices;
    this.events = events;
    this.quotas = quotas;
    this.misuses = misuses;
    this.clock = clock;
    this.perSource = perSource;
  }

  sealed interface Result {
    record Filed(Notice notice) implements Result {}

    /** The target names an event that does not exist. */
    record UnknownTarget() implements Result {}

    record TooMany(Duration retryAfter) implements Result {}

    /** Notices with that address are not taken for a time (DSA 23). */
    record Suspended(Instant until) implements Result {}
  }

  /**
   * @param id under which the notice is stored; filed again under the same id, it is filed once
   * @param source the network it comes from, only counted
   */
  Result file(String id, Report report, String source) {
    return switch (quotas.takeForSource(Quotas.Use.REPORTS_PER_SOURCE, source, perSource)) {
      case Quotas.Verdict.Exhausted(Duration retryAfter) -> new Result.TooMany(retryAfter);
      case Quotas.Verdict.Allowed _ -> file(id, report);
    };
  }

  /**
   * Whoever reports abusively is refused under their address only, and never when they say that
   * somebody's life or safety is threatened.
   */
  private Result file(String id, Report report) {
    EmailAddress address = report.reporter().email();
    Instant until =
        address == null || report.danger() ? null : misuses.suspendedUntil(address).orElse(null);
    return until == null ? receive(id, report) : new Result.Suspended(until);
  }

  private Result receive(String id, Report report) {
    String event = report.target().event().orElse(null);
    String department = event == null ? null : events.department(event).orElse(null);
    return event != null && department == null
        ? new Result.UnknownTarget()
        : new Result.Filed(write(id, report, department));
  }

  private Notice write(String id, Report report, @Nullable String department) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    boolean reachable = report.reporter().email() != null;
    Notice notice =
        new Notice(
            id,
            report.target(),
            report.ground(),
            report.explanation(),
            report.danger(),
            now,
            reachable || report.reporter().name() != null,
            reachable,
            Notices.deadline(now),
            null,
            department);
    EmailAddress address = report.reporter().email();
    List<Write> writes =
        new ArrayList<>(
            Notices.file(
                notice, report.reporter(), address == null ? null : misuses.hash(address)));
    if (reachable) {
      writes.add(receipt(notice));
    }
    return switch (store.transact(writes)) {
      case Outcome.Written _ -> {
        if (notice.danger()) {
          // For an alarm: DSA 18 leaves no time for the queue. No id: it opens the outcome.
          LOG.error("A report says that a life or somebody's safety is threatened");
        }
        yield notice;
      }
      case Outcome.Refused _ ->
          notices
              .find(id)
              .orElseThrow(() -> new IllegalStateException("A new id was taken, yet is free"));
    };
  }

  private static Write receipt(Notice notice) {
    return Outbox.put(
        new Outbox.Message(
            Outbox.Kind.NOTICE_RECEIVED,
            new Outbox.Recipient.Reporter(notice.id()),
            notice.id(),
            Map.of("report", notice.id()),
            notice.receivedAt()));
  }
}
