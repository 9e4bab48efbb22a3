package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.Outbox.Message;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes a member who leaves the network out of the events they answered or were to organise. */
@Singleton
final class Departure {

  /** What those who answered are told when the organiser leaves. */
  private static final String CANCELLED = "L’organisateur ou l’organisatrice a quitté le réseau.";

  /** How often cancelling an event that others change meanwhile is tried. */
  private static final int TRIES = 5;

  private final Store store;
  private final Answers answers;
  private final Events events;
  private final Clock clock;

  Departure(Store store, Answers answers, Events events, Clock clock) {
    this.store = store;
    this.answers = answers;
    this.events = events;
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
    int unsaid = 0;
    for (Message message : messages(member, given)) {
      unsaid += unqueue(message) ? 1 : 0;
    }
    return new Left(given.size(), organised.size(), unsaid);
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

  /** What may be waiting to be said to a member; the mailer would find nobody to say it to. */
  private List<Message> messages(String member, List<Answer> given) {
    List<Message> messages = new ArrayList<>();
    messages.add(message(Outbox.Kind.WELCOME, member, member));
    for (Answer answer : given) {
      String about = answer.event() + "#" + member;
      messages.add(message(Outbox.Kind.EVENT_CANCELLED, member, about));
      Instant since = answer.waitingSince();
      if (since != null) {
        messages.add(message(Outbox.Kind.PROMOTED, member, about + "#" + since.toEpochMilli()));
      }
    }
    return messages;
  }

  private Message message(Outbox.Kind kind, String member, String reason) {
    return new Message(
        kind, new Outbox.Recipient.Member(member), reason, Map.of(), clock.instant());
  }

  /** Deletes a message nobody has begun to send. */
  private boolean unqueue(Message message) {
    return store
        .write(
            Write.remove(
                Outbox.key(message.id()),
                Condition.of("#state = :pending", Attributes.none().text("pending", "PENDING"))))
        .isWritten();
  }
}
