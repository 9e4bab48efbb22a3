package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.StatementView;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;

/** One decision for everything that is reported about one thing. */
@Controller("/v1/moderation/reports/{report}/target-decision")
final class TargetDecisionApi {

  private final StaffDoor door;
  private final DecideTarget decideTarget;
  private final ReadyAnswers answers;

  TargetDecisionApi(StaffDoor door, DecideTarget decideTarget, ReadyAnswers answers) {
    this.door = door;
    this.decideTarget = decideTarget;
    this.answers = answers;
  }

  /**
   * What was decided and settled.
   *
   * @param decision on the report named in the path
   * @param settled the other reports about the same thing that were settled with it
   * @param left how many others are still open: the same call again, with another {@code
   *     Idempotency-Key} if any, settles them
   */
  @Serdeable
  record SettledView(StatementView decision, List<String> settled, int left) {}

  @Post
  @Operation(
      summary = "Decide a report and settle with it all others about the same thing",
      description =
          "The measure applies once and the author is told once; every reporter is told, and may"
              + " appeal. At most 100 others a call: left says how many remain.")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "Decided and applied",
      content = @Content(schema = @Schema(implementation = SettledView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such report")
  @ApiResponse(
      responseCode = "409",
      description = "Decided before, otherwise or by somebody else; or claimed by somebody else")
  @ApiResponse(
      responseCode = "422",
      description =
          "The statement is incomplete, or the measure has nothing to apply to, or abusive")
  MutableHttpResponse<Object> decide(
      HttpRequest<?> request, @PathVariable String report, @Body DecisionBody body) {
    Call call = Call.of(request);
    return door.once(
        call,
        (actor, id) ->
            body.isAbusive()
                ? Problem.answer(call, Gaps.notAbusive())
                : answer(call, decideTarget.decide(actor, report, id, body.draft(answers))));
  }

  private static MutableHttpResponse<Object> answer(Call call, DecideTarget.Result result) {
    return switch (result) {
      case DecideTarget.Result.Settled(Decision decision, List<String> settled, int left) ->
          HttpResponse.<Object>created(new SettledView(StatementView.of(decision), settled, left));
      case DecideTarget.Result.Refused(DecisionResult why) -> Told.OF_REPORT.answer(call, why);
    };
  }
}
