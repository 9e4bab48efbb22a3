package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.EventChange;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Publications;
import fr.actionpopulaire.dynamodb.Resizing;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.IfMatch;
import fr.actionpopulaire.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The organiser changes an event from the version they saw. Of two changes made from one version at
 * once, one is carried out; those who answered are told once of each move.
 */
@Singleton
final class ChangeEvent {

  /**
   * How often it is tried while others write: each try that was lost is somebody else's success, or
   * a step of a change in capacity too big for one transaction.
   */
  private static final int TRIES = 40;

  /** How often one event may be moved in 24 hours: everybody who answered is told each time. */
  static final int MOVES = 10;

  /** How long those who wait are seated here; the purge's next run goes on. */
  private static final Duration SEATING = Duration.ofSeconds(3);

  private final DraftReader drafts;
  private final DisplayName names;
  private final Silence silence;
  private final Store store;
  private final Events events;
  private final Answers answers;
  private final Resizing resizing;
  private final Keys keys;
  private final Publications publications;
  private final Clock clock;

  ChangeEvent(
      DraftReader drafts,
      DisplayName names,
      Silence silence,
      Store store,
      Events events,
      Answers answers,
      Resizing resizing,
      Keys keys,
      Publications publications,
      Clock clock) {
    this.drafts = drafts;
    this.names = names;
    this.silence = silence;
    this.store = store;
    this.events = events;
    this.answers = answers;
    this.resizing = resizing;
    this.keys = keys;
    this.publications = publications;
    this.clock = clock;
  }

  sealed interface Result {

    /** So it stands now; asking for what already stands changes nothing. */
    record Changed(Event event) implements Result {}

    record Unknown() implements Result {}

    record NotOrganiser() implements Result {}

    /** Cancelled, hidden by a decision, or over. */
    record Closed() implements Result {}

    /** Changed since that version. */
    record Stale() implements Result {}

    record Invalid(Findings findings) implements Result {}

    /** Nothing is published or changed in electoral silence; why, naming the window. */
    record Frozen(Words window) implements Result {}

    /** Moved so often already that one more mail would be one too many. */
    record TooMany(Duration retryAfter) implements Result {}

    /** The member's data is being erased at this moment. */
    record Gone() implements Result {}

    /** Written by others each time. */
    record Changing() implements Result {}
  }

  /** The event for its organiser to change. */
  Result look(String id, String member) {
    Optional<Event> found = RandomId.isOne(id) ? events.find(id) : Optional.empty();
    if (found.isEmpty()) {
      return new Result.Unknown();
    }
    Event event = found.get();
    if (!event.isRunBy(member)) {
      return new Result.NotOrganiser();
    }
    return event.takesAnswers(clock.instant()) ? new Result.Changed(event) : new Result.Closed();
  }

  /** Applies a change to what stands, provided it was made from what stands. */
  Result change(String id, String member, IfMatch expected, UnaryOperator<NewEvent> change) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Result looked = look(id, member);
      if (!(looked instanceof Result.Changed(Event before))) {
        return looked;
      }
      if (!expected.matches(before.version())) {
        return new Result.Stale();
      }
      Findings findings = new Findings();
      Optional<EventDraft> draft = drafts.read(change.apply(NewEvent.of(before)), before, findings);
      if (draft.isEmpty()) {
        return new Result.Invalid(findings);
      }
      // The name shown is the organiser's, sealed with their key, whoever of them changes it.
      Optional<PersonKey> key = keys.find(new Owner.Member(before.organiser()));
      Optional<String> name = key.flatMap(own -> name(draft.get(), before, member, own));
      if (key.isEmpty() || name.isEmpty()) {
        return before.organiser().equals(member) ? new Result.Gone() : new Result.Changing();
      }
      Event after = draft.get().over(before, name.get());
      if (after.equals(before)) {
        return new Result.Changed(before);
      }
      Optional<Words> frozen = silence.now();
      if (frozen.isPresent()) {
        return new Result.Frozen(frozen.get());
      }
      List<Write> counted = new ArrayList<>();
      if (EventChange.isMove(before, after)) {
        switch (publications.moveTurn(before, MOVES)) {
          case Publications.Turn.Exhausted(Duration retryAfter) -> {
            return new Result.TooMany(retryAfter);
          }
          case Publications.Turn.Free(Write count) -> counted.add(count);
        }
      }
      switch (resizing.towards(
          before, after.capacity(), RetentionRule.ANSWERS.from(after.endsAt()))) {
        case Resizing.Result.Again _ -> {}
        case Resizing.Result.Taken(int seats) -> {
          return new Result.Invalid(tooFew(seats));
        }
        case Resizing.Result.Ready(var writes, int blocks) -> {
          EventChange changed = new EventChange(before, after.withBlocks(blocks));
          List<Write> all = changed.writes(key.get(), writes, clock.instant());
          all.addAll(counted);
          if (store.transact(all).isWritten()) {
            seatThoseWhoWait(changed);
            return new Result.Changed(changed.after());
          }
        }
      }
    }
    return new Result.Changing();
  }

  /** How the organiser is called is theirs alone to say. */
  private Optional<String> name(EventDraft draft, Event before, String member, PersonKey key) {
    return before.organiser().equals(member)
        ? names.of(draft.displayName(), member, key)
        : Optional.of(before.displayName());
  }

  private void seatThoseWhoWait(EventChange changed) {
    if (!Objects.equals(changed.before().capacity(), changed.after().capacity())) {
      Instant until = clock.instant().plus(SEATING);
      answers.promote(changed.after(), () -> clock.instant().isBefore(until));
    }
  }

  private static Findings tooFew(int seats) {
    Findings findings = new Findings();
    findings.add(
        "/capacity",
        new Words(
            "%d places sont déjà prises : indiquez-en autant ou davantage.".formatted(seats),
            "%d seats are taken already: give that many or more.".formatted(seats)));
    return findings;
  }
}
