package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.WaitingList.Place;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final int REMEMBERED = 64;

  private final Store store;
  private final Seats seats;
  private final Clock clock;
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

  Tally tally(SeatPlan plan) {
    return plan.blocks() <= Seats.FEW
        ? of(plan, seats.read(plan))
        : remembered(plan.event().id(), clock.instant(), plan);
  }

  private Tally remembered(String event, Instant now, SeatPlan plan) {
    synchronized (counted) {
      Counted known = counted.get(event);
      if (known != null && !now.isBefore(known.at()) && now.isBefore(known.at().plus(FRESH))) {
        return known.tally();
      }
    }
    Tally tally = of(plan, seats.read(plan));
    synchronized (counted) {
      counted.remove(event);
      counted.put(event, new Counted(tally, now));
      if (counted.size() > REMEMBERED) {
        counted.pollFirstEntry();
      }
    }
    return tally;
  }

  static Tally of(SeatPlan plan, FreeSeats free) {
    int all = 0;
    for (int block = 0; block < plan.blocks(); block++) {
      all += plan.quota(block);
    }
    return of(plan.event(), all - free.total());
  }

  private static Tally of(Event event, int confirmed) {
    Integer capacity = event.capacity();
    return new Tally(confirmed, capacity == null ? null : Integer.valueOf(capacity - confirmed));
  }

  Map<String, Integer> holders(Event event) {
    return seats.holders(SeatPlan.of(event));
  }

  List<Place> waiting(String event) {
    return store.queryAll(WaitingList.query(event)).stream().map(WaitingList::place).toList();
  }
}
