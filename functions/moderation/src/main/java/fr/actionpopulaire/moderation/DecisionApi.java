package fr.actionpopulaire.moderation;

import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.StatementView;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** Decisions on reports; each applies at once, with its statement of reasons. */
@Controller("/v1/moderation/reports/{report}/decision")
final class DecisionApi {

  private final StaffDoor door;
  private final DecideReport decideReport;
  private final ReadyAnswers answers;

  DecisionApi(StaffDoor door, DecideReport decideReport, ReadyAnswers answers) {
    this.door = door;
    this.decideReport = decideReport;
    this.answers = answers;
  }

  @Post
  @Operation(
      summary = "Decide a report, with a complete statement of reasons",
      description =
          "days (1 to 366) goes with suspend-member and hide-event: without, a hidden event stays"
              + " hidden until another decision. scope is part of the statement; every measure holds in the whole"
              + " service.")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "Decided and applied",
      content = @Content(schema = @Schema(implementation = StatementView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such report")
  @ApiResponse(responseCode = "409", description = "Decided before")
  @ApiResponse(
      responseCode = "422",
      description =
          "The statement is incomplete, or the measure has nothing to apply to, or abusive is out of place")
  MutableHttpResponse<Object> decide(
      HttpRequest<?> request, @PathVariable String report, @Body DecisionBody body) {
    Call call = Call.of(request);
    return door.once(
        call,
        (actor, id) ->
            Told.OF_REPORT.answer(
                call,
                decideReport.decide(actor, report, id, body.draft(answers), body.isAbusive())));
  }
}
