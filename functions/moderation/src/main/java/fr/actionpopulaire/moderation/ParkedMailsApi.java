package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.event.ElectoralFreeze;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.ParkedMails;
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
import org.jspecify.annotations.Nullable;

/** Campaign mail that electoral silence held back leaves by the word of staff only (rule B3). */
@Controller("/v1/moderation/parked-mails")
final class ParkedMailsApi {

  /** Counted no further. */
  private static final int MOST = 10_000;

  private static final Words REASON =
      new Words(
          "Dites dans reason pourquoi vous les libérez (3 à 200 caractères).",
          "Say in reason why you release them (3 to 200 characters).");

  private static final Words SILENCE =
      new Words(
          "Réserve électorale : rien ne peut être libéré avant sa fin.",
          "Electoral silence: nothing can be released before it ends.");

  private final StaffDoor door;
  private final ParkedMails parked;
  private final Store store;
  private final Trail trail;
  private final Campaign campaign;
  private final Clock clock;

  ParkedMailsApi(
      StaffDoor door,
      ParkedMails parked,
      Store store,
      Trail trail,
      Campaign campaign,
      Clock clock) {
    this.door = door;
    this.parked = parked;
    this.store = store;
    this.trail = trail;
    this.campaign = campaign;
    this.clock = clock;
  }

  /** How many wait. */
  @Serdeable
  record Parked(@Schema(description = "At most 10000 are counted") int parked) {}

  /** Why they may leave. */
  @Serdeable
  record ReleaseBody(@Nullable String reason) {}

  @Get
  @Operation(summary = "How many mails electoral silence holds back")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Parked.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  MutableHttpResponse<Object> count(HttpRequest<?> request) {
    Call call = Call.of(request);
    return door.admit(
        call,
        actor -> {
          int count = parked.count(MOST);
          trail.add(actor, "count-parked-mails", Map.of("parked", "" + count), List.of());
          return HttpResponse.<Object>ok(new Parked(count));
        });
  }

  @Post("/release")
  @Operation(summary = "Let leave what is parked now; repeated, what was parked since")
  @ApiResponse(
      responseCode = "200",
      description = "So many will be written anew and sent to whom they still concern",
      content = @Content(schema = @Schema(implementation = Parked.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "409", description = "Electoral silence is on")
  @ApiResponse(responseCode = "422", description = "Without a reason")
  MutableHttpResponse<Object> release(HttpRequest<?> request, @Body ReleaseBody body) {
    Call call = Call.of(request);
    return door.admit(
        call,
        actor ->
            Optional.ofNullable(body.reason())
                .flatMap(typed -> PlainText.line(typed, 3, 200))
                .map(reason -> release(call, actor, reason))
                .orElseGet(() -> refused(call)));
  }

  private MutableHttpResponse<Object> release(Call call, Actor actor, String reason) {
    Instant now = clock.instant();
    if (ElectoralFreeze.at(now, campaign).isPresent()) {
      return Problem.answer(call, ProblemKind.FROZEN, SILENCE);
    }
    int count = parked.count(MOST);
    List<Write> writes = new ArrayList<>();
    writes.add(ParkedMails.release(now));
    writes.addAll(
        trail.put(actor, "release-mails", Map.of("parked", "" + count), reason, List.of()));
    store.transact(writes);
    return HttpResponse.<Object>ok(new Parked(count));
  }

  private static MutableHttpResponse<Object> refused(Call call) {
    Findings findings = new Findings();
    findings.add("/reason", REASON);
    return Problem.answer(call, findings);
  }
}
