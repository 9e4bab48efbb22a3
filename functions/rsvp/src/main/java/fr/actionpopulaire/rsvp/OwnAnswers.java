package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Presences;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a member answered, next event first. */
@Singleton
final class OwnAnswers {

  private final Events events;
  private final Answers answers;
  private final Presences presences;
  private final Clock clock;

  OwnAnswers(Events events, Answers answers, Presences presences, Clock clock) {
    this.events = events;
    this.answers = answers;
    this.presences = presences;
    this.clock = clock;
  }

  /** An answer with its event. */
  record OwnAnswer(Event event, Answer answer) {}

  List<OwnAnswer> of(String member) {
    return answers.of(member).stream()
        .flatMap(
            answer ->
                events.find(answer.event()).map(event -> new OwnAnswer(event, answer)).stream())
        .sorted(Comparator.comparing(own -> own.event().startsAt()))
        .toList();
  }

  /** What is read at the entrance; empty without a seat, and once the event is over. */
  Optional<String> ticket(OwnAnswer own) {
    return own.event().takesAnswers(clock.instant())
        ? presences.ticket(own.event(), own.answer())
        : Optional.empty();
  }
}
