package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons.Gap;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.CaseFile;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Idempotency;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.StatementView;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Appeals: what waits, and the decision on each, by somebody else than who decided before. */
@Controller("/v1/moderation/appeals")
final class AppealsApi {

  private static final int PAGE = 50;

  private static final Words UNKNOWN =
      new Words("Ce recours n’existe pas.", "There is no such appeal.");
  private static final Words OWN_DECISION =
      new Words(
          "Une autre personne que celle qui a décidé examine un recours.",
          "An appeal is examined by somebody else than who decided.");
  private static final Words DECIDED =
      new Words(
          "Quelqu’un a déjà décidé de ce recours ; rien n’a changé.",
          "Somebody has already decided this appeal; nothing changed.");

  private final StaffDoor door;
  private final DecideAppeal decideAppeal;
  private final Appeals appeals;
  private final Audit audit;
  private final Idempotency idempotency;
  private final Clock clock;

  AppealsApi(
      StaffDoor door,
      DecideAppeal decideAppeal,
      Appeals appeals,
      Audit audit,
      Idempotency idempotency,
      Clock clock) {
    this.door = door;
    this.decideAppeal = decideAppeal;
    this.appeals = appeals;
    this.audit = audit;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @Get
  @Operation(summary = "Open appeals, oldest first, without anybody's identity")
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      description = "Only open is a queue",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "From the page before",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      description = "A page of the queue",
      content = @Content(schema = @Schema(implementation = AppealView.ListView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "422", description = "A status that is no queue, or a foreign cursor")
  MutableHttpResponse<Object> queue(HttpRequest<?> request) {
    Call call = Call.of(request);
    return door.admit(call, actor -> queue(call, actor));
  }

  private MutableHttpResponse<Object> queue(Call call, Actor actor) {
    Findings findings = new Findings();
    findings.accept(
        "/status",
        call.query("status").orElse(null),
        status -> status.equals("open") ? Optional.of(status) : Optional.empty(),
        new Words("Seul open est une file d’attente.", "Only open is a queue."));
    Query.Position after =
        findings.accept(
            "/cursor",
            call.query("cursor").orElse(null),
            AppealCursor::parse,
            new Words("Reprenez le champ next tel quel.", "Repeat the field next as it was."));
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    Appeals.Queue queue = appeals.open(PAGE, after);
    // The queue shows what a party wrote, and no publication: the file of an appeal does.
    log(
        actor,
        "read-appeals",
        Map.of("appeals", String.valueOf(queue.appeals().size())),
        List.of());
    String next =
        queue.next() == null || queue.appeals().isEmpty()
            ? null
            : AppealCursor.of(queue.appeals().getLast());
    MutableHttpResponse<Object> answer =
        HttpResponse.ok(
            new AppealView.ListView(
                queue.appeals().stream().map(AppealView.ItemView::of).toList(), next));
    return next == null
        ? answer
        : answer.header(
            "link", "</v1/moderation/appeals?status=open&cursor=" + next + ">; rel=\"next\"");
  }

  @Get("/{appeal}")
  @Operation(summary = "One appeal with the notice and every decision on it")
  @ApiResponse(
      responseCode = "200",
      description = "The appeal; ETag changes once it is decided",
      content = @Content(schema = @Schema(implementation = AppealView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such appeal")
  MutableHttpResponse<Object> one(HttpRequest<?> request, @PathVariable String appeal) {
    Call call = Call.of(request);
    return door.admit(
        call,
        actor -> {
          CaseFile file = decideAppeal.file(appeal).orElse(null);
          Appeal found = file == null ? null : file.appeal(appeal).orElse(null);
          if (file == null || found == null) {
            return Problem.answer(call, ProblemKind.NOT_FOUND, UNKNOWN);
          }
          log(
              actor,
              "read-appeal",
              Map.of("appeal", appeal, "report", found.report()),
              file.holding().stream().flatMap(held -> author(held).stream()).toList());
          AppealView view = AppealView.of(file, found);
          return HttpResponse.<Object>ok(view).header("etag", "\"" + view.appeal().status() + "\"");
        });
  }

  @Post("/{appeal}/decision")
  @Operation(
      summary = "Decide an appeal, with a complete statement of reasons",
      description =
          "The same measure as before confirms the decision, none takes it back, another one"
              + " changes it. days count from the first decision, so that an appeal prolongs"
              + " nothing.")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      schema = @Schema(type = "string", maxLength = 128))
  @ApiResponse(
      responseCode = "201",
      description = "Decided and applied",
      content = @Content(schema = @Schema(implementation = StatementView.class)))
  @ApiResponse(
      responseCode = "403",
      description = "Not a session of a staff role, or one's own decision is contested")
  @ApiResponse(responseCode = "404", description = "No such appeal")
  @ApiResponse(responseCode = "409", description = "Decided before")
  @ApiResponse(
      responseCode = "422",
      description = "The statement is incomplete, or the measure has nothing to apply to")
  MutableHttpResponse<Object> decide(
      HttpRequest<?> request, @PathVariable String appeal, @Body DecisionBody body) {
    Call call = Call.of(request);
    return door.admit(
        call,
        actor ->
            idempotency.once(
                call,
                Sessions.sha256("staff|" + actor.text()),
                id -> answer(call, decideAppeal.decide(actor, appeal, id, body.draft()))));
  }

  private static MutableHttpResponse<Object> answer(Call call, DecideAppeal.Result result) {
    return switch (result) {
      case DecideAppeal.Result.Decided(Decision decision) ->
          HttpResponse.<Object>created(StatementView.of(decision));
      case DecideAppeal.Result.Unknown _ -> Problem.answer(call, ProblemKind.NOT_FOUND, UNKNOWN);
      case DecideAppeal.Result.OwnDecision _ ->
          Problem.answer(call, ProblemKind.FORBIDDEN, OWN_DECISION);
      case DecideAppeal.Result.AlreadyDecided _ ->
          Problem.answer(call, ProblemKind.ALREADY_DECIDED, DECIDED);
      case DecideAppeal.Result.Incomplete(Set<Gap> gaps) ->
          Problem.answer(call, Gaps.findings(gaps));
      case DecideAppeal.Result.NotApplicable(Measure _) ->
          Problem.answer(call, Gaps.nothingToBiteOn());
    };
  }

  private static Optional<String> author(Decision decision) {
    return Optional.ofNullable(decision.author());
  }

  private void log(Actor actor, String action, Map<String, String> about, List<String> authors) {
    audit.add(new Audit.Act(clock.instant(), actor.text(), action, about, null), authors);
  }
}
