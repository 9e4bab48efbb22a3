package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.member.Skill;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.EventListing;
import fr.actionpopulaire.dynamodb.EventListing.Search;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.ListedEvent;
import fr.actionpopulaire.dynamodb.Member;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Events near a member that look for something the member offers in their profile. Only the member
 * themself asks and is answered: nothing leads from a skill to people, and organisers learn of
 * nobody. Who ticked no skill is matched with nothing.
 */
@Singleton
final class MatchEvents {

  /** How many of the next events around are looked at. */
  private static final int LOOKED_AT = 50;

  private final EventListing listing;
  private final Events events;
  private final Clock clock;

  MatchEvents(EventListing listing, Events events, Clock clock) {
    this.listing = listing;
    this.events = events;
    this.clock = clock;
  }

  /** The member's own skills, and the next events that look for one of them. */
  record Matches(List<String> skills, List<Event> events) {}

  Matches of(Member member) {
    List<String> skills = member.personal().skills();
    Optional<Commune> home = Communes.embedded().byCode(member.personal().commune());
    if (skills.isEmpty() || home.isEmpty()) {
      return new Matches(skills, List.of());
    }
    Integer radius = member.personal().radiusKm();
    List<String> around =
        listing
            .find(search(home.get(), radius == null ? FindEvents.DEFAULT_RADIUS_KM : radius))
            .events()
            .stream()
            .map(ListedEvent::id)
            .toList();
    Map<String, Event> read = events.findAll(around);
    return new Matches(
        skills,
        around.stream()
            .map(read::get)
            .filter(Objects::nonNull)
            .filter(event -> event.status() == EventStatus.PUBLISHED)
            .filter(event -> event.skills().stream().anyMatch(skills::contains))
            .map(Event::asSeenByAnybody)
            .toList());
  }

  private Search search(Commune home, double radiusKm) {
    Instant now = clock.instant();
    return new Search(home, radiusKm, null, null, now, null, false, null, LOOKED_AT);
  }

  /** Skills in words, on one line. */
  static String french(List<String> codes) {
    return codes.stream()
        .flatMap(code -> Skill.of(code).stream())
        .map(Skill::french)
        .map(words -> words.substring(0, 1).toLowerCase(Locale.FRENCH) + words.substring(1))
        .collect(Collectors.joining(" ; "));
  }

  /** What of an event's needs a member offers, in words. */
  static String french(Event event, List<String> skills) {
    Stream<String> both = event.skills().stream().filter(skills::contains);
    return french(both.toList());
  }
}
