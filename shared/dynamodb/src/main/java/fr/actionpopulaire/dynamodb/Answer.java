package fr.actionpopulaire.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member's answer to an event.
 *
 * <pre>
 * M#&lt;member&gt; / R#&lt;event&gt;   status, guests, blocks (block number → seats), waitingSince
 * </pre>
 *
 * @param event id of the event
 * @param guests how many people come along, 0 to 9; the member themself is not counted
 * @param blocks seats taken by block number; empty while waiting
 * @param waitingSince since when the member waits, or waited before a seat became free; {@code
 *     null} when there was one at once
 */
public record Answer(
    String event,
    String member,
    Status status,
    int guests,
    Map<Integer, Integer> blocks,
    @Nullable Instant waitingSince) {

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
    return new Answer(event, member, Status.WAITLISTED, guests, Map.of(), since);
  }

  /** Seats needed: the member's own and one for each guest. */
  public int seats() {
    return guests + 1;
  }

  /** The same answer with seats. */
  Answer seated(Map<Integer, Integer> places) {
    int seats = places.values().stream().mapToInt(Integer::intValue).sum();
    return new Answer(event, member, Status.CONFIRMED, seats - 1, places, waitingSince);
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
            .instant("waitingSince", waitingSince);
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
            .instant("since", waitingSince);
    if (!blocks.isEmpty()) {
      values.map("blocks", stored(blocks));
    }
    return Condition.of(
        "#status = :status AND #guests = :guests"
            + (waitingSince == null
                ? " AND attribute_not_exists(#waitingSince)"
                : " AND #waitingSince = :since")
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
        row.instantOrNull("waitingSince"));
  }

  private static Attributes stored(Map<Integer, Integer> blocks) {
    Attributes stored = Attributes.none();
    blocks.forEach((block, seats) -> stored.number(block.toString(), seats));
    return stored;
  }
}
