package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.QrCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One's own event as a poster to be printed. It says what everybody may know of the event, and its
 * QR code opens sign-up with nothing but the event's id.
 */
@Controller("/evenements/{id}/affiche")
@Produces(MediaType.TEXT_HTML)
@Hidden
final class PosterPages {

  private final Events events;
  private final Doorkeeper doorkeeper;
  private final Campaign campaign;
  private final Pages pages;
  private final Clock clock;

  PosterPages(Events events, Doorkeeper doorkeeper, Campaign campaign, Pages pages, Clock clock) {
    this.events = events;
    this.doorkeeper = doorkeeper;
    this.campaign = campaign;
    this.pages = pages;
    this.clock = clock;
  }

  @Get
  MutableHttpResponse<Object> poster(HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) -> {
        Optional<Event> event = events.find(id);
        if (event.isEmpty()) {
          yield pages.problem(ProblemKind.NOT_FOUND, EventWords.UNKNOWN);
        }
        if (!event.get().isRunBy(account.id())) {
          yield pages.problem(ProblemKind.FORBIDDEN, EventWords.NO_POSTER);
        }
        yield event.get().takesAnswers(clock.instant())
            // It hangs where everybody sees it.
            ? page(event.get().asSeenByAnybody(), call)
            : pages.problem(ProblemKind.EVENT_CLOSED, EventWords.NO_CHANGE);
      }
    };
  }

  private MutableHttpResponse<Object> page(Event event, Call call) {
    String commune = Communes.embedded().byCode(event.commune()).map(Commune::name).orElse("");
    String place = Objects.requireNonNullElse(event.place(), "");
    Poster poster =
        new Poster(
            event.id(),
            event.kind().french(),
            event.title(),
            FrenchTime.span(event.startsAt(), event.endsAt(), event.timeZone()),
            place.isBlank() ? commune : place + ", " + commune,
            Objects.requireNonNullElse(event.accessibility(), ""),
            call.host(),
            pages.fragment(
                "qr.jte",
                Map.of(
                    "code",
                    QrCode.of(call.origin() + "/inscription?evenement=" + event.id()),
                    "label",
                    "Code à scanner pour dire que vous venez")));
    return pages.answer(
        HttpStatus.OK,
        new Page(
            "events",
            "poster.jte",
            "Affiche",
            Visibility.PRIVATE,
            Map.of("poster", poster, "campaign", campaign)));
  }
}
