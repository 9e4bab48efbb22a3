package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.mailer.letters.Circular.Audience;
import jakarta.inject.Singleton;
import java.util.Objects;

/** What is told to all who answered an event. */
@Singleton
final class Circulars {

  private final Circular circular;
  private final Peppers peppers;

  Circulars(Circular circular, Peppers peppers) {
    this.circular = circular;
    this.peppers = peppers;
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
   * It begins soon. Told twice, a day before and a few hours before, each member's message is one:
   * its key is made with the pepper, so that nobody can guess from the tables who was reminded.
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
                peppers.keyedHash("reminder", event + "#" + begins + "#" + member),
                message));
  }

  private static String about(Queued message, String name) {
    return Objects.requireNonNull(message.about().get(name), name);
  }
}
