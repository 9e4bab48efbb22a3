package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Tally;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Idempotency;
import fr.actionpopulaire.web.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;

/** Publishing an event that takes place several times, as JSON: all of it or nothing. */
@Controller("/v1/events/series")
@Tag(name = "events")
final class SeriesApi {

  private final Recurrence recurrence;
  private final PublishEvent publishEvent;
  private final Doorkeeper doorkeeper;
  private final Idempotency idempotency;

  SeriesApi(
      Recurrence recurrence,
      PublishEvent publishEvent,
      Doorkeeper doorkeeper,
      Idempotency idempotency) {
    this.recurrence = recurrence;
    this.publishEvent = publishEvent;
    this.doorkeeper = doorkeeper;
    this.idempotency = idempotency;
  }

  @Post
  @Operation(
      summary = "Publish an event that takes place several times, as separate events",
      description =
          "All of them are published, or none. Each has an id of its own and is changed, called off"
              + " and answered by itself. Clocks show the same time each time. They count one by"
              + " one among the events a new account publishes a day.")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "All of them, the first one first; Location is the first one's",
      content = @Content(schema = @Schema(implementation = EventList.class)))
  @ApiResponse(responseCode = "409", description = "Electoral silence, naming it")
  @ApiResponse(
      responseCode = "422",
      description = "What is wrong, of a later time with its date; none is published",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "429",
      description = "A new account, two events a day until one has taken place; Retry-After")
  MutableHttpResponse<Object> publish(
      @Parameter(hidden = true) HttpRequest<?> request, @Body NewSeries sent) {
    Call call = Call.of(request);
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          idempotency.once(call, account.id(), id -> publish(call, id, account, sent));
    };
  }

  private MutableHttpResponse<Object> publish(
      Call call, String id, Account account, NewSeries sent) {
    Findings findings = new Findings();
    Optional<List<EventDraft>> drafts = recurrence.read(sent, findings);
    return drafts.isEmpty()
        ? Problem.answer(call, findings)
        : EventApi.published(
            call, publishEvent.publish(id, account, drafts.get()), SeriesApi::answer);
  }

  private static MutableHttpResponse<Object> answer(List<Event> events) {
    return HttpResponse.<Object>status(HttpStatus.CREATED)
        .header(HttpHeaders.LOCATION, "/v1/events/" + events.getFirst().id())
        .body(
            new EventList(
                events.stream()
                    .map(event -> EventView.of(event, new Tally(0, event.capacity())))
                    .toList(),
                null,
                null));
  }
}
