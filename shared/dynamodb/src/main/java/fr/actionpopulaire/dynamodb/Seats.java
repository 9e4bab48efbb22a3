package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds free seats without reading a big event's thousand blocks for everybody who answers.
 *
 * <pre>
 * EV#&lt;id&gt;#F / FREE   freed (how often seats were given back), seen, left
 * </pre>
 *
 * <p>The last item exists only for events of more than {@link #FEW} blocks. Whoever has read all
 * blocks notes that at the time {@code freed} was {@code seen}, at most {@code left} seats were
 * free. As long as {@code freed} has not moved since, seats were only taken, so there are still no
 * more: one small read tells that an event is full. Every transaction that frees seats counts
 * {@code freed} up.
 */
@Singleton
final class Seats {

  /** Up to this many blocks (1,024 seats), all are read at once; beyond it, reading is avoided. */
  static final int FEW = 16;

  /** Blocks read in one request. */
  private static final int BATCH = 100;

  /** A party is never bigger, so a bound above is of no use to anybody. */
  private static final int BIGGEST_PARTY = Answers.MOST_GUESTS + 1;

  private final Store store;

  Seats(Store store) {
    this.store = store;
  }

  /**
   * Free seats for a party, by block; empty when there are not enough. An event without capacity
   * that looks full may still have some.
   */
  Optional<Map<Integer, Integer>> find(SeatPlan plan, int seats, String member) {
    int preferred = plan.preferred(member);
    if (plan.blocks() <= FEW) {
      return read(plan).place(seats, preferred);
    }
    List<Integer> blocks = shuffled(plan);
    if (!plan.isLimited()) {
      return read(plan, blocks.subList(0, FEW)).place(seats, preferred);
    }
    OptionalInt most = most(plan);
    if (most.isPresent() && most.getAsInt() < seats) {
      return Optional.empty();
    }
    for (int start = 0; start < blocks.size(); start += BATCH) {
      List<Integer> some = blocks.subList(start, Math.min(start + BATCH, blocks.size()));
      Optional<Map<Integer, Integer>> places = read(plan, some).place(seats, preferred);
      if (places.isPresent()) {
        return places;
      }
    }
    // No hundred blocks have room: perhaps all of them together.
    return read(plan).place(seats, preferred);
  }

  /** The free seats of all blocks; of a big event, noted for others when there are few. */
  FreeSeats read(SeatPlan plan) {
    if (plan.blocks() <= FEW || !plan.isLimited()) {
      return read(plan, blocks(plan));
    }
    // Before the blocks: a seat freed while they are read must make the note invalid.
    long freed = store.get(hint(plan)).map(row -> row.numberOr("freed", 0)).orElse(0L);
    FreeSeats free = read(plan, blocks(plan));
    if (free.total() < BIGGEST_PARTY) {
      note(plan, freed, free.total());
    }
    return free;
  }

  /** The most seats that can be free, if that is known without reading the blocks. */
  OptionalInt most(SeatPlan plan) {
    if (plan.blocks() <= FEW || !plan.isLimited()) {
      return OptionalInt.empty();
    }
    return store
        .get(hint(plan))
        .filter(row -> row.has("seen") && row.number("seen") == row.numberOr("freed", 0))
        .map(row -> OptionalInt.of((int) row.number("left")))
        .orElseGet(OptionalInt::empty);
  }

  private void note(SeatPlan plan, long freed, int left) {
    store.write(
        Write.change(
            hint(plan),
            "SET #seen = :freed, #left = :left, #expiresAt = :expiresAt",
            Attributes.none()
                .number("freed", freed)
                .number("left", left)
                .and(Item.deadlineAttributes(Table.EVENTS, plan.deadline())),
            Condition.of(freed == 0 ? "attribute_not_exists(#freed)" : "#freed = :freed")));
  }

  /** What must be written with seats that are given back. */
  List<Write> freed(SeatPlan plan) {
    return plan.blocks() <= FEW || !plan.isLimited()
        ? List.of()
        : List.of(freed(plan.event(), plan.deadline()));
  }

  /** The same whatever the event's size, for seats that are opened. */
  static Write freed(Event event, Deadline until) {
    return Write.change(
        hint(event.id()),
        "SET #expiresAt = :expiresAt ADD #freed :one",
        Attributes.none().number("one", 1).and(Item.deadlineAttributes(Table.EVENTS, until)),
        Condition.none());
  }

  /**
   * Gives a full event without capacity twice as many blocks, or finds that somebody just did.
   *
   * @throws Busy when the event is gone, or has got a capacity meanwhile
   */
  SeatPlan grow(SeatPlan plan) {
    Outcome outcome =
        store.write(
            Write.change(
                Events.metaKey(plan.event().id()),
                "SET #blocks = :twice",
                Attributes.none().number("twice", plan.blocks() * 2),
                Condition.of(
                    "#blocks = :blocks AND attribute_not_exists(#capacity)",
                    Attributes.none().number("blocks", plan.blocks()))));
    return switch (outcome) {
      case Outcome.Written _ -> new SeatPlan(plan.event(), plan.blocks() * 2);
      case Outcome.Refused refused ->
          new SeatPlan(
              plan.event(),
              refused
                  .seenAt(0)
                  .filter(row -> !row.has("capacity"))
                  .map(row -> (int) row.number("blocks"))
                  .orElseThrow(() -> new Busy(new IllegalStateException("Event changed"))));
    };
  }

  /** Who has how many seats, in any order. */
  Map<String, Integer> holders(SeatPlan plan) {
    return holders(plan, 0, plan.blocks());
  }

  /** Who has how many seats in some blocks. */
  Map<String, Integer> holders(SeatPlan plan, int from, int to) {
    Map<String, Integer> holders = new HashMap<>();
    List<Key> keys =
        plan.keys().subList(Math.min(from, plan.blocks()), Math.min(to, plan.blocks()));
    for (Row block : store.getAll(keys).values()) {
      block.numbersById().forEach((member, seats) -> holders.merge(member, seats, Integer::sum));
    }
    return holders;
  }

  /** The item that says what is left of a big event; not where the event is, which all read. */
  static Key hint(String event) {
    return new Key(Table.EVENTS, "EV#" + event + "#F", "FREE");
  }

  private static Key hint(SeatPlan plan) {
    return hint(plan.event().id());
  }

  private FreeSeats read(SeatPlan plan, List<Integer> blocks) {
    // Only numbers are taken from them, which stay true when who sits there is no longer to be
    // read.
    Map<Key, Row> rows =
        store.getAllEvenExpired(
            blocks.stream().map(block -> SeatPlan.key(plan.event().id(), block)).toList());
    return free(plan, blocks, rows);
  }

  /** The free seats of some blocks among rows already read. */
  static FreeSeats free(SeatPlan plan, List<Integer> blocks, Map<Key, Row> rows) {
    Map<Integer, Integer> free = new HashMap<>();
    for (int block : blocks) {
      @Nullable Row row = rows.get(SeatPlan.key(plan.event().id(), block));
      free.put(block, plan.free(block, row));
    }
    return new FreeSeats(free);
  }

  /** What is stored of some blocks, though who sits there may no longer be read. */
  Map<Integer, Row> stored(SeatPlan plan) {
    Map<Key, Row> rows = store.getAllEvenExpired(plan.keys());
    Map<Integer, Row> stored = new HashMap<>();
    for (int block : blocks(plan)) {
      @Nullable Row row = rows.get(SeatPlan.key(plan.event().id(), block));
      if (row != null) {
        stored.put(block, row);
      }
    }
    return stored;
  }

  static List<Integer> blocks(SeatPlan plan) {
    List<Integer> blocks = new ArrayList<>();
    for (int block = 0; block < plan.blocks(); block++) {
      blocks.add(block);
    }
    return blocks;
  }

  private static List<Integer> shuffled(SeatPlan plan) {
    List<Integer> blocks = blocks(plan);
    RandomGenerator random = ThreadLocalRandom.current();
    Collections.shuffle(blocks, random);
    return blocks;
  }
}
