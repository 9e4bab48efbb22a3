package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.dynamodb.WaitingList.Place;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Gives all that hangs on an event's answers the deadline its present end asks for. */
@Singleton
final class Retiming {

  /** In transactions, which wait for others on the same items where a plain write fails. */
  private static final int BATCH = 50;

  private final Store store;
  private final Seats seats;

  Retiming(Store store, Seats seats) {
    this.store = store;
    this.seats = seats;
  }

  /**
   * What is gone meanwhile is left alone, and what is written meanwhile has the right deadline
   * already: whoever writes has read the event as it is now.
   */
  int retime(Event event) {
    SeatPlan plan = SeatPlan.of(event);
    List<Key> keys = new ArrayList<>(List.of(Seats.hint(event.id())));
    for (Row block : seats.stored(plan).values()) {
      block.numbersById().keySet().forEach(member -> keys.add(Answer.key(event.id(), member)));
      keys.add(new Key(Table.EVENTS, block.pk(), block.sk()));
    }
    for (Place place : WaitingList.evenExpired(store, event.id())) {
      keys.add(place.answer().key());
      keys.add(place.key());
    }
    List<Write> writes = keys.stream().distinct().map(key -> move(key, plan.deadline())).toList();
    for (int start = 0; start < writes.size(); start += BATCH) {
      List<Write> some = writes.subList(start, Math.min(start + BATCH, writes.size()));
      if (!store.transact(some).isWritten()) {
        // Something of these is gone: one by one, then.
        some.forEach(write -> store.transact(List.of(write)));
      }
    }
    return writes.size();
  }

  private static Write move(Key key, Deadline deadline) {
    return Write.change(
        key,
        "SET " + Item.deadlineChange(deadline),
        Item.deadlineAttributes(Table.EVENTS, deadline),
        Condition.present());
  }
}
