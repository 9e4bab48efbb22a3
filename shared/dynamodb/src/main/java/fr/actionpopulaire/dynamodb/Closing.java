package fr.actionpopulaire.dynamodb;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an event takes no answers though it could. Nobody new gets in then; who answered may still
 * withdraw, and who waits still gets the seats that come free, first come first.
 *
 * <p>Organiser and staff close independently of each other: what staff closed, an organiser does
 * not reopen.
 *
 * @param byOrganiser since when
 * @param byStaff id of the moderation decision
 */
public record Closing(@Nullable Instant byOrganiser, @Nullable String byStaff) {

  /** Nobody closed anything. */
  public static final Closing NONE = new Closing(null, null);

  private static final String ORGANISER = "closedByOrganiser";
  private static final String STAFF = "closedByStaff";

  /** How it stands. */
  public enum State {
    OPEN,
    CLOSED_BY_ORGANISER,
    /** Whatever the organiser did besides. */
    CLOSED_BY_STAFF
  }

  /** Whether people may answer, as far as somebody decides that. */
  public State state() {
    if (byStaff != null) {
      return State.CLOSED_BY_STAFF;
    }
    return byOrganiser == null ? State.OPEN : State.CLOSED_BY_ORGANISER;
  }

  /** The write by which its organiser closes an event, provided nobody changed it meanwhile. */
  public static Write close(Event event, Instant now) {
    return Write.change(
        Events.metaKey(event.id()),
        "SET #" + ORGANISER + " = :now ADD #version :one",
        Attributes.none().instant("now", now).number("one", 1),
        Events.unchanged(event));
  }

  /** The write by which its organiser reopens an event, provided nobody changed it meanwhile. */
  public static Write reopen(Event event) {
    return Write.change(
        Events.metaKey(event.id()),
        "REMOVE #" + ORGANISER + " ADD #version :one",
        Attributes.none().number("one", 1),
        Events.unchanged(event));
  }

  /** The write by which a moderation decision closes an event, provided nobody changed it. */
  public static Write closeByStaff(Event event, String decision) {
    return Write.change(
        Events.metaKey(event.id()),
        "SET #" + STAFF + " = :decision ADD #version :one",
        Attributes.none().text("decision", decision).number("one", 1),
        Events.unchanged(event));
  }

  /** What is stored of it in an event's own item. */
  Attributes attributes() {
    return Attributes.none().instant(ORGANISER, byOrganiser).text(STAFF, byStaff);
  }

  static Closing of(Row meta) {
    return new Closing(meta.instantOrNull(ORGANISER), meta.textOrNull(STAFF));
  }
}
