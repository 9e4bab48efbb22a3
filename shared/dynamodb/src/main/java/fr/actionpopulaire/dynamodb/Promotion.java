package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.WaitingList.Place;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Seats those who wait, first come first, as far as they fit; smaller parties may pass a bigger one
 * that does not fit.
 *
 * <p>Whoever frees a seat or joins the list promotes <em>after</em> that write, with consistent
 * reads. Of a free seat and a waiting answer that fits it, one was written last, and its writer saw
 * the other: so once nobody is at work, no free seat stands beside an answer it would serve.
 */
@Singleton
final class Promotion {

  private final Store store;
  private final Seats seats;
  private final Events events;
  private final Clock clock;

  Promotion(Store store, Seats seats, Events events, Clock clock) {
    this.store = store;
    this.seats = seats;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Promotes until nobody who waits fits. Does nothing once the event takes no answers.
   *
   * @param event whose capacity may have changed since it was read: what stands now counts
   */
  void promote(Event event) {
    Optional<Event> now = events.asItStands(event);
    // Where everybody may come, and might before, nobody waits.
    if (event.capacity() != null || now.map(Event::capacity).isPresent()) {
      promote(event, now, () -> true);
    }
  }

  /**
   * Whether somebody who has just begun to wait might fit, by what was read since: seats are free,
   * or the event is not what it was. Others who wait were looked at by whoever freed the seats.
   *
   * @param rows the seats of an event that has few
   */
  boolean isDue(Answer waiting, SeatPlan plan, Row event, Map<Key, Row> rows) {
    Integer capacity = plan.event().capacity();
    if (waiting.status() != Answer.Status.WAITLISTED || capacity == null) {
      return false;
    }
    if (event.numberOr("capacity", -1) != capacity
        || event.numberOr("blocks", 1) != plan.blocks()) {
      return true;
    }
    return waiting.seats()
        <= (plan.blocks() <= Seats.FEW
            ? Seats.free(plan, Seats.blocks(plan), rows).total()
            : seats.most(plan).orElse(Integer.MAX_VALUE));
  }

  /**
   * The same as long as time is left, also for those who waited until everybody might come.
   *
   * @return whether nobody who waits fits any more
   */
  boolean promote(Event event, BooleanSupplier isTimeLeft) {
    return promote(event, events.asItStands(event), isTimeLeft);
  }

  private boolean promote(Event event, Optional<Event> first, BooleanSupplier isTimeLeft) {
    Patience patience = new Patience();
    Optional<Event> now = first;
    while (isTimeLeft.getAsBoolean()) {
      if (now.isEmpty() || !now.get().takesAnswers(clock.instant())) {
        return true;
      }
      SeatPlan plan = SeatPlan.of(now.get());
      switch (pass(plan, isTimeLeft)) {
        case DONE -> {
          return true;
        }
        case MEANWHILE -> patience.again();
        case FULL -> seats.grow(plan);
      }
      now = events.asItStands(event);
    }
    return false;
  }

  /** How a walk along the list ended. */
  private enum Pass {
    DONE,
    /** Somebody else changed it meanwhile. */
    MEANWHILE,
    /** Everybody may come, but the blocks there are are full. */
    FULL
  }

  /** Walks along the list once. */
  private Pass pass(SeatPlan plan, BooleanSupplier isTimeLeft) {
    int most = seats.most(plan).orElse(Integer.MAX_VALUE);
    @Nullable FreeSeats free = null;
    if (plan.blocks() <= Seats.FEW) {
      free = seats.read(plan);
      most = free.total();
    }
    WaitingLine line = new WaitingLine(store, plan.event().id());
    while ((most > 0 || !plan.isLimited()) && line.hasNext()) {
      Place place = line.next();
      if (!isTimeLeft.getAsBoolean()) {
        return Pass.MEANWHILE;
      }
      if (place.seats() > most) {
        if (plan.isLimited()) {
          continue;
        }
        return Pass.FULL;
      }
      if (free == null) {
        free = seats.read(plan);
      }
      Optional<Map<Integer, Integer>> places =
          free.place(place.seats(), plan.preferred(place.member()));
      if (places.isPresent()) {
        if (!seat(plan, place, places.get())) {
          return Pass.MEANWHILE;
        }
        free.take(places.get());
      } else if (!plan.isLimited()) {
        return Pass.FULL;
      }
      most = free.total();
    }
    return Pass.DONE;
  }

  private boolean seat(SeatPlan plan, Place place, Map<Integer, Integer> places) {
    Answer waiting = place.answer();
    List<Write> writes = new ArrayList<>();
    writes.add(Write.put(waiting.seated(places).item(plan), waiting.asRead()));
    writes.add(Write.remove(place.key(), place.asRead()));
    places.forEach((block, taken) -> writes.add(plan.move(block, place.member(), 0, taken)));
    List<Write> andTell = new ArrayList<>(writes);
    andTell.add(Outbox.put(promoted(place)));
    return switch (store.transact(andTell)) {
      case Outcome.Written _ -> true;
      // Told before, when the very same wait had already ended in a seat: a seat all the same.
      case Outcome.Refused refused when refused.failed().equals(List.of(writes.size())) ->
          store.transact(writes).isWritten();
      case Outcome.Refused _ -> false;
    };
  }

  private Message promoted(Place place) {
    return new Message(
        Outbox.Kind.PROMOTED,
        new Recipient.Member(place.member()),
        place.event() + "#" + place.member() + "#" + place.since().toEpochMilli(),
        Map.of("event", place.event()),
        clock.instant());
  }
}
