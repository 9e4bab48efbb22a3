package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.Closing;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Publications;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A member publishes an event, in one transaction. */
@Singleton
final class PublishEvent {

  /** Only the same member's other publications can be in the way. */
  private static final int TRIES = 10;

  private static final Duration ANNOUNCED = Duration.ofMinutes(60);

  private final DraftReader drafts;
  private final Store store;
  private final Events events;
  private final DisplayName names;
  private final Silence silence;
  private final Keys keys;
  private final Publications publications;
  private final int perDay;
  private final Clock clock;

  PublishEvent(
      DraftReader drafts,
      Store store,
      Events events,
      DisplayName names,
      Silence silence,
      Keys keys,
      Publications publications,
      @Value("${events.per.day}") int perDay,
      Clock clock) {
    this.drafts = drafts;
    this.store = store;
    this.events = events;
    this.names = names;
    this.silence = silence;
    this.keys = keys;
    this.publications = publications;
    this.perDay = perDay;
    this.clock = clock;
  }

  sealed interface Result {
    /** All of them, in the order they were asked for. */
    record Published(List<Event> events) implements Result {}

    record Invalid(Findings findings) implements Result {}

    /** Nothing is published or changed in electoral silence; why, naming the window. */
    record Frozen(Words window) implements Result {}

    /** The id belongs to another event. */
    record Taken() implements Result {}

    /** A new account publishes so many a day and no more, until one of them has taken place. */
    record TooMany(Duration retryAfter) implements Result {}

    /** The member's data is being erased at this moment. */
    record Gone() implements Result {}
  }

  /** Publishes under this id; the same event again under the same id is published once. */
  Result publish(String id, Member.Account organiser, NewEvent sent) {
    Findings findings = new Findings();
    Optional<EventDraft> draft = drafts.read(sent, findings);
    return draft.isEmpty()
        ? new Result.Invalid(findings)
        : publish(id, organiser, List.of(draft.get()));
  }

  /**
   * Publishes several, all or none: the first one under this id, the others under ids that follow
   * from it.
   */
  Result publish(String id, Member.Account organiser, List<EventDraft> drafts) {
    Optional<Words> frozen = silence.now();
    if (frozen.isPresent()) {
      return new Result.Frozen(frozen.get());
    }
    Optional<PersonKey> key = keys.find(new Owner.Member(organiser.id()));
    if (key.isEmpty()) {
      return new Result.Gone();
    }
    Optional<String> name = names.of(drafts.getFirst().displayName(), organiser.id(), key.get());
    if (name.isEmpty()) {
      return new Result.Gone();
    }
    List<Event> all = new ArrayList<>();
    for (EventDraft draft : drafts) {
      String own = all.isEmpty() ? id : RandomId.following(id, all.size());
      all.add(event(own, organiser.id(), draft, name.get()));
    }
    return publish(all, key.get());
  }

  private Result publish(List<Event> all, PersonKey key) {
    String organiser = all.getFirst().organiser();
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      List<Write> writes = new ArrayList<>();
      all.forEach(event -> writes.addAll(events.publish(event, key)));
      switch (publications.turn(organiser, perDay, all.size())) {
        case Publications.Turn.Free(Write count) -> writes.add(count);
        case Publications.Turn.Exhausted(Duration retryAfter) -> {
          if (!isEstablished(organiser)) {
            return earlier(all).orElseGet(() -> new Result.TooMany(retryAfter));
          }
        }
      }
      if (!(store.transact(writes) instanceof Outcome.Refused refused)) {
        return new Result.Published(all);
      }
      if (refused.failedAt(0)) {
        return earlier(all).orElseGet(Result.Taken::new);
      }
    }
    throw new Busy(new IllegalStateException("The same member keeps publishing"));
  }

  /** The same events, published before under these ids; each is looked up, so that none is new. */
  private Optional<Result> earlier(List<Event> all) {
    List<Event> before = new ArrayList<>();
    for (Event event : all) {
      events.find(event.id()).filter(earlier -> isSame(earlier, event)).ifPresent(before::add);
    }
    return before.size() == all.size()
        ? Optional.of(new Result.Published(before))
        : Optional.empty();
  }

  /**
   * Whether an event of theirs has taken place that was announced an hour before it ended at least:
   * one that begins and ends within minutes proves nothing.
   */
  private boolean isEstablished(String organiser) {
    Instant now = clock.instant();
    return events.findAll(events.organisedBy(organiser)).values().stream()
        .anyMatch(
            event ->
                event.status() == EventStatus.PUBLISHED
                    && !now.isBefore(event.endsAt())
                    && !event.endsAt().isBefore(event.publishedAt().plus(ANNOUNCED)));
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
        draft.addressHidden(),
        draft.capacity(),
        draft.accessibility(),
        draft.skills(),
        displayName,
        EventStatus.PUBLISHED,
        null,
        null,
        0,
        1,
        Event.blocksFor(draft.capacity()),
        now,
        List.of(),
        Closing.NONE);
  }
}
