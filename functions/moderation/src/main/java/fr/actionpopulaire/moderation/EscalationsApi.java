package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Escalations;
import fr.actionpopulaire.dynamodb.Escalations.Escalation;
import fr.actionpopulaire.dynamodb.Escalations.Told;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dangers that were reported, and which authority was told of each (DSA 18). */
@Controller("/v1/moderation")
final class EscalationsApi {

  private static final int PAGE = 50;

  private static final Words NO_DANGER =
      new Words(
          "Aucun signalement de ce numéro ne parle d’un danger.",
          "No report of that id speaks of a danger.");

  private static final Words TOO_MANY =
      new Words(
          "Déjà noté " + Escalations.MOST + " fois pour ce signalement.",
          "Written down " + Escalations.MOST + " times for this report already.");

  private final StaffDoor door;
  private final Escalations escalations;
  private final Trail trail;
  private final Store store;
  private final Clock clock;

  EscalationsApi(StaffDoor door, Escalations escalations, Trail trail, Store store, Clock clock) {
    this.door = door;
    this.escalations = escalations;
    this.trail = trail;
    this.store = store;
    this.clock = clock;
  }

  @Get("/escalations")
  @Operation(
      summary = "Reports of a danger of which no authority was told yet, oldest first",
      description = "They stay until that is written down, whatever is decided on the report.")
  @OpenQueue
  @ApiResponse(
      responseCode = "200",
      description = "A page of the queue",
      content = @Content(schema = @Schema(implementation = EscalationView.ListView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "422", description = "A status that is no queue, or a foreign cursor")
  MutableHttpResponse<Object> dangers(HttpRequest<?> request) {
    Call call = Call.of(request);
    return door.admit(call, actor -> dangers(call, actor));
  }

  private MutableHttpResponse<Object> dangers(Call call, Actor actor) {
    Findings findings = new Findings();
    Query.Position after =
        OpenPage.after(
            call,
            findings,
            cursor ->
                QueueCursor.parse(cursor, 1)
                    .map(place -> Escalations.after(place.ids().getFirst(), place.receivedAt())));
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    Escalations.Queue queue = escalations.open(PAGE, after);
    List<Escalation> found = queue.escalations();
    trail.add(
        actor, "read-escalations", Map.of("reports", String.valueOf(found.size())), List.of());
    String next =
        queue.next() == null || found.isEmpty()
            ? null
            : new QueueCursor(found.getLast().receivedAt(), found.getLast().report()).text();
    return OpenPage.answer(
        new EscalationView.ListView(found.stream().map(EscalationView::of).toList(), next),
        "/v1/moderation/escalations?status=open",
        next);
  }

  @Post("/reports/{report}/escalation")
  @Operation(
      summary = "Write down which authority was told of a danger, under which reference",
      description =
          "What is written down is never changed; when another authority is told, that is added."
              + " The line of the trail is in the same transaction.")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "Written down",
      content = @Content(schema = @Schema(implementation = EscalationView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such report, or it speaks of no danger")
  @ApiResponse(responseCode = "409", description = "Written down 20 times already")
  @ApiResponse(responseCode = "422", description = "Values to correct")
  MutableHttpResponse<Object> told(
      HttpRequest<?> request, @PathVariable String report, @Body EscalationBody body) {
    Call call = Call.of(request);
    return door.once(
        call,
        (actor, _) ->
            (RandomId.isOne(report) ? escalations.find(report) : Optional.<Escalation>empty())
                .map(found -> tell(call, actor, found, body))
                .orElseGet(() -> Problem.answer(call, ProblemKind.NOT_FOUND, NO_DANGER)));
  }

  private MutableHttpResponse<Object> tell(
      Call call, Actor actor, Escalation escalation, EscalationBody body) {
    Findings findings = new Findings();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Told told = body.read(findings, escalation, actor, now);
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    List<Write> writes = new ArrayList<>();
    writes.add(Escalations.tell(escalation, told));
    writes.addAll(
        trail.put(
            actor,
            "tell-authority",
            Map.of(
                "report",
                escalation.report(),
                "authority",
                told.authority().code(),
                "told",
                told.at().toString()),
            told.reference(),
            List.of()));
    if (!store.transact(writes).isWritten()) {
      return Problem.answer(call, ProblemKind.CONFLICT, TOO_MANY);
    }
    List<Told> all = new ArrayList<>(escalation.told());
    all.add(told);
    return HttpResponse.<Object>created(
        EscalationView.of(new Escalation(escalation.report(), escalation.receivedAt(), all)));
  }
}
