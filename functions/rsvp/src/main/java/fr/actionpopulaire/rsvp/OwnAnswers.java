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
import java.util.Map;
import java.util.stream.Stream;

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

  /** An answer with what it says of its event, see {@link Events#outline}. */
  record OwnAnswer(Event event, Answer answer) {}

  /** One request for the answers, and one for up to 100 of their events. */
  List<OwnAnswer> of(String member) {
    List<Answer> given = answers.of(member);
    Map<String, Event> answered = events.outlines(given.stream().map(Answer::event).toList());
    return given.stream()
        .flatMap(
            answer ->
                Stream.ofNullable(answered.get(answer.event()))
                    .map(event -> new OwnAnswer(event, answer)))
        .sorted(Comparator.comparing(own -> own.event().startsAt()))
        .toList();
  }

  /**
   * What is read at the entrances, by the event's id; missing without a seat, and once the event is
   * over. One request for up to 100 organisers.
   */
  Map<String, String> tickets(List<OwnAnswer> all) {
    return presences.tickets(
        all.stream().map(OwnAnswer::answer).toList(),
        all.stream()
            .map(OwnAnswer::event)
            .filter(event -> event.takesAnswers(clock.instant()))
            .toList());
  }
}
