package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
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
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;

/** Who comes, for the organiser to read, and to accept where the address is hidden. */
@Hidden
@Controller("/evenements/{id}/reponses")
@Produces(MediaType.TEXT_HTML)
final class AttendeePages {

  private static final String BOX = "reponse-";

  private final ListAttendees listAttendees;
  private final AcceptAnswer acceptAnswer;
  private final Doorkeeper doorkeeper;
  private final Pages pages;

  AttendeePages(
      ListAttendees listAttendees, AcceptAnswer acceptAnswer, Doorkeeper doorkeeper, Pages pages) {
    this.listAttendees = listAttendees;
    this.acceptAnswer = acceptAnswer;
    this.doorkeeper = doorkeeper;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<Object> list(HttpRequest<?> request, @PathVariable String id) {
    Call call = Call.of(request);
    int page =
        call.query("page")
            .filter(RsvpApi.CURSOR.asMatchPredicate())
            .map(Integer::valueOf)
            .orElse(0);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted ->
          switch (listAttendees.list(id, granted.account().id(), page)) {
            case ListAttendees.Result.Page found -> page(id, page, found);
            case ListAttendees.Result.NoEvent _ ->
                pages.problem(ProblemKind.NOT_FOUND, Refusals.NO_EVENT);
            case ListAttendees.Result.NotTheOrganiser _ ->
                pages.problem(ProblemKind.FORBIDDEN, Refusals.NOT_THE_ORGANISER);
          };
    };
  }

  private MutableHttpResponse<Object> page(String id, int page, ListAttendees.Result.Page found) {
    return pages.answer(
        HttpStatus.OK,
        new Page(
            "rsvp",
            "attendees.jte",
            "Qui vient",
            Visibility.PRIVATE,
            Map.of(
                "event",
                id,
                "page",
                page,
                "attendees",
                found.attendees(),
                "hasNext",
                found.hasNext())));
  }

  /** The boxes ticked are accepted; the others stay as they are. */
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> accept(HttpRequest<?> request, @PathVariable String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted -> {
        List<String> ticked =
            call.form().keySet().stream()
                .filter(name -> name.startsWith(BOX))
                .map(name -> name.substring(BOX.length()))
                .toList();
        yield switch (acceptAnswer.accept(id, granted.account().id(), ticked)) {
          case AcceptAnswer.Result.Accepted _ -> Pages.seeOther("/evenements/" + id + "/reponses");
          case AcceptAnswer.Result.NoEvent _ ->
              pages.problem(ProblemKind.NOT_FOUND, Refusals.NO_EVENT);
          case AcceptAnswer.Result.NotTheOrganiser _ ->
              pages.problem(ProblemKind.FORBIDDEN, Refusals.NOT_THE_ORGANISER);
          case AcceptAnswer.Result.Closed _ ->
              pages.problem(ProblemKind.EVENT_CLOSED, Refusals.CLOSED);
          case AcceptAnswer.Result.NothingHidden _ ->
              pages.problem(ProblemKind.CONFLICT, Refusals.NOTHING_HIDDEN);
        };
      }
    };
  }
}
