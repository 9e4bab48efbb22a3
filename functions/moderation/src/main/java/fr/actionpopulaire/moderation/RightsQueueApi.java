package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.RightsRequests.Letter;
import fr.actionpopulaire.dynamodb.RightsRequests.RightsRequest;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people asked about their data, by the day it must be answered (CNIL A15). */
@Controller("/v1/moderation/rights-requests")
final class RightsQueueApi {

  /** Soonest due first, so whoever answers them sees the others come up. */
  private static final int MOST = 100;

  private static final Set<String> OUTCOMES = Set.of("granted", "partly", "refused");

  private static final Words UNKNOWN =
      new Words("Cette demande n’existe pas.", "There is no such request.");

  private static final Words REASON =
      new Words(
          "Dites dans reason pourquoi vous la lisez (3 à 200 caractères).",
          "Say in reason why you read it (3 to 200 characters).");

  private static final Words OUTCOME =
      new Words("Choisissez granted, partly ou refused.", "Choose granted, partly or refused.");

  private final StaffDoor door;
  private final RightsRequests requests;
  private final Trail trail;
  private final Store store;
  private final Clock clock;

  RightsQueueApi(StaffDoor door, RightsRequests requests, Trail trail, Store store, Clock clock) {
    this.door = door;
    this.requests = requests;
    this.trail = trail;
    this.store = store;
    this.clock = clock;
  }

  /** How a request was answered; the answer itself went by mail. */
  @Serdeable
  record AnswerBody(@Nullable String outcome) {}

  @Get
  @Operation(summary = "Open requests about people's data, soonest due first, without identity")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RightsRequestView.ListView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  MutableHttpResponse<Object> open(HttpRequest<?> request) {
    Call call = Call.of(request);
    return door.admit(
        call,
        actor -> {
          Instant now = clock.instant();
          List<RightsRequest> found = requests.open(MOST);
          long late = found.stream().filter(one -> one.isLate(now)).count();
          trail.add(
              actor,
              "read-rights-queue",
              Map.of("requests", String.valueOf(found.size())),
              List.of());
          return HttpResponse.<Object>ok()
              .body(
                  new RightsRequestView.ListView(
                      found.stream().map(one -> RightsRequestView.of(one, null, now)).toList(),
                      null,
                      late));
        });
  }

  @Get("/{request}")
  @Operation(summary = "Who asks, and what: with a reason, which the trail keeps")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RightsRequestView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such request")
  @ApiResponse(responseCode = "422", description = "Without a reason")
  MutableHttpResponse<Object> one(HttpRequest<?> http, @PathVariable String request) {
    Call call = Call.of(http);
    return door.admit(
        call,
        actor -> {
          Optional<String> reason =
              call.query("reason").flatMap(typed -> PlainText.line(typed, 3, 200));
          if (reason.isEmpty()) {
            return refused(call, "/reason", REASON);
          }
          Optional<RightsRequest> found = find(request);
          if (found.isEmpty()) {
            return Problem.answer(call, ProblemKind.NOT_FOUND, UNKNOWN);
          }
          @Nullable Letter letter = requests.letter(request).orElse(null);
          trail.add(
              actor,
              "read-rights-request",
              Map.of("request", request),
              reason.get(),
              letter == null ? List.of() : letter.concerns());
          return HttpResponse.<Object>ok()
              .body(RightsRequestView.of(found.get(), letter, clock.instant()));
        });
  }

  @Post("/{request}/answer")
  @Operation(summary = "Note that a request was answered, and how")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = RightsRequestView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such request")
  @ApiResponse(responseCode = "409", description = "Answered before")
  @ApiResponse(responseCode = "422", description = "No such outcome")
  MutableHttpResponse<Object> answer(
      HttpRequest<?> http, @PathVariable String request, @Body AnswerBody body) {
    Call call = Call.of(http);
    return door.admit(
        call,
        actor ->
            Optional.ofNullable(body.outcome())
                .filter(OUTCOMES::contains)
                .map(outcome -> answered(call, actor, request, outcome))
                .orElseGet(() -> refused(call, "/outcome", OUTCOME)));
  }

  private MutableHttpResponse<Object> answered(
      Call call, Actor actor, String request, String outcome) {
    if (find(request).isEmpty()) {
      return Problem.answer(call, ProblemKind.NOT_FOUND, UNKNOWN);
    }
    Instant now = clock.instant();
    List<Write> writes = new ArrayList<>();
    writes.add(RightsRequests.answer(request, outcome, actor, now));
    writes.addAll(
        trail.put(
            actor,
            "answer-rights-request",
            Map.of("request", request, "outcome", outcome),
            null,
            requests.letter(request).map(Letter::concerns).orElse(List.of())));
    return store.transact(writes).isWritten()
        ? find(request)
            .<MutableHttpResponse<Object>>map(
                one -> HttpResponse.<Object>created(RightsRequestView.of(one, null, now)))
            .orElseGet(() -> Problem.answer(call, ProblemKind.NOT_FOUND, UNKNOWN))
        : Problem.answer(call, ProblemKind.ALREADY_DECIDED, ProblemKind.ALREADY_DECIDED.title());
  }

  private Optional<RightsRequest> find(String request) {
    return RandomId.isOne(request) ? requests.find(request) : Optional.empty();
  }

  private static MutableHttpResponse<Object> refused(Call call, String pointer, Words why) {
    Findings findings = new Findings();
    findings.add(pointer, why);
    return Problem.answer(call, findings);
  }
}
