package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trail of who read or decided what; reading it leaves a line too. */
@Controller("/v1/moderation/audit")
final class AuditApi {

  private static final Duration USUAL = Duration.ofDays(7);

  private final StaffDoor door;
  private final ReadAudit readAudit;
  private final Trail trail;
  private final Clock clock;

  AuditApi(StaffDoor door, ReadAudit readAudit, Trail trail, Clock clock) {
    this.door = door;
    this.readAudit = readAudit;
    this.trail = trail;
    this.clock = clock;
  }

  @Get
  @Operation(summary = "Who read or decided what, from an instant or UTC day to another")
  @ApiResponse(
      responseCode = "200",
      description =
          "A page of the trail, oldest first, which may be short; Link and next lead to the"
              + " following one",
      content = @Content(schema = @Schema(implementation = AuditView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "422", description = "Unreadable dates, or a cursor of another range")
  MutableHttpResponse<Object> read(HttpRequest<?> request) {
    Call call = Call.of(request);
    return door.admit(call, actor -> read(call, actor));
  }

  private MutableHttpResponse<Object> read(Call call, Actor actor) {
    Instant now = clock.instant();
    Findings findings = new Findings();
    Words form =
        new Words(
            "Un jour (2026-11-21) ou un instant avec décalage (2026-11-21T10:00:00Z).",
            "A day (2026-11-21) or an instant with offset (2026-11-21T10:00:00Z).");
    Instant until =
        call.query("to").isEmpty()
            ? now.plusMillis(1)
            : findings.require(
                "/to", call.query("to").orElse(""), text -> instant(text, 1), now, form);
    Instant since =
        call.query("from").isEmpty()
            ? until.minus(USUAL)
            : findings.require(
                "/from", call.query("from").orElse(""), text -> instant(text, 0), now, form);
    AuditCursor cursor =
        findings.accept(
            "/cursor",
            call.query("cursor").orElse(null),
            text -> AuditCursor.parse(text).filter(read -> continues(call, read, since, until)),
            new Words(
                "Reprenez le champ next tel quel, avec les mêmes from et to.",
                "Repeat the field next as it was, with the same from and to."));
    if (cursor == null && since.isAfter(until)) {
      findings.add("/from", new Words("Le début vient avant la fin.", "from comes before to."));
    }
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    AuditCursor place = cursor == null ? AuditCursor.start(since, until) : cursor;
    ReadAudit.Slice slice = readAudit.read(place);
    trail.add(
        actor,
        "read-audit",
        Map.of("from", place.from().toString(), "to", place.to().toString()),
        List.of());
    String next = slice.next() == null ? null : slice.next().text();
    MutableHttpResponse<Object> answer =
        HttpResponse.ok(
            new AuditView(slice.acts().stream().map(AuditView.LineView::of).toList(), next));
    // The cursor alone: it carries the range.
    return next == null
        ? answer
        : answer.header("link", "</v1/moderation/audit?cursor=" + next + ">; rel=\"next\"");
  }

  /** Whether a cursor belongs to the range that is asked for, as far as one is. */
  private static boolean continues(Call call, AuditCursor read, Instant since, Instant until) {
    return (call.query("from").isEmpty() || read.from().equals(since))
        && (call.query("to").isEmpty() || read.to().equals(until));
  }

  /**
   * @param days how many days after its beginning a bare day stands for: a last day is meant whole
   */
  private static Optional<Instant> instant(String text, int days) {
    try {
      Instant instant =
          text.length() == 10
              ? LocalDate.parse(text).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      return Optional.of(instant).filter(AuditCursor::isThinkable);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
