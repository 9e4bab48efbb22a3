package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Presences.Guest;
import fr.actionpopulaire.rsvp.CloseAnswers.Wish;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What an organiser does with the answers, for apps. */
@Controller("/v1/events/{id}")
final class OrganiserApi {

  private final CloseAnswers closeAnswers;
  private final CheckIn checkIn;
  private final Doorkeeper doorkeeper;

  OrganiserApi(CloseAnswers closeAnswers, CheckIn checkIn, Doorkeeper doorkeeper) {
    this.closeAnswers = closeAnswers;
    this.checkIn = checkIn;
    this.doorkeeper = doorkeeper;
  }

  @Post("/answers/closing")
  @Consumes(MediaType.ALL)
  @Operation(summary = "Take no more answers; who answered keeps their place and may withdraw")
  @ApiResponse(
      responseCode = "200",
      description = "Closed; repeated: same state",
      content = @Content(schema = @Schema(implementation = RsvpView.AnswersView.class)))
  @ApiResponse(responseCode = "403", description = "Somebody else organises this event")
  @ApiResponse(responseCode = "404", description = "No such event")
  @ApiResponse(responseCode = "409", description = "Over, cancelled or hidden")
  MutableHttpResponse<Object> close(HttpRequest<?> request, @PathVariable String id) {
    return carryOut(Wish.CLOSE, Call.of(request), id);
  }

  @Post("/answers/reopening")
  @Consumes(MediaType.ALL)
  @Operation(summary = "Take answers again")
  @ApiResponse(
      responseCode = "200",
      description = "Open; repeated: same state",
      content = @Content(schema = @Schema(implementation = RsvpView.AnswersView.class)))
  @ApiResponse(
      responseCode = "403",
      description = "Somebody else organises this event, or staff closed the answers")
  @ApiResponse(responseCode = "404", description = "No such event")
  @ApiResponse(responseCode = "409", description = "Over, cancelled or hidden")
  MutableHttpResponse<Object> reopen(HttpRequest<?> request, @PathVariable String id) {
    return carryOut(Wish.REOPEN, Call.of(request), id);
  }

  private MutableHttpResponse<Object> carryOut(Wish wish, Call call, String id) {
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted ->
          switch (closeAnswers.carryOut(wish, id, granted.account().id())) {
            case CloseAnswers.Result.Done(State state) ->
                HttpResponse.ok(RsvpView.AnswersView.of(state));
            case CloseAnswers.Result.ClosedByStaff _ ->
                Problem.answer(call, ProblemKind.FORBIDDEN, Refusals.STAFF_REOPENS);
            case CloseAnswers.Result.Over _ ->
                Problem.answer(call, ProblemKind.EVENT_CLOSED, Refusals.CLOSED);
            case CloseAnswers.Result.NoEvent _ ->
                Problem.answer(call, ProblemKind.NOT_FOUND, Refusals.NO_EVENT);
            case CloseAnswers.Result.NotTheOrganiser _ ->
                Problem.answer(call, ProblemKind.FORBIDDEN, Refusals.NOT_YOURS);
          };
    };
  }

  @Put("/presences/{ticket}")
  @Operation(summary = "Note that who shows this ticket came, and with how many")
  @ApiResponse(
      responseCode = "200",
      description = "Noted; repeated: same state",
      content = @Content(schema = @Schema(implementation = RsvpView.PresenceView.class)))
  @ApiResponse(responseCode = "403", description = "Somebody else organises this event")
  @ApiResponse(responseCode = "404", description = "No such event, or no ticket of it")
  @ApiResponse(responseCode = "409", description = "Cancelled or hidden")
  @ApiResponse(responseCode = "422", description = "More people than have seats, or none")
  MutableHttpResponse<Object> note(
      HttpRequest<?> request,
      @PathVariable String id,
      @PathVariable String ticket,
      @Body RsvpView.PresenceWish wish) {
    Call call = Call.of(request);
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted ->
          answer(call, checkIn.note(id, granted.account().id(), ticket, wish.people()));
    };
  }

  private static MutableHttpResponse<Object> answer(Call call, CheckIn.Result result) {
    return switch (result) {
      case CheckIn.Result.Found(Event _, String firstName, Guest guest) ->
          HttpResponse.ok(new RsvpView.PresenceView(firstName, guest.seats() - 1, guest.present()));
      case CheckIn.Result.NoTicket _ ->
          Problem.answer(call, ProblemKind.NOT_FOUND, Refusals.NO_TICKET);
      case CheckIn.Result.WrongNumber(int seats) -> {
        Findings findings = new Findings();
        findings.add("/people", Refusals.present(seats));
        yield Problem.answer(call, findings);
      }
      case CheckIn.Result.CalledOff _ ->
          Problem.answer(call, ProblemKind.EVENT_CLOSED, Refusals.CALLED_OFF);
      case CheckIn.Result.NoEvent _ ->
          Problem.answer(call, ProblemKind.NOT_FOUND, Refusals.NO_EVENT);
      case CheckIn.Result.NotTheOrganiser _ ->
          Problem.answer(call, ProblemKind.FORBIDDEN, Refusals.NOT_YOURS);
    };
  }
}
