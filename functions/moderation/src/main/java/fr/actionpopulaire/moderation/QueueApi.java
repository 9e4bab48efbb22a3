package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Claims.Claim;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a decision. Every reading leaves its line in the trail before it is answered, and
 * one for each member whose events are reported.
 */
@Controller("/v1/moderation/reports")
final class QueueApi {

  private final StaffDoor door;
  private final OpenReports open;
  private final Notices notices;
  private final Trail trail;

  QueueApi(StaffDoor door, OpenReports open, Notices notices, Trail trail) {
    this.door = door;
    this.open = open;
    this.notices = notices;
    this.trail = trail;
  }

  @Get
  @Operation(summary = "Open reports, oldest first, without anybody's identity")
  @OpenQueue
  @Parameter(
      name = "kind",
      in = ParameterIn.QUERY,
      description = "event or page",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "department",
      in = ParameterIn.QUERY,
      description = "Code of the department where the reported event takes place",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "ground",
      in = ParameterIn.QUERY,
      description = "illegal, misleading, harassment, privacy, spam or other",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      description = "A page of the queue; with a filter it may be short before the end",
      content = @Content(schema = @Schema(implementation = QueueView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(
      responseCode = "422",
      description = "A status that is no queue, no such filter, or a foreign cursor")
  MutableHttpResponse<Object> queue(HttpRequest<?> request) {
    Call call = Call.of(request);
    return door.admit(call, actor -> queue(call, actor));
  }

  private MutableHttpResponse<Object> queue(Call call, Actor actor) {
    Findings findings = new Findings();
    QueueCursor after = OpenPage.after(call, findings, cursor -> QueueCursor.parse(cursor, 1));
    QueueFilter filter = QueueFilter.read(call, findings);
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    OpenReports.Slice slice = open.slice(filter, after);
    List<Notice> shown = slice.notices();
    Map<String, Claim> claims = open.claims(shown);
    trail.add(
        actor,
        "read-queue",
        Map.of("reports", String.valueOf(shown.size())),
        open.organisers(shown));
    String next = slice.next() == null ? null : slice.next().text();
    return OpenPage.answer(
        new QueueView(
            shown.stream()
                .map(notice -> QueueView.ItemView.of(notice, of(notice, claims)))
                .toList(),
            next),
        "/v1/moderation/reports?status=open" + filter.query(),
        next);
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
          Map<String, Claim> claims = open.claims(found);
          trail.add(actor, "read-report", Map.of("report", report), open.organisers(found));
          Notice notice = found.getFirst();
          QueueView.ItemView item = QueueView.ItemView.of(notice, of(notice, claims));
          return HttpResponse.<Object>ok(item).header("etag", "\"" + item.status() + "\"");
        });
  }

  private static @Nullable Claim of(Notice notice, Map<String, Claim> claims) {
    return claims.get(notice.target().subject().path());
  }
}
