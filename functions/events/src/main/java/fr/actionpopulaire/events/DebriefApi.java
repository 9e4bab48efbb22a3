package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Debrief;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What came of an event, for apps. */
@Controller("/v1/events/{id}/debrief")
@Tag(name = "events")
final class DebriefApi {

  private final WriteDebrief writeDebrief;
  private final Doorkeeper doorkeeper;

  DebriefApi(WriteDebrief writeDebrief, Doorkeeper doorkeeper) {
    this.writeDebrief = writeDebrief;
    this.doorkeeper = doorkeeper;
  }

  @Get
  @Operation(summary = "What came of an event, for those who ran it")
  @ApiResponse(
      responseCode = "200",
      description = "As it was written last",
      content = @Content(schema = @Schema(implementation = DebriefView.class)))
  @ApiResponse(responseCode = "403", description = "Somebody else's event")
  @ApiResponse(responseCode = "404", description = "No such event, or nothing written yet")
  @ApiResponse(responseCode = "409", description = "Not over, or it did not take place")
  MutableHttpResponse<Object> read(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted -> answer(call, writeDebrief.read(id, granted.account().id()));
    };
  }

  @Put
  @Operation(
      summary = "Tell what came of an event once it is over; an earlier account is replaced",
      description = "Only those who ran the event read it. Repeated: same state")
  @ApiResponse(
      responseCode = "200",
      description = "As it stands now",
      content = @Content(schema = @Schema(implementation = DebriefView.class)))
  @ApiResponse(responseCode = "403", description = "Somebody else's event")
  @ApiResponse(responseCode = "404", description = "No such event")
  @ApiResponse(
      responseCode = "409",
      description = "Not over, or it did not take place; or notes after the organiser left")
  @ApiResponse(responseCode = "422", description = "Values to correct")
  MutableHttpResponse<Object> write(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body DebriefView.Sent sent) {
    Call call = Call.of(request);
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted ->
          answer(call, writeDebrief.write(id, granted.account().id(), sent));
    };
  }

  private static MutableHttpResponse<Object> answer(Call call, WriteDebrief.Result result) {
    return switch (result) {
      case WriteDebrief.Result.Written(var _, Debrief debrief) ->
          HttpResponse.ok(DebriefView.of(debrief));
      case WriteDebrief.Result.Nothing _ ->
          Problem.answer(call, ProblemKind.NOT_FOUND, EventWords.NO_DEBRIEF);
      case WriteDebrief.Result.Unknown _ -> EventApi.unknown(call);
      case WriteDebrief.Result.NotOrganiser _ ->
          Problem.answer(call, ProblemKind.FORBIDDEN, EventWords.NOT_RUN_BY_YOU);
      case WriteDebrief.Result.NotOver _ ->
          Problem.answer(call, ProblemKind.EVENT_CLOSED, EventWords.NOT_OVER);
      case WriteDebrief.Result.Invalid(var findings) -> Problem.answer(call, findings);
      case WriteDebrief.Result.Gone _ ->
          Problem.answer(call, ProblemKind.CONFLICT, EventWords.NO_NOTES);
    };
  }
}
