package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.EventListing.Search;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What is nearest all the same, for whoever found nothing around a commune. */
@Singleton
public final class NearestEvent {

  /** How many rows of a department are looked at. */
  private static final int GLANCE = 500;

  private static final Comparator<Near> NEAREST =
      Comparator.comparing(Near::distanceKm).thenComparing(near -> near.event().position());

  private final EventListing listing;

  NearestEvent(EventListing listing) {
    this.listing = listing;
  }

  /** An event, and how far its commune is. */
  public record Near(ListedEvent event, double distanceKm) {}

  /**
   * The nearest event the search would find if its circle had no end. The departments are asked
   * nearest first, each for its next {@value #GLANCE} events, until no other can hold a nearer one;
   * where the first seven hold none, the country's next ones are looked through. {@value
   * EventListing#QUERIES} queries at most.
   */
  public Optional<Near> find(Search search, Commune centre) {
    Search anywhere = search.anywhere();
    Optional<Near> nearest = Optional.empty();
    for (Communes.Around around :
        Communes.embedded()
            .departmentsAround(centre.point())
            .subList(0, EventListing.QUERIES - 1)) {
      if (nearest.isPresent() && nearest.get().distanceKm() <= around.distanceKm()) {
        return nearest;
      }
      nearest =
          Stream.of(nearest, in(around.department(), anywhere, centre))
              .flatMap(Optional::stream)
              .min(NEAREST);
    }
    return nearest.isPresent() ? nearest : in(EventListing.COUNTRY, anywhere, centre);
  }

  private Optional<Near> in(String place, Search search, Commune centre) {
    return listing.glance(search, place, GLANCE).stream()
        .flatMap(event -> near(event, centre).stream())
        .min(NEAREST);
  }

  private static Optional<Near> near(ListedEvent event, Commune centre) {
    return Communes.embedded()
        .byCode(event.commune())
        .map(there -> new Near(event, there.point().distanceKm(centre.point())));
  }
}
