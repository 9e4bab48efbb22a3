package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What changing an event writes, all in one transaction: the event, where it is listed, and, when
 * it was moved, the message that tells everybody who answered.
 *
 * @param before as it was read
 * @param after as it is wanted, with the next version
 */
public record EventChange(Event before, Event after) {

  /** The kind of the row by which the purge finds what a change has still to do. */
  public static final String KIND = "event-change";

  /** Whether people who come would miss it: other times, another place or another link. */
  public static boolean isMove(Event before, Event after) {
    return !before.startsAt().equals(after.startsAt())
        || !before.endsAt().equals(after.endsAt())
        || !before.commune().equals(after.commune())
        || !Objects.equals(before.place(), after.place())
        || !Objects.equals(before.onlineUrl(), after.onlineUrl());
  }

  /**
   * The writes; the first one is refused when the event or its seats were changed meanwhile.
   *
   * @param key the organiser's, which seals the display name
   * @param seats what {@link Resizing} asks for
   */
  public List<Write> writes(PersonKey key, List<Write> seats, Instant now) {
    Deadline deadline = RetentionRule.EVENT.from(after.publishedAt());
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.put(
            new Item(Events.metaKey(after.id()), deadline, EventItems.meta(after, key)),
            Events.asRead(before)));
    writes.add(
        Write.put(
            new Item(Events.bodyKey(after.id()), deadline, EventItems.body(after)),
            Condition.none()));
    writes.addAll(listing());
    writes.addAll(seats);
    if (!before.endsAt().equals(after.endsAt())) {
      writes.addAll(
          ExpiryBucket.move(
              Table.EVENTS,
              RetentionRule.ANSWERS.from(before.endsAt()),
              RetentionRule.ANSWERS.from(after.endsAt()),
              Events.ANSWERS_KIND,
              after.id()));
    }
    if (leavesWork()) {
      writes.add(
          Write.put(
              ExpiryBucket.row(
                  Table.EVENTS,
                  RetentionRule.EVENT_CHANGE.from(now),
                  KIND,
                  after.id() + "#" + after.version()),
              Condition.none()));
    }
    if (isMove(before, after)) {
      writes.add(Outbox.put(moved(now)));
    }
    return writes;
  }

  /** Rows of days and places that are no longer its own go; the others are written anew. */
  private List<Write> listing() {
    Set<Key> stays = new HashSet<>(EventListing.keys(after));
    List<Write> writes = new ArrayList<>(EventListing.put(after));
    EventListing.keys(before).stream()
        .filter(key -> !stays.contains(key))
        .forEach(key -> writes.add(Write.remove(key, Condition.none())));
    return writes;
  }

  /** Whether answers must be kept longer or shorter, or somebody who waits may come now. */
  private boolean leavesWork() {
    return !before.endsAt().equals(after.endsAt())
        || !Objects.equals(before.capacity(), after.capacity());
  }

  private Outbox.Message moved(Instant now) {
    Map<String, String> about = new HashMap<>();
    about.put("event", after.id());
    about.put("sequence", Integer.toString(after.sequence()));
    // As for a cancellation: it makes the keys of the messages that follow untraceable.
    about.put("salt", RandomId.next());
    about.put("startsAt", Long.toString(before.startsAt().toEpochMilli()));
    about.put("endsAt", Long.toString(before.endsAt().toEpochMilli()));
    about.put("timeZone", before.timeZone().getId());
    about.put("commune", before.commune());
    if (before.place() != null) {
      about.put("place", before.place());
    }
    if (before.addressHidden()) {
      about.put("address", "hidden");
    }
    if (!Objects.equals(before.onlineUrl(), after.onlineUrl())) {
      about.put("link", "changed");
    }
    return new Outbox.Message(
        Outbox.Kind.MOVE,
        new Outbox.Recipient.Everyone(after.id()),
        after.id() + "#" + after.sequence(),
        about,
        now);
  }

  /** The event whose change left work, by the id of its row. */
  public static String eventOf(String id) {
    return id.substring(0, id.indexOf('#'));
  }
}
