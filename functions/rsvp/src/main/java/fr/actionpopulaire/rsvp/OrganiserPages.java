package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Presences.Guest;
import fr.actionpopulaire.rsvp.CloseAnswers.Wish;
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
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where organisers see who comes, print the sheet, and note who came. */
@Hidden
@Controller("/evenements/{id}")
@Produces(MediaType.TEXT_HTML)
final class OrganiserPages {

  private final ListExpected listExpected;
  private final CloseAnswers closeAnswers;
  private final CheckIn checkIn;
  private final Doorkeeper doorkeeper;
  private final Clock clock;
  private final Pages pages;

  OrganiserPages(
      ListExpected listExpected,
      CloseAnswers closeAnswers,
      CheckIn checkIn,
      Doorkeeper doorkeeper,
      Clock clock,
      Pages pages) {
    this.listExpected = listExpected;
    this.closeAnswers = closeAnswers;
    this.checkIn = checkIn;
    this.doorkeeper = doorkeeper;
    this.clock = clock;
    this.pages = pages;
  }

  @Get("/accueil")
  MutableHttpResponse<Object> entrance(HttpRequest<?> request, @PathVariable String id) {
    Call call = Call.of(request);
    int page = page(call);
    return admitted(
        call, member -> list(listExpected.list(id, member, page), "entrance.jte", "Accueil", page));
  }

  /** The same people as a sheet of paper; its style sheet leaves out what is not for paper. */
  @Get("/emargement")
  MutableHttpResponse<Object> sheet(HttpRequest<?> request, @PathVariable String id) {
    Call call = Call.of(request);
    int page = page(call);
    return admitted(
        call,
        member ->
            list(listExpected.list(id, member, page), "sheet.jte", "Feuille d’émargement", page));
  }

  private MutableHttpResponse<Object> list(
      ListExpected.Result result, String template, String title, int page) {
    return switch (result) {
      case ListExpected.Result.Sheet sheet ->
          page(
              HttpStatus.OK,
              template,
              title,
              Map.of("page", EntrancePage.of(sheet, page, clock.instant())));
      case ListExpected.Result.NoEvent _ -> pages.problem(ProblemKind.NOT_FOUND, Refusals.NO_EVENT);
      case ListExpected.Result.NotTheOrganiser _ ->
          pages.problem(ProblemKind.FORBIDDEN, Refusals.NOT_THE_ORGANISER);
    };
  }

  @Post("/accueil")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> closeOrReopen(HttpRequest<?> request, @PathVariable String id) {
    Call call = Call.of(request);
    return admitted(
        call,
        member ->
            switch (call.form().getOrDefault("action", "")) {
              case "fermer" -> carryOut(Wish.CLOSE, id, member);
              case "rouvrir" -> carryOut(Wish.REOPEN, id, member);
              default -> pages.problem(ProblemKind.INVALID, Refusals.NO_CHOICE);
            });
  }

  private MutableHttpResponse<Object> carryOut(Wish wish, String id, String member) {
    return switch (closeAnswers.carryOut(wish, id, member)) {
      case CloseAnswers.Result.Done _ -> Pages.seeOther("/evenements/" + id + "/accueil");
      case CloseAnswers.Result.ClosedByStaff _ ->
          pages.problem(ProblemKind.FORBIDDEN, Refusals.STAFF_REOPENS);
      case CloseAnswers.Result.Over _ -> pages.problem(ProblemKind.EVENT_CLOSED, Refusals.CLOSED);
      case CloseAnswers.Result.NoEvent _ -> pages.problem(ProblemKind.NOT_FOUND, Refusals.NO_EVENT);
      case CloseAnswers.Result.NotTheOrganiser _ ->
          pages.problem(ProblemKind.FORBIDDEN, Refusals.NOT_YOURS);
    };
  }

  /** What the code of a ticket opens on the organiser's phone; changes nothing. */
  @Get("/presence/{ticket}")
  MutableHttpResponse<Object> read(
      HttpRequest<?> request, @PathVariable String id, @PathVariable String ticket) {
    return admitted(
        Call.of(request),
        member -> presence(HttpStatus.OK, checkIn.read(id, member, ticket), ticket, ""));
  }

  @Post("/presence/{ticket}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> note(
      HttpRequest<?> request, @PathVariable String id, @PathVariable String ticket) {
    Call call = Call.of(request);
    return admitted(
        call,
        member -> {
          String typed = call.form().getOrDefault("people", "");
          // A party has ten people at most; 0 is none.
          int people = typed.matches("\\d{1,2}") ? Integer.parseInt(typed) : 0;
          return switch (checkIn.note(id, member, ticket, people)) {
            case CheckIn.Result.Found _ ->
                Pages.seeOther("/evenements/" + id + "/presence/" + ticket);
            case CheckIn.Result.WrongNumber(int seats) ->
                presence(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    checkIn.read(id, member, ticket),
                    ticket,
                    Refusals.present(seats).fr());
            case CheckIn.Result other -> presence(HttpStatus.OK, other, ticket, "");
          };
        });
  }

  private MutableHttpResponse<Object> presence(
      HttpStatus status, CheckIn.Result result, String ticket, String error) {
    return switch (result) {
      case CheckIn.Result.Found(Event event, String firstName, Guest guest) ->
          page(
              status,
              "presence.jte",
              "Présence",
              Map.of(
                  "event",
                  event.id(),
                  "title",
                  event.title(),
                  "when",
                  FrenchTime.span(event.startsAt(), event.endsAt(), event.timeZone()),
                  "firstName",
                  firstName,
                  "seats",
                  guest.seats(),
                  "present",
                  guest.present(),
                  "ticket",
                  ticket,
                  "error",
                  error));
      case CheckIn.Result.NoTicket _ -> pages.problem(ProblemKind.NOT_FOUND, Refusals.NO_TICKET);
      case CheckIn.Result.WrongNumber(int seats) ->
          pages.problem(ProblemKind.INVALID, Refusals.present(seats));
      case CheckIn.Result.CalledOff _ ->
          pages.problem(ProblemKind.EVENT_CLOSED, Refusals.CALLED_OFF);
      case CheckIn.Result.NoEvent _ -> pages.problem(ProblemKind.NOT_FOUND, Refusals.NO_EVENT);
      case CheckIn.Result.NotTheOrganiser _ ->
          pages.problem(ProblemKind.FORBIDDEN, Refusals.NOT_YOURS);
    };
  }

  private MutableHttpResponse<Object> admitted(
      Call call, Function<String, MutableHttpResponse<Object>> use) {
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted -> use.apply(granted.account().id());
    };
  }

  private MutableHttpResponse<Object> page(
      HttpStatus status, String template, String title, Map<String, Object> model) {
    return pages.answer(status, new Page("rsvp", template, title, Visibility.PRIVATE, model));
  }

  /** Pages are counted from 0; what is no number is the first one. */
  private static int page(Call call) {
    Optional<String> asked = call.query("page").filter(typed -> typed.matches("\\d{1,4}"));
    return asked.map(Integer::valueOf).orElse(0);
  }
}
