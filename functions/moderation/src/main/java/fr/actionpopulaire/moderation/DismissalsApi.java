package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.StatementOfReasons.Draft;
import fr.actionpopulaire.domain.report.StatementOfReasons.Gap;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Several reports dismissed for one reason. */
@Controller("/v1/moderation/dismissals")
final class DismissalsApi {

  /** Each report is a transaction of its own, and all of them one call of ten seconds at most. */
  static final int MOST = 50;

  private static final Words REPORTS =
      new Words(
          "De 1 à " + MOST + " identifiants de signalements.", "1 to " + MOST + " ids of reports.");

  private final StaffDoor door;
  private final DismissReports dismissReports;
  private final ReadyAnswers answers;

  DismissalsApi(StaffDoor door, DismissReports dismissReports, ReadyAnswers answers) {
    this.door = door;
    this.dismissReports = dismissReports;
    this.answers = answers;
  }

  /**
   * Which reports, and why none of them leads to a measure.
   *
   * @param reports 1 to 50 ids
   * @param answer code of an answer written in advance, whose ground is taken unless there is one
   *     here
   * @param abusive whether each counts against the address it was sent with (DSA 23)
   */
  @Serdeable
  record DismissalBody(
      @Nullable List<String> reports,
      @Nullable String facts,
      DecisionBody.@Nullable GroundBody ground,
      @Nullable Boolean automated,
      @Nullable String answer,
      @Nullable Boolean abusive) {

    private Draft draft(ReadyAnswers answers) {
      return new DecisionBody("none", null, null, null, facts, ground, automated, answer, abusive)
          .draft(answers);
    }

    /** Never its content. */
    @Override
    public String toString() {
      return "DismissalBody[…]";
    }
  }

  /**
   * What became of each report.
   *
   * @param kept those that stay as they are
   */
  @Serdeable
  record DismissalView(List<DismissedView> dismissed, List<KeptView> kept) {}

  /** A report dismissed, with the decision that did it. */
  @Serdeable
  record DismissedView(String report, String decision) {}

  /**
   * A report that stays as it is.
   *
   * @param because {@code unknown}, {@code already-decided}, {@code claimed} by somebody else, or
   *     {@code no-address} to count an abusive one against
   */
  @Serdeable
  record KeptView(String report, String because) {}

  @Post
  @Operation(
      summary = "Dismiss up to 50 reports with one statement of reasons",
      description =
          "Measure none for each, with a decision, a line of the trail and a mail of its own. A"
              + " report that cannot be dismissed is named with the reason and stops no other.")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "200",
      description = "What became of each",
      content = @Content(schema = @Schema(implementation = DismissalView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(
      responseCode = "422",
      description = "No reports or too many, or the statement is incomplete")
  MutableHttpResponse<Object> dismiss(HttpRequest<?> request, @Body DismissalBody body) {
    Call call = Call.of(request);
    return door.once(
        call,
        (actor, _) -> {
          List<String> reports = body.reports();
          if (reports == null
              || reports.isEmpty()
              || reports.size() > MOST
              || !reports.stream().allMatch(RandomId::isOne)) {
            Findings findings = new Findings();
            findings.add("/reports", REPORTS);
            return Problem.answer(call, findings);
          }
          return answer(call, actor, reports, body);
        });
  }

  private MutableHttpResponse<Object> answer(
      Call call, Actor actor, List<String> reports, DismissalBody body) {
    return switch (dismissReports.dismiss(
        actor, reports, body.draft(answers), Boolean.TRUE.equals(body.abusive()))) {
      case DismissReports.Result.Incomplete(Set<Gap> gaps) ->
          Problem.answer(call, Gaps.findings(gaps));
      case DismissReports.Result.Done(List<Decision> dismissed, List<DismissReports.Kept> kept) ->
          HttpResponse.<Object>ok(
              new DismissalView(
                  dismissed.stream()
                      .map(decision -> new DismissedView(decision.report(), decision.id()))
                      .toList(),
                  kept.stream().map(one -> new KeptView(one.report(), one.because())).toList()));
    };
  }
}
