package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives an event more or fewer seats while people answer. Callers may rely on this: at no instant
 * more seats are taken than the capacity of that instant, whatever was read before.
 *
 * <p>Seats are opened and closed in the blocks, on condition that those closed are free, in the
 * transaction that writes the capacity. Up to {@link #LAST} blocks it is one; more are worked off
 * in steps, each of which leaves the event whole with a capacity in between. Broken off, the same
 * change asked for again goes on from there, for a step does not change the event's version.
 */
@Singleton
public final class Resizing {

  /** Blocks of the last transaction, which carries all else that changes with them. */
  static final int LAST = 50;

  /** Blocks of one step before it. */
  static final int STEP = 90;

  private final Store store;
  private final Seats seats;

  Resizing(Store store, Seats seats) {
    this.store = store;
    this.seats = seats;
  }

  /** How far it came. */
  public sealed interface Result {

    /**
     * What is left fits in one transaction.
     *
     * @param blocks how many blocks the event has then
     */
    record Ready(List<Write> writes, int blocks) implements Result {
      public Ready {
        writes = List.copyOf(writes);
      }
    }

    /** So many seats are taken, which is more than there would be; nothing more was closed. */
    record Taken(int seats) implements Result {}

    /** A step was made, or others were quicker: read the event again. */
    record Again() implements Result {}
  }

  /**
   * Brings an event towards a capacity.
   *
   * @param event as just read
   * @param capacity seats wanted, or {@code null} when everybody may come
   * @param until when what hangs on its answers must be gone
   */
  public Result towards(Event event, @Nullable Integer capacity, Deadline until) {
    if (Objects.equals(event.capacity(), capacity)) {
      return new Result.Ready(List.of(), event.blocks());
    }
    SeatPlan plan = SeatPlan.of(event);
    Layout layout = new Layout(plan, seats.stored(plan));
    int before = layout.seats();
    int full = plan.blocks() * Event.SEATS_PER_BLOCK;
    int wanted = capacity == null ? full : capacity;
    int blocks = plan.blocks();
    Map<Integer, Integer> moves = new LinkedHashMap<>();
    if (wanted < before) {
      if (layout.free() < before - wanted) {
        return new Result.Taken(before - layout.free());
      }
      moves = layout.close(before - wanted);
    } else {
      moves = layout.open(Math.min(wanted, full) - before);
      blocks += Math.ceilDiv(Math.max(0, wanted - full), Event.SEATS_PER_BLOCK);
    }
    return moves.size() <= LAST
        ? new Result.Ready(writes(plan, moves, blocks, wanted > before, until), blocks)
        : step(plan, moves, before, until);
  }

  private Result step(SeatPlan plan, Map<Integer, Integer> moves, int seats, Deadline until) {
    Map<Integer, Integer> some = new LinkedHashMap<>();
    int reached = seats;
    for (Map.Entry<Integer, Integer> move : moves.entrySet()) {
      if (some.size() < STEP) {
        some.put(move.getKey(), move.getValue());
        reached += move.getValue();
      }
    }
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            Events.metaKey(plan.event().id()),
            "SET #capacity = :reached",
            Attributes.none().number("reached", reached),
            Events.asRead(plan.event())));
    writes.addAll(writes(plan, some, plan.blocks(), reached > seats, until));
    store.transact(writes);
    return new Result.Again();
  }

  private List<Write> writes(
      SeatPlan plan, Map<Integer, Integer> moves, int blocks, boolean opens, Deadline until) {
    List<Write> writes = new ArrayList<>();
    moves.forEach((block, more) -> writes.add(plan.resize(block, more, until)));
    if (opens && blocks > Seats.FEW) {
      writes.add(Seats.freed(plan.event(), until));
    }
    return writes;
  }

  /** How many seats each block has, and how many of them are free, as read. */
  private record Layout(SeatPlan plan, Map<Integer, Row> stored) {

    int free(int block) {
      return plan.free(block, stored.get(block));
    }

    /** Answers move seats between free and taken, so only resizing changes the sum. */
    int size(int block) {
      @Nullable Row row = stored.get(block);
      return row == null
          ? plan.quota(block)
          : free(block) + row.numbersById().values().stream().mapToInt(Integer::intValue).sum();
    }

    int seats() {
      return Seats.blocks(plan).stream().mapToInt(this::size).sum();
    }

    int free() {
      return Seats.blocks(plan).stream().mapToInt(this::free).sum();
    }

    /**
     * Which blocks lose how many seats. The last one is always among them, and the first: once it
     * is stored, its size no longer follows from the capacity.
     */
    Map<Integer, Integer> close(int seats) {
      Map<Integer, Integer> moves = new LinkedHashMap<>();
      int left = seats;
      for (int block = plan.blocks() - 1; block >= 0 && (left > 0 || moves.isEmpty()); block--) {
        int here = Math.min(left, free(block));
        if (here > 0 || moves.isEmpty()) {
          moves.put(block, -here);
          left -= here;
        }
      }
      return moves;
    }

    /** Which blocks get how many seats back; the last one first, for the same reason. */
    Map<Integer, Integer> open(int seats) {
      Map<Integer, Integer> moves = new LinkedHashMap<>();
      int left = seats;
      for (int block = plan.blocks() - 1; block >= 0 && (left > 0 || moves.isEmpty()); block--) {
        int here = Math.min(left, Event.SEATS_PER_BLOCK - size(block));
        if (here > 0 || moves.isEmpty()) {
          moves.put(block, here);
          left -= here;
        }
      }
      return moves;
    }
  }
}
