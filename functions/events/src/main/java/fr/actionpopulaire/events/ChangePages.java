package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
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
import java.time.Duration;
import java.util.Map;

/** One's own event as a form to be changed. */
@Controller("/evenements/{id}/modifier")
@Produces(MediaType.TEXT_HTML)
@Hidden
final class ChangePages {

  private static final Words CHANGED =
      new Words(
          "L’événement a été modifié ailleurs entre-temps : le voici tel qu’il est.",
          "The event was changed elsewhere meanwhile: here it is as it stands.");

  private final ChangeEvent changeEvent;
  private final Doorkeeper doorkeeper;
  private final Pages pages;

  ChangePages(ChangeEvent changeEvent, Doorkeeper doorkeeper, Pages pages) {
    this.changeEvent = changeEvent;
    this.doorkeeper = doorkeeper;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<Object> form(HttpRequest<?> request, String id) {
    return switch (doorkeeper.memberOnPage(Call.of(request))) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          present(HttpStatus.OK, id, account, new Findings());
    };
  }

  /** The form as the event stands. */
  private MutableHttpResponse<Object> present(
      HttpStatus status, String id, Account account, Findings findings) {
    ChangeEvent.Result looked = changeEvent.look(id, account.id());
    return looked instanceof ChangeEvent.Result.Changed(Event event)
        ? page(status, EventForm.of(event).with(findings))
        : refused(looked);
  }

  @Post
  @Consumes(MediaType.ALL)
  MutableHttpResponse<Object> change(HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          change(account, id, EventForm.filled(id, call.form()));
    };
  }

  private MutableHttpResponse<Object> change(Account account, String id, EventForm form) {
    ChangeEvent.Result result = changeEvent.change(id, account.id(), form.seen(), form::over);
    if (result instanceof ChangeEvent.Result.Stale) {
      Findings findings = new Findings();
      findings.add("", CHANGED);
      return present(HttpStatus.CONFLICT, id, account, findings);
    }
    return result instanceof ChangeEvent.Result.Invalid(Findings findings)
        ? page(HttpStatus.UNPROCESSABLE_ENTITY, form.with(findings))
        : refused(result);
  }

  /** What is said when there is no form to show. */
  private MutableHttpResponse<Object> refused(ChangeEvent.Result result) {
    return switch (result) {
      case ChangeEvent.Result.Changed(Event event) -> Pages.seeOther("/evenements/" + event.id());
      case ChangeEvent.Result.Unknown _ -> pages.problem(ProblemKind.NOT_FOUND, EventWords.UNKNOWN);
      case ChangeEvent.Result.NotOrganiser _ ->
          pages.problem(ProblemKind.FORBIDDEN, EventWords.NOT_YOURS);
      case ChangeEvent.Result.Closed _ ->
          pages.problem(ProblemKind.EVENT_CLOSED, EventWords.NO_CHANGE);
      case ChangeEvent.Result.Frozen(Words window) -> pages.problem(ProblemKind.FROZEN, window);
      case ChangeEvent.Result.TooMany(Duration retryAfter) ->
          pages
              .problem(ProblemKind.TOO_MANY_REQUESTS, EventWords.MOVED_TOO_OFTEN)
              .header("retry-after", Long.toString(retryAfter.toSeconds()));
      case ChangeEvent.Result.Gone _ -> Pages.seeOther("/connexion");
      case ChangeEvent.Result.Stale _,
          ChangeEvent.Result.Invalid _,
          ChangeEvent.Result.Changing _ ->
          pages.problem(ProblemKind.CONFLICT, ProblemKind.CONFLICT.title());
    };
  }

  private MutableHttpResponse<Object> page(HttpStatus status, EventForm form) {
    return pages.answer(
        status,
        new Page(
            "events",
            "form.jte",
            status.getCode() >= 400 ? "À corriger : mon action" : "Modifier mon action",
            Visibility.PRIVATE,
            Map.of("form", form)));
  }
}
