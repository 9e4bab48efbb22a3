package fr.actionpopulaire.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member's answer to an event.
 *
 * <pre>
 * M#&lt;member&gt; / R#&lt;event&gt;   status, guests, blocks (block number → seats), waitingSince,
 *                            acceptedAt
 * </pre>
 *
 * @param event id of the event
 * @param guests how many people come along, 0 to 9; the member themself is not counted
 * @param blocks seats taken by block number; empty while waiting
 * @param waitingSince since when the member waits, or waited before a seat became free; {@code
 *     null} when there was one at once
 * @param acceptedAt when the organiser of an event with a hidden address accepted it, or {@code
 *     null}; only an answer with a seat can be accepted
 */
public record Answer(
    String event,
    String member,
    Status status,
    int guests,
    Map<Integer, Integer> blocks,
    @Nullable Instant waitingSince,
    @Nullable Instant acceptedAt) {

  /** Whether there is a seat. */
  public enum Status {
    CONFIRMED("confirmed"),
    WAITLISTED("waitlisted");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    /** The stable name used in JSON and in the table. */
    public String code() {
      return code;
    }
  }

  public Answer {
    blocks = Map.copyOf(blocks);
  }

  static Answer waiting(String event, String member, int guests, Instant since) {
    return new Answer(event, member, Status.WAITLISTED, guests, Map.of(), since, null);
  }

  /** Seats needed: the member's own and one for each guest. */
  public int seats() {
    return guests + 1;
  }

  /** The same answer with seats. */
  Answer seated(Map<Integer, Integer> places) {
    int seats = places.values().stream().mapToInt(Integer::intValue).sum();
    return new Answer(event, member, Status.CONFIRMED, seats - 1, places, waitingSince, acceptedAt);
  }

  /** The same answer, accepted then. */
  Answer accepted(Instant at) {
    return new Answer(event, member, status, guests, blocks, waitingSince, at);
  }

  /** Whether the organiser accepted it. */
  public boolean isAccepted() {
    return acceptedAt != null && status == Status.CONFIRMED;
  }

  /**
   * By what the organiser names this answer without learning whose it is: another name at every
   * event. 32 hexadecimal digits.
   */
  public static String handle(String event, String member) {
    return Sessions.sha256("answer|" + event + "|" + member).substring(0, 32);
  }

  static Key key(String event, String member) {
    return new Key(Table.EVENTS, "M#" + member, "R#" + event);
  }

  /** Every answer of a member. */
  static Query query(String member) {
    return Query.prefixed(Table.EVENTS, "M#" + member, "R#");
  }

  Key key() {
    return key(event, member);
  }

  Item item(SeatPlan plan) {
    Attributes attributes =
        Attributes.none()
            .text("status", status.code())
            .number("guests", guests)
            .instant("waitingSince", waitingSince)
            .instant("acceptedAt", acceptedAt);
    return new Item(
        key(),
        plan.deadline(),
        blocks.isEmpty() ? attributes : attributes.map("blocks", stored(blocks)));
  }

  /** The condition that the answer is still as read. */
  Condition asRead() {
    Attributes values =
        Attributes.none()
            .text("status", status.code())
            .number("guests", guests)
            .instant("since", waitingSince)
            .instant("accepted", acceptedAt);
    if (!blocks.isEmpty()) {
      values.map("blocks", stored(blocks));
    }
    return Condition.of(
        "#status = :status AND #guests = :guests"
            + (waitingSince == null
                ? " AND attribute_not_exists(#waitingSince)"
                : " AND #waitingSince = :since")
            + (acceptedAt == null
                ? " AND attribute_not_exists(#acceptedAt)"
                : " AND #acceptedAt = :accepted")
            + (blocks.isEmpty() ? "" : " AND #blocks = :blocks"),
        values);
  }

  static Answer of(Row row) {
    Map<Integer, Integer> blocks = new HashMap<>();
    Row stored = row.map("blocks");
    stored
        .attributes()
        .keySet()
        .forEach(block -> blocks.put(Integer.valueOf(block), (int) stored.number(block)));
    return new Answer(
        row.sk().substring("R#".length()),
        row.pk().substring("M#".length()),
        Status.CONFIRMED.code().equals(row.text("status")) ? Status.CONFIRMED : Status.WAITLISTED,
        (int) row.number("guests"),
        blocks,
        row.instantOrNull("waitingSince"),
        row.instantOrNull("acceptedAt"));
  }

  private static Attributes stored(Map<Integer, Integer> blocks) {
    Attributes stored = Attributes.none();
    blocks.forEach((block, seats) -> stored.number(block.toString(), seats));
    return stored;
  }
}
