package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.ListedEvent;
import fr.actionpopulaire.web.EventData;
import fr.actionpopulaire.web.Preview;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What search engines and messengers are told of an event, and of a list of events. */
@Singleton
final class EventPreviews {

  private final Campaign campaign;

  EventPreviews(Campaign campaign) {
    this.campaign = campaign;
  }

  /** Of an event, what everybody may know. */
  Preview of(Event event, String origin) {
    EventData data = EventData.of(event.asSeenByAnybody(), origin);
    String commune = Communes.embedded().byCode(event.commune()).map(Commune::name).orElse("");
    String where = data.place().isBlank() ? commune : data.place() + ", " + commune;
    String when = FrenchTime.span(event.startsAt(), event.endsAt(), event.timeZone());
    String description =
        switch (event.status()) {
          case PUBLISHED -> "%s – %s – %s.".formatted(event.kind().french(), when, where);
          case CANCELLED, HIDDEN -> "Annulé : %s – %s.".formatted(when, where);
        };
    return new Preview(data.url(), description, data.json(campaign, origin));
  }

  /**
   * Of a list.
   *
   * @param centre around which it was asked for; {@code null} for the whole country
   */
  Preview of(List<ListedEvent> events, @Nullable Commune centre, String origin) {
    return new Preview(
        origin + "/evenements" + (centre == null ? "" : "?commune=" + centre.code()),
        "Les actions de la campagne %s : tractages, réunions, porte-à-porte. Venez, ou organisez la vôtre."
            .formatted(centre == null ? "partout en France" : "autour de " + centre.name()),
        EventData.json(
            events.stream().map(event -> EventData.of(event, origin)).toList(), campaign, origin));
  }
}
