package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;

/** Accepting answers, for apps. */
@Controller("/v1/events/{id}/attendees/{answer}/acceptance")
final class AcceptanceApi {

  private final AcceptAnswer acceptAnswer;
  private final Doorkeeper doorkeeper;

  AcceptanceApi(AcceptAnswer acceptAnswer, Doorkeeper doorkeeper) {
    this.acceptAnswer = acceptAnswer;
    this.doorkeeper = doorkeeper;
  }

  @Put
  @Operation(
      summary = "Accept an answer: that person is shown the hidden address, and told so by mail",
      description = "It cannot be taken back; repeated, it changes nothing")
  @ApiResponse(
      responseCode = "200",
      description = "Accepted, now or before",
      content = @Content(schema = @Schema(implementation = RsvpView.AcceptanceView.class)))
  @ApiResponse(responseCode = "403", description = "Somebody else organises this event")
  @ApiResponse(responseCode = "404", description = "No such event, or no such answer with a seat")
  @ApiResponse(
      responseCode = "409",
      description = "Over, cancelled or hidden; or everybody sees its address")
  MutableHttpResponse<Object> accept(
      HttpRequest<?> request, @PathVariable String id, @PathVariable String answer) {
    Call call = Call.of(request);
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> refusal) -> refusal;
      case Admission.Granted granted ->
          switch (acceptAnswer.accept(id, granted.account().id(), List.of(answer))) {
            case AcceptAnswer.Result.Accepted(List<Answer> accepted) ->
                accepted.stream()
                    .findFirst()
                    .<MutableHttpResponse<Object>>map(
                        one ->
                            HttpResponse.ok(
                                new RsvpView.AcceptanceView(
                                    answer, one.status().code(), one.guests(), true)))
                    .orElseGet(() -> Problem.answer(call, ProblemKind.NOT_FOUND, Refusals.NO_SEAT));
            case AcceptAnswer.Result.NoEvent _ ->
                Problem.answer(call, ProblemKind.NOT_FOUND, Refusals.NO_EVENT);
            case AcceptAnswer.Result.NotTheOrganiser _ ->
                Problem.answer(call, ProblemKind.FORBIDDEN, Refusals.NOT_THE_ORGANISER);
            case AcceptAnswer.Result.Closed _ ->
                Problem.answer(call, ProblemKind.EVENT_CLOSED, Refusals.CLOSED);
            case AcceptAnswer.Result.NothingHidden _ ->
                Problem.answer(call, ProblemKind.CONFLICT, Refusals.NOTHING_HIDDEN);
          };
    };
  }
}
