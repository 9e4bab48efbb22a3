package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Claims.Claim;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;

/** The same queue by the thing reported: what many reported is looked into once. */
@Controller("/v1/moderation/targets")
final class TargetsApi {

  private final StaffDoor door;
  private final OpenReports open;
  private final Trail trail;

  TargetsApi(StaffDoor door, OpenReports open, Trail trail) {
    this.door = door;
    this.open = open;
    this.trail = trail;
  }

  @Get
  @Operation(
      summary = "What is reported, with how often, most reported first",
      description =
          "A thing of which a report says that somebody's life or safety is threatened comes"
              + " before all others. Counts are exact while at most 500 reports, or 1 MB, are open;"
              + " what is behind comes on later pages, in groups of its own.")
  @Parameter(
      name = "order",
      in = ParameterIn.QUERY,
      description = "most-reported (the default; among equals the oldest first) or oldest",
      schema = @Schema(type = "string"))
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
      description = "Counts the reports that give this ground only",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      description = "A page of what is reported",
      content = @Content(schema = @Schema(implementation = TargetsView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "422", description = "No such order or filter, or a foreign cursor")
  MutableHttpResponse<Object> targets(HttpRequest<?> request) {
    Call call = Call.of(request);
    return door.admit(call, actor -> targets(call, actor));
  }

  private MutableHttpResponse<Object> targets(Call call, Actor actor) {
    Findings findings = new Findings();
    TargetsCursor from = OpenPage.after(call, findings, TargetsCursor::parse);
    QueueFilter filter = QueueFilter.read(call, findings);
    OpenReports.Order order =
        findings.require(
            "/order",
            call.query("order").orElse("most-reported"),
            OpenReports.Order::of,
            OpenReports.Order.MOST_REPORTED,
            new Words("most-reported ou oldest.", "most-reported or oldest."));
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    OpenReports.Groups page = open.groups(filter, order, from == null ? TargetsCursor.START : from);
    List<Notice> shown = page.groups().stream().map(OpenReports.Group::oldest).toList();
    Map<String, Claim> claims = open.claims(shown);
    trail.add(
        actor,
        "read-targets",
        Map.of("targets", String.valueOf(shown.size())),
        open.organisers(shown));
    String next = page.next() == null ? null : page.next().text();
    return OpenPage.answer(
        new TargetsView(
            page.groups().stream()
                .map(group -> TargetsView.ItemView.of(group, claims.get(group.subject().path())))
                .toList(),
            next),
        "/v1/moderation/targets?order=" + order.code() + filter.query(),
        next);
  }
}
