package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Tally;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that look for something the caller offers. */
@Serdeable
@Schema(name = "MatchingEvents")
public record MatchView(List<Match> items, @Nullable String next) {

  /** One of them. */
  @Serdeable
  @Schema(name = "MatchingEvent")
  public record Match(
      EventView event,
      @Schema(description = "What of its needed skills the caller offers") List<String> skills) {}

  static MatchView of(MatchEvents.Matches matches, Map<String, Tally> tallies) {
    return new MatchView(
        matches.events().stream()
            .filter(event -> tallies.containsKey(event.id()))
            .map(event -> match(event, tallies, matches.skills()))
            .toList(),
        null);
  }

  private static Match match(Event event, Map<String, Tally> tallies, List<String> skills) {
    Tally tally = tallies.getOrDefault(event.id(), new Tally(0, null));
    return new Match(
        EventView.of(event, tally), event.skills().stream().filter(skills::contains).toList());
  }
}
