package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** What a member answered, next event first. */
@Singleton
final class OwnAnswers {

  private final Events events;
  private final Answers answers;

  OwnAnswers(Events events, Answers answers) {
    this.events = events;
    this.answers = answers;
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
}
