package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.QrCode;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where people say whether they come, and see what they said. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
final class RsvpPages {

  private static final String SIGN_IN = "/connexion";

  private final AnswerEvent answerEvent;
  private final OwnAnswers ownAnswers;
  private final Doorkeeper doorkeeper;
  private final Answers answers;
  private final Clock clock;
  private final Pages pages;

  RsvpPages(
      AnswerEvent answerEvent,
      OwnAnswers ownAnswers,
      Doorkeeper doorkeeper,
      Answers answers,
      Clock clock,
      Pages pages) {
    this.answerEvent = answerEvent;
    this.ownAnswers = ownAnswers;
    this.doorkeeper = doorkeeper;
    this.answers = answers;
    this.clock = clock;
    this.pages = pages;
  }

  /** Anybody may see the form; whoever is not signed in is told where to do so. */
  @Get("/evenements/{id}/participation")
  MutableHttpResponse<Object> participation(HttpRequest<?> request, @PathVariable String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.holder(call)) {
      case Holder.SignedIn member -> form(HttpStatus.OK, call, id, member.account().id(), "");
      case Holder.Verified _, Holder.Nobody _ -> form(HttpStatus.OK, call, id, "", "");
    };
  }

  @Post("/evenements/{id}/participation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> answer(HttpRequest<?> request, @PathVariable String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.holder(call)) {
      case Holder.Nobody _ -> Pages.seeOther(comingBack(SIGN_IN, id));
      case Holder.Verified _ -> Pages.seeOther(comingBack("/inscription/profil", id));
      case Holder.SignedIn member ->
          member.account().isSuspended(clock.instant())
              ? told(
                  HttpStatus.FORBIDDEN,
                  "Compte suspendu",
                  "Votre compte est suspendu. Vous gardez l’accès à vos données et aux recours.")
              : answer(call, id, member.account().id());
    };
  }

  /** A page of sign-up or sign-in that ends at the event's form. */
  private static String comingBack(String page, String id) {
    return RandomId.isOne(id) ? page + "?evenement=" + id : page;
  }

  private MutableHttpResponse<Object> answer(Call call, String id, String member) {
    Map<String, String> fields = call.form();
    return switch (fields.getOrDefault("action", "")) {
      case "venir" -> {
        Optional<Integer> guests = guests(fields.getOrDefault("guests", "0"));
        yield guests.isEmpty()
            ? form(HttpStatus.UNPROCESSABLE_ENTITY, call, id, member, Refusals.GUESTS.fr())
            : come(call, id, member, guests.get());
      }
      case "annuler" -> answerEvent.stayAway(id, member) ? back(id) : noEvent();
      default ->
          form(
              HttpStatus.UNPROCESSABLE_ENTITY,
              call,
              id,
              member,
              "Choisissez «\u00a0Je viens\u00a0» ou «\u00a0Je ne viens plus\u00a0».");
    };
  }

  private MutableHttpResponse<Object> come(Call call, String id, String member, int guests) {
    return switch (answerEvent.come(id, member, guests)) {
      case AnswerEvent.Result.NoEvent _ -> noEvent();
      case AnswerEvent.Result.Answered(Event _, AnswerResult answer) ->
          switch (answer) {
            case AnswerResult.Confirmed _, AnswerResult.Waitlisted _ -> back(id);
            case AnswerResult.Full _ ->
                form(HttpStatus.CONFLICT, call, id, member, Refusals.FULL.fr());
            case AnswerResult.Closed _ ->
                form(HttpStatus.CONFLICT, call, id, member, Refusals.CLOSED.fr());
            // The page says who closed them.
            case AnswerResult.AnswersClosed _ -> form(HttpStatus.CONFLICT, call, id, member, "");
            case AnswerResult.Gone _ -> Pages.seeOther(SIGN_IN);
          };
    };
  }

  private static Optional<Integer> guests(String typed) {
    return typed.matches("\\d") ? Optional.of(Integer.valueOf(typed)) : Optional.empty();
  }

  private static MutableHttpResponse<Object> back(String id) {
    return Pages.seeOther("/evenements/" + id + "/participation");
  }

  /**
   * The form as it stands for a member.
   *
   * @param member empty when nobody is signed in
   */
  private MutableHttpResponse<Object> form(
      HttpStatus status, Call call, String id, String member, String error) {
    return answerEvent
        .standing(id, member)
        .map(
            standing -> {
              boolean open = standing.isOpen(clock.instant());
              Participation participation =
                  Participation.of(
                      standing.event(),
                      open,
                      !member.isEmpty(),
                      standing.answer().orElse(null),
                      open ? answers.tally(standing.event()) : null,
                      standing.ticket().map(ticket -> code(call, id, ticket)).orElse(null));
              return pages.answer(
                  status,
                  new Page(
                      "rsvp",
                      "participation.jte",
                      "Participer",
                      Visibility.PRIVATE,
                      Map.of("participation", participation, "error", error)));
            })
        .orElseGet(this::noEvent);
  }

  /** A link to the organiser's page, so that any phone's camera does. */
  private static QrCode code(Call call, String event, String ticket) {
    return QrCode.of(call.origin() + "/evenements/" + event + "/presence/" + ticket);
  }

  @Get("/mes-participations")
  MutableHttpResponse<Object> own(HttpRequest<?> request) {
    return switch (doorkeeper.holder(Call.of(request))) {
      case Holder.Nobody _, Holder.Verified _ -> Pages.seeOther(SIGN_IN);
      case Holder.SignedIn member -> {
        List<Participation> participations =
            ownAnswers.of(member.account().id()).stream()
                .map(
                    own ->
                        Participation.of(
                            own.event(),
                            own.event().takesAnswers(clock.instant())
                                && own.event().closing().state() == State.OPEN,
                            true,
                            own.answer(),
                            null,
                            null))
                .toList();
        yield pages.answer(
            HttpStatus.OK,
            new Page(
                "rsvp",
                "own.jte",
                "Mes actions",
                Visibility.PRIVATE,
                Map.of("participations", participations)));
      }
    };
  }

  private MutableHttpResponse<Object> noEvent() {
    return told(HttpStatus.NOT_FOUND, "Introuvable", Refusals.NO_EVENT.fr());
  }

  private MutableHttpResponse<Object> told(HttpStatus status, String title, String what) {
    return pages.answer(
        status,
        new Page(
            "rsvp", "told.jte", title, Visibility.PRIVATE, Map.of("title", title, "what", what)));
  }
}
