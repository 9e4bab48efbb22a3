package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Debrief;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.ProblemKind;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/** What came of an event, as a form for those who ran it. */
@Controller("/evenements/{id}/bilan")
@Produces(MediaType.TEXT_HTML)
@Hidden
final class DebriefPages {

  private final WriteDebrief writeDebrief;
  private final Doorkeeper doorkeeper;
  private final Pages pages;

  DebriefPages(WriteDebrief writeDebrief, Doorkeeper doorkeeper, Pages pages) {
    this.writeDebrief = writeDebrief;
    this.doorkeeper = doorkeeper;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<Object> form(HttpRequest<?> request, String id) {
    return switch (doorkeeper.memberOnPage(Call.of(request))) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted ->
          switch (writeDebrief.read(id, granted.account().id())) {
            case WriteDebrief.Result.Written(Event event, Debrief debrief) ->
                page(HttpStatus.OK, DebriefForm.of(event, debrief));
            case WriteDebrief.Result.Nothing(Event event) ->
                page(HttpStatus.OK, DebriefForm.empty(event));
            case WriteDebrief.Result other -> refused(other);
          };
    };
  }

  @Post
  @Consumes(MediaType.ALL)
  MutableHttpResponse<Object> write(HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted -> {
        DebriefForm form = new DebriefForm(id, call.form(), false, new Findings());
        WriteDebrief.Result result = writeDebrief.write(id, granted.account().id(), form.sent());
        yield result instanceof WriteDebrief.Result.Invalid(Findings findings)
            ? page(HttpStatus.UNPROCESSABLE_ENTITY, form.with(findings))
            : refused(result);
      }
    };
  }

  /** What is said when there is no form to show. */
  private MutableHttpResponse<Object> refused(WriteDebrief.Result result) {
    return switch (result) {
      case WriteDebrief.Result.Written(Event event, var _) ->
          Pages.seeOther("/evenements/" + event.id() + "/bilan");
      case WriteDebrief.Result.Unknown _, WriteDebrief.Result.Nothing _ ->
          pages.problem(ProblemKind.NOT_FOUND, EventWords.UNKNOWN);
      case WriteDebrief.Result.NotOrganiser _ ->
          pages.problem(ProblemKind.FORBIDDEN, EventWords.NOT_RUN_BY_YOU);
      case WriteDebrief.Result.NotOver _ ->
          pages.problem(ProblemKind.EVENT_CLOSED, EventWords.NOT_OVER);
      case WriteDebrief.Result.Gone _, WriteDebrief.Result.Invalid _ ->
          pages.problem(ProblemKind.CONFLICT, EventWords.NO_NOTES);
    };
  }

  private MutableHttpResponse<Object> page(HttpStatus status, DebriefForm form) {
    return pages.answer(
        status,
        new Page("events", "debrief.jte", "Bilan", Visibility.PRIVATE, Map.of("form", form)));
  }
}
