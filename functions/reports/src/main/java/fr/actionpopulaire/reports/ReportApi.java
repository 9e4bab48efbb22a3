package fr.actionpopulaire.reports;

import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Idempotency;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpHeaders;
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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Notices in JSON; nobody needs an account to send one. */
@Controller("/v1/reports")
final class ReportApi {

  static final Words UNKNOWN_EVENT =
      new Words("Il n’y a pas d’événement à cette adresse.", "There is no event at this path.");

  static final Words UNKNOWN =
      new Words(
          "Ce signalement n’existe pas, ou n’est plus conservé.",
          "There is no such report, or it is no longer kept.");

  private final FileReport fileReport;
  private final ReadReport readReport;
  private final Idempotency idempotency;
  private final Peppers peppers;
  private final Sessions sessions;

  ReportApi(
      FileReport fileReport,
      ReadReport readReport,
      Idempotency idempotency,
      Peppers peppers,
      Sessions sessions) {
    this.sessions = sessions;
    this.fileReport = fileReport;
    this.readReport = readReport;
    this.idempotency = idempotency;
    this.peppers = peppers;
  }

  @Post
  @Operation(
      summary = "Report a page or a resource; no login",
      description =
          "Whoever sends a token is counted by themselves and not by their network; the token is"
              + " not kept with the report. With danger a report is always taken.")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "Received; the id opens the outcome",
      content = @Content(schema = @Schema(implementation = ReportView.Received.class)))
  @ApiResponse(
      responseCode = "403",
      description =
          "Reporting with that address is suspended; until says when it ends. With danger a"
              + " report is always taken")
  @ApiResponse(responseCode = "422", description = "Values to correct, or no such event")
  @ApiResponse(
      responseCode = "429",
      description =
          "Too many notices about that from one network, or from whoever is signed in; Retry-After"
              + " says when. Who signs in is counted apart from their network")
  MutableHttpResponse<Object> file(HttpRequest<?> request, @Body ReportBody body) {
    Call call = Call.of(request);
    Findings findings = new Findings();
    Report report = body.read(findings);
    return findings.isEmpty()
        ? idempotency.once(
            call,
            peppers.keyedHash("reports-source", call.source()),
            id -> answer(call, fileReport.file(id, report, FileReport.Sender.of(call, sessions))))
        : Problem.answer(call, findings);
  }

  private static MutableHttpResponse<Object> answer(Call call, FileReport.Result result) {
    return switch (result) {
      case FileReport.Result.Filed(Notice notice) ->
          HttpResponse.<Object>created(new ReportView.Received(notice.id(), notice.receivedAt()))
              .headers(headers -> headers.location(URI.create("/v1/reports/" + notice.id())));
      case FileReport.Result.UnknownTarget _ -> {
        Findings findings = new Findings();
        findings.add("/target", UNKNOWN_EVENT);
        yield Problem.answer(call, findings);
      }
      case FileReport.Result.TooMany(Duration retryAfter) -> tooMany(call, retryAfter);
      case FileReport.Result.Suspended(Instant until) ->
          Problem.until(call, ProblemKind.REPORTING_SUSPENDED, suspended(until), until);
    };
  }

  static Words suspended(Instant until) {
    return new Words(
        "Plusieurs signalements envoyés avec cette adresse étaient manifestement infondés, malgré"
            + " un avertissement : ils ne sont pas examinés jusqu’au "
            + FrenchDay.of(until)
            + ". Si la vie ou la sécurité de quelqu’un est menacée, ou si un enfant est victime,"
            + " dites-le par « danger » : ce signalement est toujours reçu.",
        "Several reports sent with this address were manifestly unfounded, in spite of a warning:"
            + " they are not examined until "
            + until
            + ". If somebody's life or safety is threatened, or a child is a victim, say so by"
            + " «danger»: that report is always taken.");
  }

  static MutableHttpResponse<Object> tooMany(Call call, Duration retryAfter) {
    return Problem.answer(
            call,
            ProblemKind.TOO_MANY_REQUESTS,
            new Words(
                "Ce contenu a déjà été signalé plusieurs fois depuis votre réseau, ou trop de"
                    + " signalements en viennent ; réessayez plus tard. Si vous vous connectez avec un code reçu"
                    + " par courriel, votre réseau ne compte plus. Un danger se signale toujours.",
                "This was reported several times from your network, or too many reports come"
                    + " from it; try again later. Sign in with a code sent by e-mail and your network no"
                    + " longer counts. A danger is always taken."))
        .header("retry-after", String.valueOf(retryAfter.toSeconds()));
  }

  @Get("/{report}")
  @Operation(summary = "Status and decision of a report, for whoever holds its link")
  @ApiResponse(
      responseCode = "200",
      description = "The report; ETag changes once it is decided",
      content = @Content(schema = @Schema(implementation = ReportView.class)))
  @ApiResponse(responseCode = "404", description = "No such report, or no longer")
  MutableHttpResponse<Object> read(HttpRequest<?> request, @PathVariable String report) {
    return readReport
        .read(report)
        .map(
            outcome ->
                HttpResponse.<Object>ok(ReportView.of(outcome))
                    .header(HttpHeaders.ETAG, ReportView.version(outcome)))
        .orElseGet(() -> Problem.answer(Call.of(request), ProblemKind.NOT_FOUND, UNKNOWN));
  }
}
