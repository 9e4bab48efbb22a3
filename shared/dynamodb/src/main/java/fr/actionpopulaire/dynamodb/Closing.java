package fr.actionpopulaire.dynamodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * The same writes, the first of which also closes an event's answers by a decision, or no longer:
   * an item is written once in a transaction. The organiser's own closing stays as it is.
   *
   * @param writes the first one changes the event's own item; when there are none, one is made that
   *     changes nothing else, provided nobody changed the event since it was read
   * @param decision the decision that holds, {@code null} when staff close nothing any more
   */
  public static List<Write> alongWith(List<Write> writes, Event event, @Nullable String decision) {
    List<Write> all =
        new ArrayList<>(writes.isEmpty() ? List.of(HiddenEvents.keep(event)) : writes);
    if (!(all.getFirst() instanceof Write.Change own)
        || !own.key().equals(Events.metaKey(event.id()))) {
      throw new IllegalArgumentException("The first write is not to the event's own item");
    }
    all.set(
        0,
        Write.change(
            own.key(),
            decision == null
                ? clause("REMOVE ", "#" + STAFF, own.expression())
                : clause("SET ", "#" + STAFF + " = :" + STAFF, own.expression()),
            Attributes.none().and(own.values()).text(STAFF, decision),
            own.condition()));
    return all;
  }

  /** An update expression has each of its clauses once. */
  private static String clause(String keyword, String what, String expression) {
    return expression.contains(keyword)
        ? expression.replaceFirst(keyword, keyword + what + ", ")
        : keyword + what + " " + expression;
  }

  /** What is stored of it in an event's own item. */
  Attributes attributes() {
    return Attributes.none().instant(ORGANISER, byOrganiser).text(STAFF, byStaff);
  }

  static Closing of(Row meta) {
    return new Closing(meta.instantOrNull(ORGANISER), meta.textOrNull(STAFF));
  }
}
