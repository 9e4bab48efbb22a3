package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the seats of one event are laid out: blocks of at most 64, the last one with the remainder,
 * so that they add up to the capacity. As many people answer at once as there are blocks without
 * meeting on one item; as each block refuses what it has not, the event cannot be overbooked.
 *
 * <pre>
 * EV#&lt;id&gt;#&lt;k&gt; / SEATS   free, and one attribute per member, named by their id: their seats;
 *                       who of them came ({@link Presences})
 * </pre>
 *
 * <p>A block is stored when its first seat is taken; one that is absent has all its seats free.
 * When the capacity changes, {@link Resizing} opens or closes seats in the blocks themselves and
 * never takes a block away, so that whoever answers by the plan they read before cannot take what
 * is gone.
 *
 * @param blocks how many blocks there are; an event without capacity gets twice as many when full
 */
record SeatPlan(Event event, int blocks) {

  private static final String FREE = "free";

  static SeatPlan of(Event event) {
    return new SeatPlan(event, event.blocks());
  }

  boolean isLimited() {
    return event.capacity() != null;
  }

  /** Seats of a block that is not stored. */
  int quota(int block) {
    Integer capacity = event.capacity();
    return capacity == null || block < blocks - 1
        ? Event.SEATS_PER_BLOCK
        : Math.clamp(capacity - block * Event.SEATS_PER_BLOCK, 0, Event.SEATS_PER_BLOCK);
  }

  /** The block where a member is seated if there is room, so that people spread evenly. */
  int preferred(String member) {
    return Math.floorMod(member.hashCode(), blocks);
  }

  static Key key(String event, int block) {
    return new Key(Table.EVENTS, "EV#" + event + "#" + block, "SEATS");
  }

  /** Which block it is that lives at a key. */
  static int number(Key block) {
    return Integer.parseInt(block.pk().substring(block.pk().lastIndexOf('#') + 1));
  }

  List<Key> keys() {
    return IntStream.range(0, blocks).mapToObj(block -> key(event.id(), block)).toList();
  }

  /** Free seats of a block as read. */
  int free(int block, @org.jspecify.annotations.Nullable Row row) {
    return row == null ? quota(block) : (int) row.numberOr(FREE, quota(block));
  }

  /**
   * The write that opens so many more seats of a block, or closes as many that are free.
   *
   * @param until when the seats must be gone
   */
  Write resize(int block, int more, Deadline until) {
    Attributes values =
        Attributes.none()
            .number("quota", quota(block))
            .number("more", more)
            .and(Item.deadlineAttributes(Table.EVENTS, until));
    return Write.change(
        key(event.id(), block),
        "SET #free = if_not_exists(#free, :quota) + :more, #expiresAt = :expiresAt",
        values,
        more < 0
            ? Condition.of(
                "attribute_not_exists(#free) OR #free >= :fewer",
                Attributes.none().number("fewer", -more))
            : Condition.none());
  }

  /** When answers, seats and places on the waiting list must be gone. */
  Deadline deadline() {
    return RetentionRule.ANSWERS.from(event.endsAt());
  }

  /**
   * The write that brings a member from {@code had} to {@code has} seats in one block, provided
   * they had exactly that many and the block has the seats that are missing.
   */
  Write move(int block, String member, int had, int has) {
    int taken = has - had;
    String mine = "#" + member;
    String expression =
        "SET #free = if_not_exists(#free, :quota) - :taken, #expiresAt = :expiresAt"
            + (has == 0
                ? " REMOVE " + mine + ", #" + Presences.attribute(member)
                : ", " + mine + " = :has");
    Attributes values =
        Attributes.none()
            .number("quota", quota(block))
            .number("taken", taken)
            .number("has", has == 0 ? null : has)
            .and(Item.deadlineAttributes(Table.EVENTS, deadline()));
    String unchanged = had == 0 ? "attribute_not_exists(" + mine + ")" : mine + " = :had";
    String room = taken > 0 ? " AND (attribute_not_exists(#free) OR #free >= :taken)" : "";
    return Write.change(
        key(event.id(), block),
        expression,
        values,
        Condition.of(unchanged + room, Attributes.none().number("had", had == 0 ? null : had)));
  }
}
