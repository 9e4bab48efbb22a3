package fr.actionpopulaire.dynamodb;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Takes a member who leaves the network out of the events they answered or were to organise. */
@Singleton
final class Departure {

  /** What those who answered are told when the organiser leaves. */
  static final String CANCELLED = "L’organisateur ou l’organisatrice a quitté le réseau.";

  /** How often cancelling an event that others change meanwhile is tried. */
  private static final int TRIES = 5;

  private final Store store;
  private final Answers answers;
  private final Events events;
  private final Correspondence correspondence;
  private final Clock clock;

  Departure(
      Store store, Answers answers, Events events, Correspondence correspondence, Clock clock) {
    this.store = store;
    this.answers = answers;
    this.events = events;
    this.correspondence = correspondence;
    this.clock = clock;
  }

  /** How much there was of each. */
  record Left(int answers, int events, int messages) {}

  /**
   * Frees the member's seats for those who wait, calls off what they were to organise, and unsays
   * what nobody has begun to send them. May be repeated.
   */
  Left leave(String member) {
    List<Answer> given = answers.of(member);
    answers.withdrawAll(member);
    List<String> organised = events.organisedBy(member);
    organised.forEach(this::callOff);
    return new Left(given.size(), organised.size(), correspondence.withdraw(member, given));
  }

  private void callOff(String id) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Event event = events.find(id).orElse(null);
      if (event == null || !event.takesAnswers(clock.instant())) {
        return;
      }
      if (store.transact(events.cancel(event, CANCELLED)).isWritten()) {
        return;
      }
    }
    throw new Busy(new IllegalStateException("The event kept changing"));
  }
}
