package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Notices.Reporter;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one needs to decide a report, and, apart and with a reason, who sent it. Both leave their
 * line in the trail before they are answered.
 */
@Controller("/v1/moderation/reports/{report}")
final class CaseApi {

  private static final Words REASON =
      new Words(
          "Dites dans reason pourquoi il faut savoir qui signale (3 à 200 caractères).",
          "Say in reason why one must know who reports (3 to 200 characters).");

  private final StaffDoor door;
  private final ReadCase readCase;
  private final Notices notices;
  private final Trail trail;

  CaseApi(StaffDoor door, ReadCase readCase, Notices notices, Trail trail) {
    this.door = door;
    this.readCase = readCase;
    this.notices = notices;
    this.trail = trail;
  }

  /** Who reported, as far as they said. */
  @Serdeable
  record ReporterView(@Nullable String name, @Nullable String email) {

    private static ReporterView of(Reporter reporter) {
      EmailAddress email = reporter.email();
      return new ReporterView(reporter.name(), email == null ? null : email.value());
    }

    /** Never who. */
    @Override
    public String toString() {
      return "ReporterView[…]";
    }
  }

  @Get("/file")
  @Operation(
      summary = "A report with what it is about, and what was decided on that and on its author",
      description = "Without anybody's identity")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such report")
  MutableHttpResponse<Object> file(HttpRequest<?> request, @PathVariable String report) {
    Call call = Call.of(request);
    return door.admit(
        call,
        actor ->
            readCase
                .read(report)
                .<MutableHttpResponse<Object>>map(
                    found -> {
                      trail.add(
                          actor,
                          "read-file",
                          Map.of("report", report),
                          Optional.ofNullable(found.author()).stream().toList());
                      return HttpResponse.<Object>ok(found.view());
                    })
                .orElseGet(() -> Told.OF_REPORT.unknown(call)));
  }

  @Get("/reporter")
  @Operation(summary = "Who sent a report: with a reason, which the trail keeps")
  @Parameter(
      name = "reason",
      in = ParameterIn.QUERY,
      description = "3 to 200 characters",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      description = "Both null when they did not say, or their key is gone",
      content = @Content(schema = @Schema(implementation = ReporterView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such report")
  @ApiResponse(responseCode = "422", description = "Without a reason")
  MutableHttpResponse<Object> reporter(HttpRequest<?> request, @PathVariable String report) {
    Call call = Call.of(request);
    return door.admit(
        call,
        actor -> {
          Optional<String> reason =
              call.query("reason").flatMap(typed -> PlainText.line(typed, 3, 200));
          if (reason.isEmpty()) {
            Findings findings = new Findings();
            findings.add("/reason", REASON);
            return Problem.answer(call, findings);
          }
          if (!RandomId.isOne(report) || notices.find(report).isEmpty()) {
            return Told.OF_REPORT.unknown(call);
          }
          trail.add(actor, "read-reporter", Map.of("report", report), reason.get(), List.of());
          return HttpResponse.<Object>ok(
              ReporterView.of(notices.reporter(report).orElse(new Reporter(null, null))));
        });
  }
}
