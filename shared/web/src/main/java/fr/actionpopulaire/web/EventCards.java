package fr.actionpopulaire.web;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.ListedEvent;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list of events and the form that finds them, as home and search pages show them alike. */
@Singleton
public final class EventCards {

  private final Pages pages;

  EventCards(Pages pages) {
    this.pages = pages;
  }

  /** What one card says, in French. */
  public record Card(
      String id, String kind, String title, String when, String where, boolean cancelled) {}

  /**
   * The events as a list of cards.
   *
   * @param centre from where distances are counted, or {@code null} for none
   */
  public String list(List<ListedEvent> events, @Nullable Commune centre) {
    return pages.fragment(
        "cards.jte", Map.of("cards", events.stream().map(event -> card(event, centre)).toList()));
  }

  /** The search form; {@code typed} is what stands in it already. */
  public String search(String typed, int radiusKm, String kind) {
    Map<String, Object> model = new HashMap<>();
    model.put("typed", typed);
    model.put("radius", radiusKm);
    model.put("kind", kind);
    return pages.fragment("search.jte", model);
  }

  private static Card card(ListedEvent event, @Nullable Commune centre) {
    Optional<Commune> commune = Communes.embedded().byCode(event.commune());
    String place = commune.map(Commune::name).orElse("");
    String where =
        event.place() == null || event.place().isBlank() ? place : place + ", " + event.place();
    String distance =
        centre == null
            ? ""
            : commune
                .map(there -> there.point().distanceKm(centre.point()))
                .filter(km -> km >= 1)
                .map(km -> " – à %d\u00a0km".formatted(Math.round(km)))
                .orElse("");
    return new Card(
        event.id(),
        event.kind().french(),
        event.title(),
        FrenchTime.span(event.startsAt(), event.endsAt(), event.timeZone()),
        where + distance,
        event.status() == EventStatus.CANCELLED);
  }
}
