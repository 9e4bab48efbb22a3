package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.event.EventStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Takes a member who leaves the network out of the events they answered or were to organise. */
@Singleton
final class Departure {

  /** What those who answered are told when the organiser leaves. */
  static final String CANCELLED = "L’organisateur ou l’organisatrice a quitté le réseau.";

  /** How often cancelling an event that others change meanwhile is tried. */
  private static final int TRIES = 5;

  private final Store store;
  private final Answers answers;
  private final CoOrganisers coOrganisers;
  private final Events events;
  private final Correspondence correspondence;
  private final Clock clock;

  Departure(
      Store store,
      Answers answers,
      CoOrganisers coOrganisers,
      Events events,
      Correspondence correspondence,
      Clock clock) {
    this.store = store;
    this.answers = answers;
    this.coOrganisers = coOrganisers;
    this.events = events;
    this.correspondence = correspondence;
    this.clock = clock;
  }

  /** How much there was of each. */
  record Left(int answers, int events, int messages) {}

  /**
   * Frees the member's seats for those who wait, calls off what they were to organise alone, leaves
   * to others what they organise with them, and unsays what nobody has begun to send them. May be
   * repeated.
   *
   * <p>They leave the events of others before their own are looked for: an event that is handed to
   * them meanwhile is then one of their own, or stays with whom they ran it for.
   */
  Left leave(String member) {
    List<Answer> given = answers.of(member);
    answers.withdrawAll(member);
    int together = coOrganisers.leaveAll(member);
    List<String> organised = events.organisedBy(member);
    organised.forEach(id -> leaveOrCallOff(id, member));
    return new Left(
        given.size(), organised.size() + together, correspondence.withdraw(member, given));
  }

  private void leaveOrCallOff(String id, String member) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Event event = events.find(id).orElse(null);
      if (event == null || !event.organiser().equals(member) || isOff(event)) {
        return;
      }
      Optional<List<Write>> handedOver = coOrganisers.handOver(event);
      if (handedOver.isEmpty() && event.status() != EventStatus.PUBLISHED) {
        return;
      }
      List<Write> writes = handedOver.orElseGet(() -> events.cancel(event, CANCELLED));
      if (store.transact(writes).isWritten()) {
        return;
      }
    }
    throw new Busy(new IllegalStateException("The event kept changing"));
  }

  private boolean isOff(Event event) {
    return event.status() == EventStatus.CANCELLED || !clock.instant().isBefore(event.endsAt());
  }
}
