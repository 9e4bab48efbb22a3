package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Closing;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Tally;
import fr.actionpopulaire.rsvp.OwnAnswers.OwnAnswer;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Answers for apps. */
@Controller("/v1")
final class RsvpApi {

  /** A page number no list reaches. */
  static final Pattern CURSOR = Pattern.compile("[1-9]\\d{0,3}");

  private final AnswerEvent answerEvent;
  private final OwnAnswers ownAnswers;
  private final ListAttendees listAttendees;
  private final Doorkeeper doorkeeper;

  RsvpApi(
      AnswerEvent answerEvent,
      OwnAnswers ownAnswers,
      ListAttendees listAttendees,
      Doorkeeper doorkeeper) {
    this.answerEvent = answerEvent;
    this.ownAnswers = ownAnswers;
    this.listAttendees = listAttendees;
    this.doorkeeper = doorkeeper;
  }

  @Put("/events/{id}/rsvp")
  @Operation(summary = "Say that you come, and with how many; repeated: same state")
  @ApiResponse(
      responseCode = "200",
      description = "You have your seats, or you stand on the waiting list",
      content = @Content(schema = @Schema(implementation = RsvpView.class)))
  @ApiResponse(responseCode = "404", description = "No such event")
  @ApiResponse(
      responseCode = "409",
      description =
          "Over, cancelled, hidden or closed to answers; or not enough seats for more guests")
  MutableHttpResponse<Object> come(
      HttpRequest<?> request, @PathVariable String id, @Body RsvpView.Wish wish) {
    Call call = Call.of(request);
    return admitted(
        doorkeeper.member(call),
        member -> {
          Integer guests = wish.guests();
          if (guests == null || guests < 0 || guests > Answers.MOST_GUESTS) {
            Findings findings = new Findings();
            findings.add("/guests", Refusals.GUESTS);
            return Problem.answer(call, findings);
          }
          return switch (answerEvent.come(id, member, guests)) {
            case AnswerEvent.Result.Answered(Event _, AnswerResult answer) -> answer(call, answer);
            case AnswerEvent.Result.NoEvent _ ->
                Problem.answer(call, ProblemKind.NOT_FOUND, Refusals.NO_EVENT);
          };
        });
  }

  private static MutableHttpResponse<Object> answer(Call call, AnswerResult result) {
    return switch (result) {
      case AnswerResult.Confirmed(int guests, Tally tally) ->
          HttpResponse.ok(RsvpView.of("confirmed", guests, tally));
      case AnswerResult.Waitlisted(int guests, Tally tally) ->
          HttpResponse.ok(RsvpView.of("waitlisted", guests, tally));
      case AnswerResult.Full _ -> Problem.answer(call, ProblemKind.EVENT_FULL, Refusals.FULL);
      case AnswerResult.Closed _ -> Problem.answer(call, ProblemKind.EVENT_CLOSED, Refusals.CLOSED);
      case AnswerResult.AnswersClosed(Closing.State by) ->
          Problem.answer(call, ProblemKind.EVENT_CLOSED, Refusals.closed(by));
      case AnswerResult.Gone _ ->
          Problem.answer(call, ProblemKind.UNAUTHENTICATED, Refusals.GONE)
              .header("www-authenticate", "Bearer");
    };
  }

  @Delete("/events/{id}/rsvp")
  @Operation(summary = "Say that you do not come; the first who waits and fits gets the seats")
  @ApiResponse(responseCode = "204", description = "You have no answer to this event")
  @ApiResponse(responseCode = "404", description = "No such event")
  MutableHttpResponse<Object> stayAway(HttpRequest<?> request, @PathVariable String id) {
    Call call = Call.of(request);
    return admitted(
        doorkeeper.member(call),
        member ->
            answerEvent.stayAway(id, member)
                ? HttpResponse.noContent()
                : Problem.answer(call, ProblemKind.NOT_FOUND, Refusals.NO_EVENT));
  }

  @Get("/me/rsvps")
  @Operation(summary = "Your answers, next event first")
  @ApiResponse(
      responseCode = "200",
      description = "All of them",
      content = @Content(schema = @Schema(implementation = RsvpView.OwnList.class)))
  MutableHttpResponse<Object> own(HttpRequest<?> request) {
    return admitted(
        doorkeeper.memberEvenSuspended(Call.of(request)),
        member -> {
          List<OwnAnswer> all = ownAnswers.of(member);
          Map<String, String> tickets = ownAnswers.tickets(all);
          return HttpResponse.ok(
              new RsvpView.OwnList(
                  all.stream()
                      .map(own -> RsvpView.Own.of(own, tickets.get(own.event().id())))
                      .toList(),
                  null));
        });
  }

  @Get("/events/{id}/attendees")
  @Operation(summary = "Who comes, for the organiser: first names and guests only")
  @ApiResponse(
      responseCode = "200",
      description = "Those with a seat, then those who wait, 100 a page",
      content = @Content(schema = @Schema(implementation = RsvpView.AttendeeViews.class)))
  @ApiResponse(responseCode = "403", description = "Somebody else organises this event")
  @ApiResponse(responseCode = "404", description = "No such event")
  MutableHttpResponse<Object> attendees(HttpRequest<?> request, @PathVariable String id) {
    Call call = Call.of(request);
    Optional<String> cursor = call.query("cursor");
    if (cursor.isPresent() && !CURSOR.matcher(cursor.get()).matches()) {
      Findings findings = new Findings();
      findings.add("/cursor", Refusals.CURSOR);
      return Problem.answer(call, findings);
    }
    int page = cursor.map(Integer::valueOf).orElse(0);
    return admitted(
        doorkeeper.member(call),
        member ->
            switch (listAttendees.list(id, member, page)) {
              case ListAttendees.Result.Page(List<Attendee> attendees, boolean hasNext) ->
                  attendees(id, attendees, hasNext ? String.valueOf(page + 1) : null);
              case ListAttendees.Result.NoEvent _ ->
                  Problem.answer(call, ProblemKind.NOT_FOUND, Refusals.NO_EVENT);
              case ListAttendees.Result.NotTheOrganiser _ ->
                  Problem.answer(call, ProblemKind.FORBIDDEN, Refusals.NOT_THE_ORGANISER);
            });
  }

  private static MutableHttpResponse<Object> attendees(
      String id, List<Attendee> attendees, @org.jspecify.annotations.Nullable String next) {
    MutableHttpResponse<Object> answer =
        HttpResponse.ok(
            new RsvpView.AttendeeViews(
                attendees.stream().map(RsvpView.AttendeeView::of).toList(), next));
    return next == null
        ? answer
        : answer.header(
            "link", "</v1/events/%s/attendees?cursor=%s>; rel=\"next\"".formatted(id, next));
  }

  private static MutableHttpResponse<Object> admitted(
      Admission admission, Function<String, MutableHttpResponse<Object>> use) {
    return switch (admission) {
      case Admission.Granted granted -> use.apply(granted.account().id());
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
    };
  }
}
