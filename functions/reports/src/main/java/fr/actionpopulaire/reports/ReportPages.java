package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The form to report what breaks the rules, and the page of its outcome. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
final class ReportPages {

  private final FileReport fileReport;
  private final ReadReport readReport;
  private final Sessions sessions;
  private final Pages pages;

  ReportPages(FileReport fileReport, ReadReport readReport, Sessions sessions, Pages pages) {
    this.sessions = sessions;
    this.fileReport = fileReport;
    this.readReport = readReport;
    this.pages = pages;
  }

  @Get("/signalement")
  MutableHttpResponse<Object> form(HttpRequest<?> request) {
    ReportBody typed = ReportBody.of(Map.of("cible", Call.of(request).query("cible").orElse("")));
    return form(HttpStatus.OK, typed, new Findings());
  }

  @Post("/signalement")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> file(HttpRequest<?> request) {
    Call call = Call.of(request);
    ReportBody typed = ReportBody.of(call.form());
    Findings findings = new Findings();
    Report report = typed.read(findings);
    if (!findings.isEmpty()) {
      return form(HttpStatus.UNPROCESSABLE_ENTITY, typed, findings);
    }
    return switch (fileReport.file(RandomId.next(), report, FileReport.Sender.of(call, sessions))) {
      case FileReport.Result.Filed(Notice notice) -> Pages.seeOther("/signalements/" + notice.id());
      case FileReport.Result.UnknownTarget _ -> {
        findings.add("/target", ReportApi.UNKNOWN_EVENT);
        yield form(HttpStatus.UNPROCESSABLE_ENTITY, typed, findings);
      }
      case FileReport.Result.Suspended(Instant until) -> {
        findings.add("", ReportApi.suspended(until));
        yield form(HttpStatus.FORBIDDEN, typed, findings);
      }
      case FileReport.Result.TooMany(Duration retryAfter) -> {
        findings.add(
            "",
            new Words(
                "Ce contenu a déjà été signalé plusieurs fois depuis votre réseau, ou trop de"
                    + " signalements en viennent. Connectez-vous, ou réessayez dans "
                    + Math.ceilDiv(retryAfter.toSeconds(), 60)
                    + " minutes. Un danger se signale toujours : cochez la case.",
                "Too many reports come from your network."));
        yield form(HttpStatus.TOO_MANY_REQUESTS, typed, findings)
            .header("retry-after", String.valueOf(retryAfter.toSeconds()));
      }
    };
  }

  private MutableHttpResponse<Object> form(HttpStatus status, ReportBody typed, Findings findings) {
    return pages.answer(
        status,
        new Page(
            "reports",
            "form.jte",
            "Signaler un contenu",
            Visibility.PRIVATE,
            Map.of("form", ReportForm.of(typed, findings))));
  }

  @Get("/signalements/{report}")
  MutableHttpResponse<Object> outcome(HttpRequest<?> request, @PathVariable String report) {
    return readReport
        .read(report)
        .map(
            outcome ->
                pages.answer(
                    HttpStatus.OK,
                    new Page(
                        "reports",
                        "outcome.jte",
                        "Votre signalement",
                        Visibility.PRIVATE,
                        model(outcome))))
        .orElseGet(
            () ->
                pages.answer(
                    HttpStatus.NOT_FOUND,
                    new Page(
                        "reports",
                        "told.jte",
                        "Introuvable",
                        Visibility.PRIVATE,
                        Map.of("title", "Introuvable", "what", ReportApi.UNKNOWN.fr()))));
  }

  private static Map<String, Object> model(ReadReport.Outcome outcome) {
    Decision decision = outcome.decision();
    return decision == null
        ? Map.of("notice", outcome.notice())
        : Map.of("notice", outcome.notice(), "decision", decision);
  }
}
