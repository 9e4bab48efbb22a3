package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Claims;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.web.Call;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
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

/**
 * Looking into what a report is about, so that nobody else decides it meanwhile. A claim holds for
 * every report about the same thing and ends by itself after half an hour; it hinders nobody from
 * reading. Without one, whoever decides first decides.
 */
@Controller("/v1/moderation/reports/{report}/claim")
final class ClaimApi {

  private final StaffDoor door;
  private final Notices notices;
  private final Store store;
  private final Trail trail;
  private final Clock clock;

  ClaimApi(StaffDoor door, Notices notices, Store store, Trail trail, Clock clock) {
    this.door = door;
    this.notices = notices;
    this.store = store;
    this.trail = trail;
    this.clock = clock;
  }

  @Put
  @Operation(summary = "Claim what a report is about for half an hour, or for half an hour more")
  @ApiResponse(
      responseCode = "200",
      description = "Claimed",
      content = @Content(schema = @Schema(implementation = ClaimView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such report")
  @ApiResponse(responseCode = "409", description = "Claimed by somebody else, or decided")
  MutableHttpResponse<Object> claim(HttpRequest<?> request, @PathVariable String report) {
    Call call = Call.of(request);
    return door.admit(
        call,
        actor -> {
          Notice notice = RandomId.isOne(report) ? notices.find(report).orElse(null) : null;
          if (notice == null) {
            return Told.OF_REPORT.unknown(call);
          }
          return notice.isOpen() ? claim(call, actor, notice) : Told.OF_REPORT.decided(call);
        });
  }

  private MutableHttpResponse<Object> claim(Call call, Actor actor, Notice notice) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Write> writes = new ArrayList<>();
    writes.add(Claims.take(notice.target(), actor, now));
    writes.addAll(trail.put(actor, "claim", Map.of("report", notice.id()), null, List.of()));
    return switch (store.transact(writes)) {
      case Outcome.Written _ -> HttpResponse.<Object>ok(ClaimView.of(Claims.of(actor, now)));
      case Outcome.Refused refused ->
          Told.claimed(
              call,
              Claims.seen(refused, 0)
                  .orElseThrow(() -> new IllegalStateException("Refused without a claim")));
    };
  }

  @Delete
  @Operation(summary = "Give up one's claim; without one nothing changes")
  @ApiResponse(responseCode = "204", description = "Not claimed by the caller any more")
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such report")
  MutableHttpResponse<Object> giveUp(HttpRequest<?> request, @PathVariable String report) {
    Call call = Call.of(request);
    return door.admit(
        call,
        actor -> {
          Notice notice = RandomId.isOne(report) ? notices.find(report).orElse(null) : null;
          if (notice == null) {
            return Told.OF_REPORT.unknown(call);
          }
          List<Write> writes = new ArrayList<>();
          writes.add(Claims.giveUp(notice.target(), actor, clock.instant()));
          writes.addAll(
              trail.put(actor, "give-up-claim", Map.of("report", report), null, List.of()));
          store.transact(writes);
          return HttpResponse.<Object>noContent();
        });
  }
}
