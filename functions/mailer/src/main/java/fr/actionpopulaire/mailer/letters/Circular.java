package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Something for everybody who answered an event: one message for each of them, made in parts of a
 * few hundred, each a message of its own. A part that breaks off is made again, and what was queued
 * before stays one message, so nobody is told twice and a hundred thousand take no longer at a time
 * than a few.
 */
@Singleton
final class Circular {

  /** Blocks of at most 64 people in one part. */
  static final int BLOCKS = 4;

  /** People on the waiting list in one part. */
  static final int WAITING = 250;

  private static final String PART = "part";
  private static final String SEATS = "seats:";
  private static final String QUEUE = "queue:";

  private final Events events;
  private final Answers answers;

  Circular(Events events, Answers answers) {
    this.events = events;
    this.answers = answers;
  }

  /** What one circular is. */
  enum Audience {
    /** Only those who have a seat. */
    SEATED,
    /** The waiting list too. */
    EVERYBODY
  }

  /**
   * The messages of the part a message asks for; the first part also asks for the others.
   *
   * @param reason what makes the circular this one and no other; its parts add theirs
   * @param each the message for one member
   */
  Letter write(
      Queued message, Audience audience, String reason, BiFunction<Event, String, Message> each) {
    Optional<Event> found = events.find(Objects.requireNonNull(message.about().get("event")));
    if (found.isEmpty()) {
      return new Letter.Nobody();
    }
    Event event = found.get();
    @Nullable String part = message.about().get(PART);
    List<Message> messages = new ArrayList<>();
    if (part == null) {
      for (int block = BLOCKS; block < event.blocks(); block += BLOCKS) {
        messages.add(part(message, reason, SEATS + block));
      }
      if (audience == Audience.EVERYBODY) {
        messages.addAll(waiting(message, event, reason, null, each));
      }
      seated(event, 0).forEach(member -> messages.add(each.apply(event, member)));
    } else if (part.startsWith(SEATS)) {
      int block = Integer.parseInt(part.substring(SEATS.length()));
      seated(event, block).forEach(member -> messages.add(each.apply(event, member)));
    } else {
      String after = part.substring(QUEUE.length());
      messages.addAll(waiting(message, event, reason, after, each));
    }
    return new Letter.ForEach(messages);
  }

  private Set<String> seated(Event event, int block) {
    return answers.seatedIn(event, block, block + BLOCKS);
  }

  private List<Message> waiting(
      Queued message,
      Event event,
      String reason,
      @Nullable String after,
      BiFunction<Event, String, Message> each) {
    Answers.Waiting some = answers.waiting(event, after, WAITING);
    List<Message> messages = new ArrayList<>();
    // First: were it last, a part broken off before it would have to be made whole again.
    if (some.next() != null) {
      messages.add(part(message, reason, QUEUE + some.next()));
    }
    some.members().forEach(member -> messages.add(each.apply(event, member)));
    return messages;
  }

  private static Message part(Queued message, String reason, String part) {
    Map<String, String> about = new HashMap<>(message.about());
    about.put(PART, part);
    return new Message(
        message.kind(), message.recipient(), reason + "#" + part, about, message.createdAt());
  }

  /** What is told to one member, about the same without what only the circular needs. */
  static Message to(Kind kind, String member, String reason, Queued circular) {
    Map<String, String> about = new HashMap<>(circular.about());
    about.keySet().removeAll(Set.of(PART, "salt", "ahead"));
    return new Message(kind, new Recipient.Member(member), reason, about, circular.createdAt());
  }
}
