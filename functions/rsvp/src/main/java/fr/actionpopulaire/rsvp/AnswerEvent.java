package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A member says that they come, with how many, or that they do not. */
@Singleton
final class AnswerEvent {

  private final Events events;
  private final Answers answers;

  AnswerEvent(Events events, Answers answers) {
    this.events = events;
    this.answers = answers;
  }

  /** What became of it. */
  sealed interface Result {
    record Answered(Event event, AnswerResult answer) implements Result {}

    record NoEvent() implements Result {}
  }

  /** An event with where a member stands on it. */
  record Standing(Event event, Optional<Answer> answer) {}

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
    return find(event)
        .map(
            found ->
                new Standing(
                    found, member.isEmpty() ? Optional.empty() : answers.find(event, member)));
  }

  private Optional<Event> find(String event) {
    return RandomId.isOne(event) ? events.find(event) : Optional.empty();
  }
}
