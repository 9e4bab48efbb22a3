package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.EventChange;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.PersonKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Events moved as their function moves them. */
final class Moves {

  private Moves() {}

  /** To another place: the event as it is then. */
  static Event elsewhere(Desk desk, Event event, String place) {
    return elsewhere(desk, event, place, event.addressHidden());
  }

  /** The same, and from then on everybody may know where, or those who are accepted only. */
  static Event elsewhere(Desk desk, Event event, String place, boolean hidden) {
    return move(desk, event, event.startsAt(), event.endsAt(), place, hidden);
  }

  /** Where it is, for everybody or for those who are accepted only. */
  static Event hidden(Desk desk, Event event, boolean hidden) {
    Event before = desk.bean(Events.class).find(event.id()).orElseThrow();
    return elsewhere(desk, before, Objects.requireNonNull(before.place()), hidden);
  }

  /** To a later time. */
  static Event later(Desk desk, Event event, Duration by) {
    return move(
        desk, event, event.startsAt().plus(by), event.endsAt().plus(by), "Salle des fêtes", false);
  }

  private static Event move(
      Desk desk, Event event, Instant start, Instant end, String place, boolean hidden) {
    Event before = desk.bean(Events.class).find(event.id()).orElseThrow();
    Event after =
        new Event(
                before.id(),
                before.organiser(),
                before.kind(),
                before.title(),
                before.description(),
                start,
                end,
                before.timeZone(),
                before.commune(),
                before.department(),
                place,
                before.onlineUrl(),
                before.capacity(),
                before.accessibility(),
                before.displayName(),
                before.status(),
                before.reason(),
                before.decision(),
                before.sequence(),
                before.version(),
                before.blocks(),
                before.publishedAt())
            .withAddressHidden(hidden)
            .asNext(true);
    assertTrue(
        desk.store
            .transact(
                new EventChange(before, after).writes(PersonKey.random(), List.of(), desk.now()))
            .isWritten());
    return after;
  }
}
