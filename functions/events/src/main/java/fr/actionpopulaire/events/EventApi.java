package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Tally;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Idempotency;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events as JSON. */
@Controller("/v1/events")
@Tag(name = "events")
final class EventApi {

  private static final List<String> FILTERS = List.of("commune", "radiusKm", "from", "to", "kind");

  private final PublishEvent publishEvent;
  private final ListEvents listEvents;
  private final CancelEvent cancelEvent;
  private final Events events;
  private final Answers answers;
  private final Viewpoint viewpoint;
  private final Doorkeeper doorkeeper;
  private final Idempotency idempotency;

  EventApi(
      PublishEvent publishEvent,
      ListEvents listEvents,
      CancelEvent cancelEvent,
      Events events,
      Answers answers,
      Viewpoint viewpoint,
      Doorkeeper doorkeeper,
      Idempotency idempotency) {
    this.publishEvent = publishEvent;
    this.listEvents = listEvents;
    this.cancelEvent = cancelEvent;
    this.events = events;
    this.answers = answers;
    this.viewpoint = viewpoint;
    this.doorkeeper = doorkeeper;
    this.idempotency = idempotency;
  }

  @Post
  @Operation(summary = "Publish an event")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "Published; Location and ETag say where and which version",
      content = @Content(schema = @Schema(implementation = EventView.class)))
  @ApiResponse(responseCode = "409", description = "Electoral silence, naming it")
  @ApiResponse(
      responseCode = "429",
      description = "A new account, two events a day until one has taken place; Retry-After")
  @ApiResponse(
      responseCode = "422",
      description = "In the past, too long, unknown commune, electoral silence…, saying which",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  MutableHttpResponse<Object> publish(
      @Parameter(hidden = true) HttpRequest<?> request, @Body NewEvent sent) {
    Call call = Call.of(request);
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          idempotency.once(call, account.id(), id -> publish(call, id, account, sent));
    };
  }

  private MutableHttpResponse<Object> publish(
      Call call, String id, Account account, NewEvent sent) {
    // Nobody can have answered yet, so nothing is read.
    return published(
        call,
        publishEvent.publish(id, account, sent),
        all ->
            answer(HttpStatus.CREATED, all.getFirst(), new Tally(0, all.getFirst().capacity()))
                .header(HttpHeaders.LOCATION, "/v1/events/" + all.getFirst().id()));
  }

  static MutableHttpResponse<Object> published(
      Call call,
      PublishEvent.Result result,
      Function<List<Event>, MutableHttpResponse<Object>> done) {
    return switch (result) {
      case PublishEvent.Result.Published(List<Event> all) -> done.apply(all);
      case PublishEvent.Result.Invalid(var findings) -> Problem.answer(call, findings);
      case PublishEvent.Result.Frozen(Words window) ->
          Problem.answer(call, ProblemKind.FROZEN, window);
      case PublishEvent.Result.Taken _ ->
          Problem.answer(call, ProblemKind.CONFLICT, ProblemKind.CONFLICT.title());
      case PublishEvent.Result.TooMany(Duration retryAfter) ->
          Problem.answer(call, ProblemKind.TOO_MANY_REQUESTS, EventWords.TOO_MANY)
              .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
      case PublishEvent.Result.Gone _ ->
          Problem.answer(call, ProblemKind.UNAUTHENTICATED, ProblemKind.UNAUTHENTICATED.title());
    };
  }

  @Get
  @Operation(summary = "Find events, the soonest first")
  @Parameter(
      name = "commune",
      in = ParameterIn.QUERY,
      description = "INSEE code; the whole country when absent",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "radiusKm",
      in = ParameterIn.QUERY,
      description = "1 to 100, 25 when absent",
      schema = @Schema(type = "integer"))
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "Date, or RFC 3339 with offset; what is not over yet when absent",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "Date, which is included, or RFC 3339 with offset, which is not",
      schema = @Schema(type = "string"))
  @Parameter(name = "kind", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "From the page before",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      description = "A page, which may be short; Link and next lead to the following one",
      content = @Content(schema = @Schema(implementation = EventList.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A filter that cannot be read",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  MutableHttpResponse<Object> find(@Parameter(hidden = true) HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (listEvents.list(question(call))) {
      case ListEvents.Result.Invalid(var findings) -> Problem.answer(call, findings);
      case ListEvents.Result.Listed(EventList list) -> {
        MutableHttpResponse<Object> answer = HttpResponse.ok(list);
        yield list.next() == null
            ? answer
            : answer.header(
                HttpHeaders.LINK,
                "</v1/events?%s>; rel=\"next\"".formatted(query(call, list.next())));
      }
    };
  }

  static FindEvents.Question question(Call call) {
    return new FindEvents.Question(
        call.query("commune").orElse(null),
        call.query("radiusKm").orElse(null),
        call.query("from").orElse(null),
        call.query("to").orElse(null),
        call.query("kind").orElse(null),
        call.query("cursor").orElse(null));
  }

  private static String query(Call call, String cursor) {
    return Stream.concat(
            FILTERS.stream()
                .flatMap(
                    name -> call.query(name).stream().map(value -> name + '=' + encoded(value))),
            Stream.of("cursor=" + cursor))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  // Without a dot: {id}.ics is CalendarApi's.
  @Get("/{id:[0-9a-z]+}")
  @Operation(
      summary = "Read an event; a hidden one says only that and why",
      description =
          "No token is needed. A hidden address is shown to the organiser and to those whose answer"
              + " was accepted, by their token.")
  @ApiResponse(
      responseCode = "200",
      description = "The event; ETag is its version",
      content = @Content(schema = @Schema(implementation = EventView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such event",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  MutableHttpResponse<Object> read(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return events
        .find(id)
        .map(event -> found(HttpStatus.OK, viewpoint.seen(event, call)))
        .orElseGet(() -> unknown(call));
  }

  @Post("/{id}/cancellation")
  @Operation(summary = "Cancel an event; those who answered are told by mail")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "200",
      description = "Cancelled, now or before",
      content = @Content(schema = @Schema(implementation = EventView.class)))
  @ApiResponse(
      responseCode = "403",
      description = "Somebody else's event",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  MutableHttpResponse<Object> cancel(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Cancellation sent) {
    Call call = Call.of(request);
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          idempotency.once(call, account.id(), _ -> cancel(call, id, account, sent));
    };
  }

  private MutableHttpResponse<Object> cancel(
      Call call, String id, Account account, Cancellation sent) {
    return switch (cancelEvent.cancel(id, account.id(), sent.reason())) {
      case CancelEvent.Result.Cancelled(Event event) -> found(HttpStatus.OK, event);
      case CancelEvent.Result.Unknown _ -> unknown(call);
      case CancelEvent.Result.NotOrganiser _ ->
          Problem.answer(call, ProblemKind.FORBIDDEN, EventWords.NOT_ORGANISER);
      case CancelEvent.Result.Closed _ ->
          Problem.answer(call, ProblemKind.EVENT_CLOSED, EventWords.CLOSED);
      case CancelEvent.Result.Invalid(var findings) -> Problem.answer(call, findings);
      case CancelEvent.Result.Changing _ ->
          Problem.answer(call, ProblemKind.CONFLICT, ProblemKind.CONFLICT.title());
    };
  }

  private MutableHttpResponse<Object> found(HttpStatus status, Event event) {
    return answer(status, event, answers.tally(event));
  }

  static MutableHttpResponse<Object> answer(HttpStatus status, Event event, Tally tally) {
    return HttpResponse.<Object>status(status)
        .header(HttpHeaders.ETAG, "\"" + event.version() + "\"")
        .body(EventView.of(event, tally));
  }

  static MutableHttpResponse<Object> unknown(Call call) {
    return Problem.answer(call, ProblemKind.NOT_FOUND, EventWords.UNKNOWN);
  }
}
