package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.Optional;

/** What was reported and decided, half-year by half-year, for everybody to read. */
@Hidden
@Controller("/transparence")
@Produces(MediaType.ALL)
final class TransparencyPages {

  private static final String CSV = ".csv";

  private static final Words NONE =
      new Words(
          "Il n’y a pas de rapport de ce semestre : il n’est pas fini, n’est plus conservé, ou rien"
              + " n’y a été reçu ni décidé.",
          "There is no report of that half-year.");

  private final TransparencyReports reports;
  private final Pages pages;

  TransparencyPages(TransparencyReports reports, Pages pages) {
    this.reports = reports;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<Object> all() {
    return page(
        "transparency.jte",
        "Transparence de la modération",
        Map.of(
            "halves",
            reports.all().stream()
                .filter(report -> !report.isEmpty())
                .map(TransparencyReport::half)
                .toList()));
  }

  /** {@code 2026-2} is a page, {@code 2026-2.csv} the same for programs. */
  @Get("/{name}")
  MutableHttpResponse<Object> one(@PathVariable String name) {
    boolean csv = name.endsWith(CSV);
    String code = csv ? name.substring(0, name.length() - CSV.length()) : name;
    return find(code)
        .map(report -> csv ? csv(report) : report(report))
        .orElseGet(() -> pages.problem(ProblemKind.NOT_FOUND, NONE));
  }

  private Optional<TransparencyReport> find(String code) {
    return HalfYear.parse(code).flatMap(reports::find).filter(report -> !report.isEmpty());
  }

  private static MutableHttpResponse<Object> csv(TransparencyReport report) {
    return HttpResponse.<Object>ok(TransparencyCsv.of(report))
        .header(HttpHeaders.CONTENT_TYPE, TransparencyCsv.MEDIA_TYPE)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"transparence-" + report.half().code() + ".csv\"");
  }

  private MutableHttpResponse<Object> report(TransparencyReport report) {
    return page("half-year.jte", "Modération, " + report.half().french(), Map.of("report", report));
  }

  private MutableHttpResponse<Object> page(
      String template, String title, Map<String, Object> model) {
    return pages.answer(
        HttpStatus.OK, new Page("reports", template, title, Visibility.PUBLIC, model));
  }
}
