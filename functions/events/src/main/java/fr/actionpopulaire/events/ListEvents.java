package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.ListedEvent;
import fr.actionpopulaire.dynamodb.NearestEvent.Near;
import fr.actionpopulaire.dynamodb.Tally;
import fr.actionpopulaire.web.Findings;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds events and reads each one itself, so that a list says of an event what the event says at
 * that moment: one that was called off or hidden since its row was written is left out.
 *
 * <p>A page with big events is shorter, since their seats take many reads.
 */
@Singleton
final class ListEvents {

  private final FindEvents findEvents;
  private final Events events;
  private final Answers answers;

  ListEvents(FindEvents findEvents, Events events, Answers answers) {
    this.findEvents = findEvents;
    this.events = events;
    this.answers = answers;
  }

  sealed interface Result {
    record Listed(EventList list) implements Result {}

    record Invalid(Findings findings) implements Result {}
  }

  Result list(FindEvents.Question question) {
    return switch (findEvents.find(question)) {
      case FindEvents.Result.Invalid(var findings) -> new Result.Invalid(findings);
      case FindEvents.Result.Found found ->
          new Result.Listed(
              found.nearest() == null
                  ? page(found.slice().events(), found.next())
                  : nearest(found.nearest()));
    };
  }

  private EventList nearest(Near near) {
    EventList alone = page(List.of(near.event()), null);
    return new EventList(
        List.of(),
        null,
        alone.items().stream()
            .findFirst()
            .map(event -> new EventList.Nearest(event, (long) Math.ceil(near.distanceKm())))
            .orElse(null));
  }

  private EventList page(List<ListedEvent> found, @Nullable String next) {
    Map<String, String> positions =
        found.stream().collect(Collectors.toMap(ListedEvent::id, ListedEvent::position));
    Map<String, Event> read = events.findAll(positions.keySet());
    List<Event> shown =
        found.stream()
            .flatMap(listed -> Optional.ofNullable(read.get(listed.id())).stream())
            .filter(event -> event.status() == EventStatus.PUBLISHED)
            .toList();
    Map<String, Tally> tallies = answers.tallies(shown);
    List<EventView> items = new ArrayList<>();
    @Nullable String last = null;
    for (Event event : shown) {
      Tally tally = tallies.get(event.id());
      if (tally == null) {
        return new EventList(items, FindEvents.cursor(last), null);
      }
      items.add(EventView.of(event.asSeenByAnybody(), tally));
      last = positions.get(event.id());
    }
    return new EventList(items, next, null);
  }
}
