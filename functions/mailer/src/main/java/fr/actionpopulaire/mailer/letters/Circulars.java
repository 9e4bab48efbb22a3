package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.Reminders;
import fr.actionpopulaire.mailer.letters.Circular.Audience;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;

/** What is told to all who answered an event. */
@Singleton
final class Circulars {

  private final Circular circular;
  private final Reminders reminders;

  Circulars(Circular circular, Reminders reminders) {
    this.circular = circular;
    this.reminders = reminders;
  }

  /** It is cancelled. */
  Letter cancellation(Queued message) {
    String event = about(message, "event");
    return circular.write(
        message,
        Audience.EVERYBODY,
        event,
        (_, member) ->
            Circular.to(
                Kind.EVENT_CANCELLED,
                member,
                event + "#" + member + "#" + about(message, "salt"),
                message));
  }

  /** It was moved. */
  Letter move(Queued message) {
    String event = about(message, "event");
    String sequence = about(message, "sequence");
    return circular.write(
        message,
        Audience.EVERYBODY,
        event + "#" + sequence,
        (_, member) ->
            Circular.to(
                Kind.EVENT_MOVED,
                member,
                event + "#" + sequence + "#" + member + "#" + about(message, "salt"),
                message));
  }

  /**
   * It begins soon. Told twice, a day before and a few hours before, each member's message is one.
   */
  Letter reminders(Queued message) {
    String event = about(message, "event");
    String begins = about(message, "startsAt");
    return circular.write(
        message,
        Audience.SEATED,
        event + "#" + begins + "#" + about(message, "ahead"),
        (_, member) ->
            Circular.to(
                Kind.REMINDER,
                member,
                reminders.reason(event, Instant.ofEpochMilli(Long.parseLong(begins)), member),
                message));
  }

  private static String about(Queued message, String name) {
    return Objects.requireNonNull(message.about().get(name), name);
  }
}
