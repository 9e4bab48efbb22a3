package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.CalendarLinks;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;

/** One's own calendar, followed under a secret address that can be ended. */
@Controller
@Tag(name = "events")
final class MemberCalendarApi {

  private static final Words NO_CALENDAR =
      new Words(
          "Aucun agenda à cette adresse : elle a été remplacée, arrêtée ou oubliée.",
          "No calendar at this address: it was replaced, ended or forgotten.");

  private static final Words SUSPENDED =
      new Words("Ce compte est suspendu.", "This account is suspended.");

  private final Doorkeeper doorkeeper;
  private final CalendarLinks links;
  private final MemberCalendar calendar;
  private final Clock clock;

  MemberCalendarApi(
      Doorkeeper doorkeeper, CalendarLinks links, MemberCalendar calendar, Clock clock) {
    this.doorkeeper = doorkeeper;
    this.links = links;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * @param url to be kept secret; told this once
   */
  @Serdeable
  @Schema(name = "CalendarLink")
  record CalendarLink(String url) {}

  @Put("/v1/me/calendar")
  @Operation(summary = "A new secret address of one's own calendar; the one before ends")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CalendarLink.class)))
  MutableHttpResponse<Object> open(@Parameter(hidden = true) HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          HttpResponse.<Object>ok(new CalendarLink(url(call, links.open(account.id()))))
              .header("cache-control", "no-store");
    };
  }

  @Delete("/v1/me/calendar")
  @Operation(summary = "End the secret address of one's own calendar")
  @ApiResponse(responseCode = "204", description = "It leads nowhere any more")
  MutableHttpResponse<Object> end(@Parameter(hidden = true) HttpRequest<?> request) {
    return switch (doorkeeper.member(Call.of(request))) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) -> {
        links.end(account.id());
        yield HttpResponse.noContent();
      }
    };
  }

  @Get("/v1/calendars/{token}.ics")
  @Produces(MediaType.ALL)
  @Operation(summary = "What a member comes to or organises, for whoever has the secret address")
  @ApiResponse(
      responseCode = "200",
      description = "From a week ago on, 200 events at most; waiting is TENTATIVE",
      content = @Content(mediaType = "text/calendar", schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "404", description = "Ended, replaced, or never was")
  MutableHttpResponse<Object> read(@Parameter(hidden = true) HttpRequest<?> request, String token) {
    Call call = Call.of(request);
    Account account = links.reader(token).orElse(null);
    if (account == null) {
      return Problem.answer(call, ProblemKind.NOT_FOUND, NO_CALENDAR);
    }
    if (account.isSuspended(clock.instant())) {
      return Problem.answer(call, ProblemKind.SUSPENDED, SUSPENDED);
    }
    return CalendarApi.calendar(calendar.of(account.id(), call.origin()), "mes-actions.ics")
        .header("cache-control", "private, no-store")
        .header("x-robots-tag", "noindex");
  }

  /** Where a calendar is read. */
  static String url(Call call, String token) {
    return call.origin() + "/v1/calendars/" + token + ".ics";
  }
}
