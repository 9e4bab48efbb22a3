package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Presences;
import fr.actionpopulaire.purge.Attic.Person;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Who answered an event, who waits and who came, with the questions that show it. */
final class AnswerQuestions {

  private AnswerQuestions() {}

  static List<BooleanSupplier> of(Attic attic) {
    Answers answers = attic.bean(Answers.class);
    Person guest = attic.person();
    Person waiting = attic.person();
    Event event = attic.event(attic.person(), 1, Duration.ofHours(1));
    answers.answer(event, guest.id(), 0);
    answers.answer(event, waiting.id(), 0);
    Presences presences = attic.bean(Presences.class);
    Answer seat = answers.find(event.id(), guest.id()).orElseThrow();
    assertTrue(presences.note(event, presences.party(seat).orElseThrow(), 1));
    return List.of(
        () -> presences.party(seat).isPresent(),
        () -> !presences.roll(event).isEmpty(),
        () -> answers.find(event.id(), guest.id()).isPresent(),
        () -> answers.find(event.id(), waiting.id()).isPresent(),
        () -> !answers.of(guest.id()).isEmpty(),
        () -> !answers.attendees(event).isEmpty(),
        () -> !answers.waiting(event).isEmpty(),
        () -> !answers.queue(event).isEmpty());
  }
}
