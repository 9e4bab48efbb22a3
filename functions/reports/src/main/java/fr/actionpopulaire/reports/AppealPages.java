package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
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
import java.util.Map;

/** Where the link in a decision's mail leads: its statement of reasons, and the form to appeal. */
@Hidden
@Controller("/recours/{decision}")
@Produces(MediaType.TEXT_HTML)
final class AppealPages {

  private final FileAppeal fileAppeal;
  private final Pages pages;

  AppealPages(FileAppeal fileAppeal, Pages pages) {
    this.fileAppeal = fileAppeal;
    this.pages = pages;
  }

  /** What was typed, to be shown again. */
  private record Typed(String key, String explanation) {}

  @Get
  MutableHttpResponse<Object> form(HttpRequest<?> request, @PathVariable String decision) {
    String key = Call.of(request).query("cle").orElse("");
    return form(HttpStatus.OK, decision, new Typed(key, ""), new Findings());
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> file(HttpRequest<?> request, @PathVariable String decision) {
    Map<String, String> fields = Call.of(request).form();
    Typed typed = new Typed(fields.getOrDefault("cle", ""), fields.getOrDefault("explication", ""));
    Findings findings = new Findings();
    String explanation = new AppealBody(typed.explanation(), typed.key()).read(findings);
    if (!findings.isEmpty()) {
      return form(HttpStatus.UNPROCESSABLE_ENTITY, decision, typed, findings);
    }
    return switch (fileAppeal.file(RandomId.next(), decision, typed.key(), explanation)) {
      case FileAppeal.Result.Filed(Appeal _) ->
          told(
              HttpStatus.OK,
              "Recours enregistré",
              "Une autre personne que celle qui a décidé va réexaminer la décision.");
      case FileAppeal.Result.Twice _ ->
          told(HttpStatus.CONFLICT, "Recours déjà enregistré", AppealApi.TWICE.fr());
      case FileAppeal.Result.TooLate _ ->
          told(HttpStatus.FORBIDDEN, "Délai passé", AppealApi.TOO_LATE.fr());
      case FileAppeal.Result.NoParty _ -> unknown();
    };
  }

  private MutableHttpResponse<Object> form(
      HttpStatus status, String decision, Typed typed, Findings findings) {
    return fileAppeal
        .open(decision, typed.key())
        .map(
            open ->
                pages.answer(
                    status,
                    new Page(
                        "reports",
                        "appeal.jte",
                        "Contester une décision",
                        Visibility.PRIVATE,
                        Map.of(
                            "decision",
                            open.decision(),
                            "key",
                            typed.key(),
                            "explanation",
                            typed.explanation(),
                            "error",
                            findings.french("/explanation").orElse("")))))
        .orElseGet(this::unknown);
  }

  private MutableHttpResponse<Object> unknown() {
    return told(HttpStatus.NOT_FOUND, "Introuvable", AppealApi.NO_PARTY.fr());
  }

  private MutableHttpResponse<Object> told(HttpStatus status, String title, String what) {
    return pages.answer(
        status,
        new Page(
            "reports",
            "told.jte",
            title,
            Visibility.PRIVATE,
            Map.of("title", title, "what", what)));
  }
}
