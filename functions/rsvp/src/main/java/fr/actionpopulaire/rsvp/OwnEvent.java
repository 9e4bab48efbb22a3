package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds an event for who runs it, and for nobody else. */
@Singleton
final class OwnEvent {

  private final Events events;

  OwnEvent(Events events) {
    this.events = events;
  }

  /** Whether somebody may see what only the organiser sees. */
  sealed interface Result {
    record Own(Event event) implements Result {}

    record NoEvent() implements Result {}

    record NotTheOrganiser() implements Result {}
  }

  Result find(String id, String member) {
    Optional<Event> found = RandomId.isOne(id) ? events.find(id) : Optional.empty();
    return found
        .<Result>map(
            event -> event.isRunBy(member) ? new Result.Own(event) : new Result.NotTheOrganiser())
        .orElseGet(Result.NoEvent::new);
  }
}
