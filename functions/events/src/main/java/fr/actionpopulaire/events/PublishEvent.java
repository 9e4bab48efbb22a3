package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A member publishes an event, in one transaction. */
@Singleton
final class PublishEvent {

  private final DraftReader drafts;
  private final Store store;
  private final Events events;
  private final DisplayName names;
  private final Silence silence;
  private final Keys keys;
  private final Clock clock;

  PublishEvent(
      DraftReader drafts,
      Store store,
      Events events,
      DisplayName names,
      Silence silence,
      Keys keys,
      Clock clock) {
    this.drafts = drafts;
    this.store = store;
    this.events = events;
    this.names = names;
    this.silence = silence;
    this.keys = keys;
    this.clock = clock;
  }

  sealed interface Result {
    record Published(Event event) implements Result {}

    record Invalid(Findings findings) implements Result {}

    /** Nothing is published or changed in electoral silence; why, naming the window. */
    record Frozen(Words window) implements Result {}

    /** The id belongs to another event. */
    record Taken() implements Result {}

    /** The member's data is being erased at this moment. */
    record Gone() implements Result {}
  }

  /** Publishes under this id; the same event again under the same id is published once. */
  Result publish(String id, Member.Account organiser, NewEvent sent) {
    Findings findings = new Findings();
    Optional<EventDraft> draft = drafts.read(sent, findings);
    if (draft.isEmpty()) {
      return new Result.Invalid(findings);
    }
    Optional<Words> frozen = silence.now();
    if (frozen.isPresent()) {
      return new Result.Frozen(frozen.get());
    }
    Optional<PersonKey> key = keys.find(new Owner.Member(organiser.id()));
    if (key.isEmpty()) {
      return new Result.Gone();
    }
    Optional<String> name = names.of(draft.get(), organiser.id(), key.get());
    if (name.isEmpty()) {
      return new Result.Gone();
    }
    Event event = event(id, organiser.id(), draft.get(), name.get());
    return switch (store.transact(events.publish(event, key.get()))) {
      case Outcome.Written _ -> new Result.Published(event);
      case Outcome.Refused _ ->
          events
              .find(id)
              .filter(earlier -> isSame(earlier, event))
              .<Result>map(Result.Published::new)
              .orElseGet(Result.Taken::new);
    };
  }

  private static boolean isSame(Event earlier, Event event) {
    return earlier.organiser().equals(event.organiser())
        && earlier.title().equals(event.title())
        && earlier.startsAt().equals(event.startsAt())
        && earlier.commune().equals(event.commune());
  }

  private Event event(String id, String organiser, EventDraft draft, String displayName) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Event(
        id,
        organiser,
        draft.kind(),
        draft.title(),
        draft.description(),
        draft.startsAt(),
        draft.endsAt(),
        draft.timeZone(),
        draft.commune().code(),
        draft.commune().department(),
        draft.place(),
        draft.onlineUrl(),
        draft.capacity(),
        draft.accessibility(),
        displayName,
        EventStatus.PUBLISHED,
        null,
        null,
        0,
        1,
        Event.blocksFor(draft.capacity()),
        now);
  }
}
