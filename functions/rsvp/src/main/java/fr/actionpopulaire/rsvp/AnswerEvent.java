package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Presences;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A member says that they come, with how many, or that they do not. */
@Singleton
final class AnswerEvent {

  private final Events events;
  private final Answers answers;
  private final Presences presences;
  private final Clock clock;

  AnswerEvent(Events events, Answers answers, Presences presences, Clock clock) {
    this.events = events;
    this.answers = answers;
    this.presences = presences;
    this.clock = clock;
  }

  /** What became of it. */
  sealed interface Result {
    record Answered(Event event, AnswerResult answer) implements Result {}

    record NoEvent() implements Result {}
  }

  /**
   * An event with where a member stands on it.
   *
   * @param ticket by which the organiser recognises who has a seat, until the event is over
   */
  record Standing(Event event, Optional<Answer> answer, Optional<String> ticket) {

    /** Whether it takes answers at an instant. */
    boolean isOpen(Instant now) {
      return event.takesAnswers(now) && event.closing().state() == State.OPEN;
    }
  }

  Result come(String event, String member, int guests) {
    return find(event)
        .<Result>map(found -> new Result.Answered(found, answers.answer(found, member, guests)))
        .orElseGet(Result.NoEvent::new);
  }

  /** Takes the answer back; {@code false} when there is no such event. */
  boolean stayAway(String event, String member) {
    Optional<Event> found = find(event);
    found.ifPresent(there -> answers.withdraw(there, member));
    return found.isPresent();
  }

  /**
   * An event and a member's answer to it.
   *
   * @param member empty when nobody is signed in
   */
  Optional<Standing> standing(String event, String member) {
    return find(event).map(found -> standing(found, member));
  }

  private Standing standing(Event event, String member) {
    Optional<Answer> answer =
        member.isEmpty() ? Optional.empty() : answers.find(event.id(), member);
    return new Standing(
        event,
        answer,
        event.takesAnswers(clock.instant())
            ? answer.flatMap(given -> presences.ticket(event, given))
            : Optional.empty());
  }

  private Optional<Event> find(String event) {
    return RandomId.isOne(event) ? events.find(event) : Optional.empty();
  }
}
