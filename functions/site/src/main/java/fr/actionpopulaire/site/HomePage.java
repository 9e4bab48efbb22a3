package fr.actionpopulaire.site;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.dynamodb.EventListing;
import fr.actionpopulaire.dynamodb.EventListing.Search;
import fr.actionpopulaire.dynamodb.ListedEvent;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.EventCards;
import fr.actionpopulaire.web.EventData;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.Preview;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where people arrive: find an action near oneself, and what happens next in the country. */
@Controller
@Produces(MediaType.TEXT_HTML)
@Hidden
final class HomePage {

  private static final int NEXT_EVENTS = 6;
  private static final int RADIUS_KM = 25;

  private final EventListing listing;
  private final EventCards cards;
  private final Pages pages;
  private final Campaign campaign;
  private final Clock clock;

  HomePage(EventListing listing, EventCards cards, Pages pages, Campaign campaign, Clock clock) {
    this.listing = listing;
    this.cards = cards;
    this.pages = pages;
    this.campaign = campaign;
    this.clock = clock;
  }

  @Get("/")
  MutableHttpResponse<Object> home(HttpRequest<?> request) {
    String origin = Call.of(request).origin();
    Instant now = clock.instant();
    List<ListedEvent> next =
        listing
            .find(new Search(null, RADIUS_KM, null, null, now, null, false, null, NEXT_EVENTS))
            .events();
    return pages.answer(
        HttpStatus.OK,
        new Page(
                "site",
                "home.jte",
                "Agir près de chez soi",
                Visibility.PUBLIC,
                Map.of(
                    "campaign",
                    campaign,
                    "search",
                    cards.search("", RADIUS_KM, ""),
                    "empty",
                    next.isEmpty(),
                    "cards",
                    cards.list(next, null)))
            .toldAs(
                new Preview(
                    origin + "/",
                    "Le réseau d’action de la candidature de %s : trouvez une action près de chez vous, ou proposez la vôtre."
                        .formatted(campaign.candidate()),
                    EventData.json(
                        next.stream().map(event -> EventData.of(event, origin)).toList(),
                        campaign,
                        origin))));
  }
}
