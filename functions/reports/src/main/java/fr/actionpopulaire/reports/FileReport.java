package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Misuses;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.Quotas;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.web.Call;
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

  /** How many things one network can report up to the limit before it has reported enough. */
  static final int THINGS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(FileReport.class);

  private final Store store;
  private final Notices notices;
  private final Events events;
  private final Quotas quotas;
  private final Misuses misuses;
  private final Clock clock;
  private final int perSource;

  /**
   * @param perSource notices that one network may send about one thing in an hour; in all {@value
   *     #THINGS} times as many; as many as about one thing whoever is signed in
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
   * Who sends a notice, only to count: it is not kept with it.
   *
   * @param source the network it comes from
   * @param person the id of who is signed in or has proved an address, {@code null} for anybody
   */
  record Sender(String source, @Nullable String person) {

    static Sender of(Call call, Sessions sessions) {
      return new Sender(call.source(), call.token().flatMap(sessions::idBehind).orElse(null));
    }
  }

  /**
   * @param id under which the notice is stored; filed again under the same id, it is filed once
   */
  Result file(String id, Report report, Sender sender) {
    if (report.danger()) {
      return file(id, report, first(report, sender));
    }
    return switch (turn(report, sender)) {
      case Quotas.Verdict.Exhausted(Duration retryAfter) -> new Result.TooMany(retryAfter);
      case Quotas.Verdict.Allowed _ -> file(id, report, false);
    };
  }

  /**
   * Whoever is signed in is counted by themselves, so that nobody in their network can use up their
   * turn. The others are counted by network and thing first: what somebody sends about one thing
   * takes nobody's turn to report another, and what is refused is not counted against the network.
   */
  private Quotas.Verdict turn(Report report, Sender sender) {
    if (sender.person() != null) {
      return quotas.takeForMember(Quotas.Use.REPORTS_PER_PERSON, sender.person(), perSource);
    }
    Quotas.Verdict aboutIt =
        quotas.takeForSource(
            Quotas.Use.REPORTS_ABOUT_ONE_THING,
            sender.source(),
            report.target().subject().path(),
            perSource);
    return aboutIt instanceof Quotas.Verdict.Exhausted
        ? aboutIt
        : quotas.takeForSource(
            Quotas.Use.REPORTS_PER_SOURCE, sender.source(), Math.multiplyExact(perSource, THINGS));
  }

  /** A danger is never refused; but one network does not ring the alarm all the time. */
  private boolean first(Report report, Sender sender) {
    return quotas.takeForSource(
            Quotas.Use.DANGERS_PER_SOURCE,
            sender.source(),
            report.target().subject().path(),
            perSource)
        instanceof Quotas.Verdict.Allowed;
  }

  /**
   * Whoever reports abusively is refused under their address only, and never when they say that
   * somebody's life or safety is threatened.
   */
  private Result file(String id, Report report, boolean rings) {
    EmailAddress address = report.reporter().email();
    Instant until =
        address == null || report.danger() ? null : misuses.suspendedUntil(address).orElse(null);
    return until == null ? receive(id, report, rings) : new Result.Suspended(until);
  }

  private Result receive(String id, Report report, boolean rings) {
    String event = report.target().event().orElse(null);
    String department = event == null ? null : events.department(event).orElse(null);
    return event != null && department == null
        ? new Result.UnknownTarget()
        : new Result.Filed(write(id, report, department, rings));
  }

  private Notice write(String id, Report report, @Nullable String department, boolean rings) {
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
        if (rings) {
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
