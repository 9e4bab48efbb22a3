package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** An event is cancelled: one message for each person who answered, waiting list included. */
@Singleton
final class CancellationLetters {

  private final Events events;
  private final Answers answers;

  CancellationLetters(Events events, Answers answers) {
    this.events = events;
    this.answers = answers;
  }

  Letter write(Queued message) {
    Optional<Event> found = events.find(Objects.requireNonNull(message.about().get("event")));
    if (found.isEmpty()) {
      return new Letter.Nobody();
    }
    Event event = found.get();
    String salt = Objects.requireNonNull(message.about().get("salt"));
    List<Message> messages =
        Stream.concat(answers.attendees(event).keySet().stream(), answers.waiting(event).stream())
            .distinct()
            .map(
                member ->
                    new Message(
                        Kind.EVENT_CANCELLED,
                        new Recipient.Member(member),
                        event.id() + "#" + member + "#" + salt,
                        Map.of("event", event.id()),
                        message.createdAt()))
            .toList();
    return new Letter.ForEach(messages);
  }
}
