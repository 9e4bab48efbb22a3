package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.WaitingList.Place;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many come, and who. Of an event of more than 1,024 seats the number may be two seconds old,
 * so that its page does not read a thousand blocks for everybody who looks.
 */
@Singleton
final class Attendance {

  /** So many blocks are read for one page of a list: five requests with what else it needs. */
  private static final int LIST_BLOCKS = 400;

  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final int REMEMBERED = 64;

  private final Store store;
  private final Seats seats;
  private final Clock clock;
  private final Object reading = new Object();
  private final LinkedHashMap<String, Counted> counted = new LinkedHashMap<>();

  private record Counted(Tally tally, Instant at) {}

  Attendance(Store store, Seats seats, Clock clock) {
    this.store = store;
    this.seats = seats;
    this.clock = clock;
  }

  Tally tally(Event event) {
    if (!clock.instant().isBefore(event.endsAt())) {
      @Nullable Row meta = store.get(Events.metaKey(event.id())).orElse(null);
      if (meta != null && meta.has(Forgetting.FINAL_COUNT)) {
        return of(event, (int) meta.number(Forgetting.FINAL_COUNT));
      }
    }
    return tally(SeatPlan.of(event));
  }

  /**
   * The tallies of the first of several events: as many as {@link #LIST_BLOCKS} blocks hold, of one
   * event at least. What is not remembered is read in requests of 100 blocks.
   */
  Map<String, Tally> tallies(List<Event> events) {
    Instant now = clock.instant();
    Map<String, Tally> tallies = new HashMap<>();
    List<SeatPlan> plans = new ArrayList<>();
    List<Key> wanted = new ArrayList<>();
    for (Event event : events) {
      SeatPlan plan = SeatPlan.of(event);
      boolean over = !now.isBefore(event.endsAt());
      @Nullable Tally known = over ? null : recall(name(event), now);
      if (known != null) {
        tallies.put(event.id(), known);
        continue;
      }
      if (!plans.isEmpty() && wanted.size() + plan.blocks() > LIST_BLOCKS) {
        break;
      }
      plans.add(plan);
      wanted.addAll(plan.keys());
      if (over) {
        wanted.add(Events.metaKey(event.id()));
      }
    }
    // Only numbers are taken from them, which stay true when who sits there has expired.
    Map<Key, Row> rows = store.getAllEvenExpired(wanted);
    for (SeatPlan plan : plans) {
      String id = plan.event().id();
      @Nullable Row meta = rows.get(Events.metaKey(id));
      Tally tally =
          meta != null && meta.has(Forgetting.FINAL_COUNT)
              ? of(plan.event(), (int) meta.number(Forgetting.FINAL_COUNT))
              : of(plan, Seats.free(plan, Seats.blocks(plan), rows));
      tallies.put(id, tally);
      if (plan.blocks() > Seats.FEW) {
        remember(name(plan.event()), tally, now);
      }
    }
    return tallies;
  }

  Tally tally(SeatPlan plan) {
    return plan.blocks() <= Seats.FEW
        ? of(plan, seats.read(plan))
        : remembered(name(plan.event()), clock.instant(), plan);
  }

  private Tally remembered(String event, Instant now, SeatPlan plan) {
    // One at a time: whoever comes meanwhile need not read the thousand blocks too.
    synchronized (reading) {
      @Nullable Tally known = recall(event, now);
      if (known != null) {
        return known;
      }
      Tally tally = of(plan, seats.read(plan));
      remember(event, tally, now);
      return tally;
    }
  }

  /** With its capacity: what was counted before that changed is no longer true. */
  private static String name(Event event) {
    return event.id() + "#" + event.capacity();
  }

  private @Nullable Tally recall(String event, Instant now) {
    synchronized (counted) {
      Counted known = counted.get(event);
      return known != null && !now.isBefore(known.at()) && now.isBefore(known.at().plus(FRESH))
          ? known.tally()
          : null;
    }
  }

  private void remember(String event, Tally tally, Instant now) {
    synchronized (counted) {
      counted.remove(event);
      counted.put(event, new Counted(tally, now));
      if (counted.size() > REMEMBERED) {
        counted.pollFirstEntry();
      }
    }
  }

  static Tally of(SeatPlan plan, FreeSeats free) {
    Integer capacity = plan.event().capacity();
    int all = capacity == null ? plan.blocks() * Event.SEATS_PER_BLOCK : capacity;
    return of(plan.event(), all - free.total());
  }

  private static Tally of(Event event, int confirmed) {
    Integer capacity = event.capacity();
    return new Tally(confirmed, capacity == null ? null : Integer.valueOf(capacity - confirmed));
  }

  Map<String, Integer> holders(Event event) {
    return seats.holders(SeatPlan.of(event));
  }

  Map<String, Integer> holders(Event event, int from, int to) {
    return seats.holders(SeatPlan.of(event), from, to);
  }

  Answers.Waiting waiting(String event, @Nullable String after, int atMost) {
    List<String> members = new ArrayList<>();
    int shard = after == null ? 0 : Character.digit(after.charAt(0), 10);
    String last = after == null ? "" : after.substring(1);
    while (shard < WaitingList.SHARDS && members.size() < atMost) {
      Query query = WaitingList.query(event, shard).atMost(atMost - members.size());
      Query.Position from = new Query.Position(WaitingList.partition(event, shard), last, null);
      Page page = store.query(last.isEmpty() ? query : query.after(from));
      page.rows().forEach(row -> members.add(WaitingList.place(row).member()));
      Query.Position next = page.next();
      last = next == null ? "" : next.sk();
      shard = next == null ? shard + 1 : shard;
    }
    return new Answers.Waiting(members, shard < WaitingList.SHARDS ? shard + last : null);
  }

  List<Place> waiting(String event) {
    List<Place> places = new ArrayList<>();
    new WaitingLine(store, event).forEachRemaining(places::add);
    return places;
  }
}
