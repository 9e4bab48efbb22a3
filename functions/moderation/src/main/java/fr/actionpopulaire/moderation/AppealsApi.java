package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.CaseFile;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.StatementView;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Map;
import java.util.Optional;

/** Appeals: what waits, and the decision on each, by somebody else than who decided before. */
@Controller("/v1/moderation/appeals")
final class AppealsApi {

  private static final int PAGE = 50;

  private final StaffDoor door;
  private final DecideAppeal decideAppeal;
  private final Appeals appeals;
  private final Trail trail;
  private final ReadyAnswers answers;

  AppealsApi(
      StaffDoor door,
      DecideAppeal decideAppeal,
      Appeals appeals,
      Trail trail,
      ReadyAnswers answers) {
    this.door = door;
    this.decideAppeal = decideAppeal;
    this.appeals = appeals;
    this.trail = trail;
    this.answers = answers;
  }

  @Get
  @Operation(summary = "Open appeals, oldest first, without anybody's identity")
  @OpenQueue
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
    Query.Position after =
        OpenPage.after(
            call,
            findings,
            cursor ->
                QueueCursor.parse(cursor, 2)
                    .map(
                        place ->
                            Appeals.after(
                                place.ids().get(0), place.ids().get(1), place.receivedAt())));
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    Appeals.Queue queue = appeals.open(PAGE, after);
    // The queue shows what a party wrote, and no publication: the file of an appeal does.
    trail.add(
        actor,
        "read-appeals",
        Map.of("appeals", String.valueOf(queue.appeals().size())),
        queue.appellants());
    String next =
        queue.next() == null || queue.appeals().isEmpty() ? null : next(queue.appeals().getLast());
    return OpenPage.answer(
        new AppealView.ListView(
            queue.appeals().stream().map(AppealView.ItemView::of).toList(), next),
        "/v1/moderation/appeals?status=open",
        next);
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
            return Told.OF_APPEAL.unknown(call);
          }
          trail.add(
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
  @AcceptsIdempotencyKey
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
    return door.once(
        call,
        (actor, id) ->
            Told.OF_APPEAL.answer(
                call,
                decideAppeal.decide(actor, appeal, id, body.draft(answers), body.isAbusive())));
  }

  private static String next(Appeal last) {
    return new QueueCursor(last.receivedAt(), last.report(), last.id()).text();
  }

  private static Optional<String> author(Decision decision) {
    return Optional.ofNullable(decision.author());
  }
}
