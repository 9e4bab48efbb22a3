package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Audit;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The trail of who read or decided what; reading it leaves a line too. */
@Controller("/v1/moderation/audit")
final class AuditApi {

  private static final Duration USUAL = Duration.ofDays(7);

  /** No line is older or newer; dates far outside do not fit a calendar. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  private static final Pattern SORT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z#[0-9a-z]{26}");

  private final StaffDoor door;
  private final ReadAudit readAudit;
  private final Audit audit;
  private final Clock clock;

  AuditApi(StaffDoor door, ReadAudit readAudit, Audit audit, Clock clock) {
    this.door = door;
    this.readAudit = readAudit;
    this.audit = audit;
    this.clock = clock;
  }

  @Get
  @Operation(summary = "Who read or decided what, from an instant or UTC day to another")
  @ApiResponse(
      responseCode = "200",
      description = "A page of the trail, oldest first",
      content = @Content(schema = @Schema(implementation = AuditView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "422", description = "Unreadable dates, or more than 31 days")
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
    Audit.Position after =
        findings.accept(
            "/cursor",
            call.query("cursor").orElse(null),
            AuditApi::position,
            new Words("Reprenez le champ next tel quel.", "Repeat the field next as it was."));
    if (findings.isEmpty()
        && (since.isAfter(until)
            || Duration.between(since, until).compareTo(Duration.ofDays(ReadAudit.MAX_DAYS)) > 0)) {
      findings.add(
          "/from",
          new Words(
              "Demandez 31 jours au plus, le début avant la fin.",
              "Ask for 31 days at most, the beginning before the end."));
    }
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    ReadAudit.Slice slice = readAudit.read(since, until, after);
    audit.add(
        new Audit.Act(
            now,
            actor.text(),
            "read-audit",
            Map.of("from", since.toString(), "to", until.toString()),
            null));
    Audit.Position next = slice.next();
    return HttpResponse.ok(
        new AuditView(
            slice.acts().stream().map(AuditView.LineView::of).toList(),
            next == null ? null : cursor(next)));
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
      return Optional.of(instant).filter(read -> read.isAfter(EARLIEST) && read.isBefore(LATEST));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static String cursor(Audit.Position position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.sort().getBytes(StandardCharsets.UTF_8));
  }

  /** A line's key begins with its instant, whose UTC day is its partition. */
  private static Optional<Audit.Position> position(String cursor) {
    try {
      String sort = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return SORT.matcher(sort).matches()
          ? Optional.of(new Audit.Position(LocalDate.parse(sort.substring(0, 10)), sort))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }
}
