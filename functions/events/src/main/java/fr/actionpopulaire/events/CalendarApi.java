package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.EventListing;
import fr.actionpopulaire.dynamodb.EventListing.Search;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Events as calendars, for one date or to be followed. */
@Controller
@Produces(MediaType.ALL)
@Tag(name = "events")
final class CalendarApi {

  /** A calendar that was not looked at for a week still learns what was called off. */
  private static final Duration BACK = Duration.ofDays(7);

  private static final int MOST = 100;

  private final Events events;
  private final EventListing listing;
  private final Viewpoint viewpoint;
  private final Clock clock;

  CalendarApi(Events events, EventListing listing, Viewpoint viewpoint, Clock clock) {
    this.events = events;
    this.listing = listing;
    this.viewpoint = viewpoint;
    this.clock = clock;
  }

  @Get("/v1/events/{id}.ics")
  @Operation(summary = "One event as iCalendar")
  @ApiResponse(
      responseCode = "200",
      description = "STATUS is CANCELLED once it is cancelled or hidden",
      content = @Content(mediaType = "text/calendar", schema = @Schema(type = "string")))
  MutableHttpResponse<Object> event(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return events
        .find(id)
        .map(
            event ->
                calendar(
                    EventCalendar.of(viewpoint.seen(event, call), call.origin(), clock.instant()),
                    "evenement.ics"))
        .orElseGet(() -> Problem.answer(call, ProblemKind.NOT_FOUND, EventWords.UNKNOWN));
  }

  @Get("/v1/communes/{code}/events.ics")
  @Operation(summary = "The events around a commune as a calendar to follow")
  @ApiResponse(
      responseCode = "200",
      description = "From a week ago on, 100 events at most; cancelled ones stay, marked",
      content = @Content(mediaType = "text/calendar", schema = @Schema(type = "string")))
  MutableHttpResponse<Object> around(
      @Parameter(hidden = true) HttpRequest<?> request, String code) {
    Call call = Call.of(request);
    return Communes.embedded()
        .byCode(code)
        .map(commune -> calendar(feed(commune, call.origin()), "evenements-" + code + ".ics"))
        .orElseGet(
            () ->
                Problem.answer(
                    call,
                    ProblemKind.NOT_FOUND,
                    new Words("Commune inconnue (code INSEE).", "Unknown commune.")));
  }

  private String feed(Commune commune, String origin) {
    Instant now = clock.instant();
    Search search =
        new Search(
            commune,
            FindEvents.DEFAULT_RADIUS_KM,
            now.minus(BACK),
            null,
            now.minus(BACK),
            null,
            true,
            null,
            MOST);
    return EventCalendar.of(commune, listing.find(search).events(), origin, now);
  }

  /** An answer that calendars read, and browsers offer to keep under that name. */
  static MutableHttpResponse<Object> calendar(String text, String file) {
    return HttpResponse.<Object>ok(text)
        .header(HttpHeaders.CONTENT_TYPE, EventCalendar.MEDIA_TYPE)
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + file + "\"");
  }
}
