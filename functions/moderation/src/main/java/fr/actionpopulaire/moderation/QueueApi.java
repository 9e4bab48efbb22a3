package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a decision. Every reading leaves its line in the trail before it is answered, and
 * one for each member whose events are reported.
 */
@Controller("/v1/moderation/reports")
final class QueueApi {

  private static final int PAGE = 50;

  private final StaffDoor door;
  private final Notices notices;
  private final Events events;
  private final Trail trail;

  QueueApi(StaffDoor door, Notices notices, Events events, Trail trail) {
    this.door = door;
    this.notices = notices;
    this.events = events;
    this.trail = trail;
  }

  @Get
  @Operation(summary = "Open reports, oldest first, without anybody's identity")
  @ApiResponse(
      responseCode = "200",
      description = "A page of the queue",
      content = @Content(schema = @Schema(implementation = QueueView.class)))
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
            1,
            place -> Notices.after(place.ids().getFirst(), place.receivedAt()));
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    Notices.Queue queue = notices.open(PAGE, after);
    log(
        actor,
        "read-queue",
        Map.of("reports", String.valueOf(queue.notices().size())),
        queue.notices());
    String next = next(queue.next());
    return OpenPage.answer(
        new QueueView(queue.notices().stream().map(QueueView.ItemView::of).toList(), next),
        "/v1/moderation/reports?status=open",
        next);
  }

  private static @Nullable String next(Query.@Nullable Position position) {
    return position == null
        ? null
        : new QueueCursor(Notices.receivedAt(position), Notices.reportAt(position)).text();
  }

  @Get("/{report}")
  @Operation(summary = "One report, open or decided, without anybody's identity")
  @ApiResponse(
      responseCode = "200",
      description = "The report; ETag changes once it is decided",
      content = @Content(schema = @Schema(implementation = QueueView.ItemView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such report")
  MutableHttpResponse<Object> one(HttpRequest<?> request, @PathVariable String report) {
    Call call = Call.of(request);
    return door.admit(
        call,
        actor -> {
          List<Notice> found =
              RandomId.isOne(report) ? notices.find(report).stream().toList() : List.of();
          if (found.isEmpty()) {
            return Told.OF_REPORT.unknown(call);
          }
          log(actor, "read-report", Map.of("report", report), found);
          QueueView.ItemView item = QueueView.ItemView.of(found.getFirst());
          return HttpResponse.<Object>ok(item).header("etag", "\"" + item.status() + "\"");
        });
  }

  private void log(Actor actor, String action, Map<String, String> about, List<Notice> shown) {
    Set<String> reported =
        shown.stream()
            .flatMap(notice -> notice.target().event().stream())
            .collect(Collectors.toSet());
    trail.add(actor, action, about, events.organisers(reported));
  }
}
