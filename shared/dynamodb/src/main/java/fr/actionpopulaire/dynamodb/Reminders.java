package fr.actionpopulaire.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * What makes the reminder of an event to one member this one and no other: the event, its beginning
 * and the member. Asked for a day before and again a few hours before, it is one message; moved to
 * another beginning, an event is reminded of anew. The reason is made with the pepper, so that
 * nobody can guess from the tables who was reminded.
 */
@Singleton
public final class Reminders {

  private static final String USE = "reminder";

  private final Peppers peppers;

  Reminders(Peppers peppers) {
    this.peppers = peppers;
  }

  /** The reason of a reminder queued now. */
  public String reason(String event, Instant startsAt, String member) {
    return peppers.keyedHash(USE, text(event, startsAt, member));
  }

  /** The reasons under which it may have been queued. */
  List<String> reasons(Event event, String member) {
    return peppers.keyedHashes(USE, text(event.id(), event.startsAt(), member));
  }

  private static String text(String event, Instant startsAt, String member) {
    return event + "#" + startsAt.toEpochMilli() + "#" + member;
  }
}
