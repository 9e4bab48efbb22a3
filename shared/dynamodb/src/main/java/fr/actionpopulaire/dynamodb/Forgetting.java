package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.WaitingList.Place;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Deletes who came to an event and keeps how many did. */
@Singleton
final class Forgetting {

  /** Attribute of an event's own item: how many came, once nobody is known any more. */
  static final String FINAL_COUNT = "finalCount";

  /** Attribute of an event's own item: how many of them were seen there. */
  static final String FINAL_PRESENT = "finalPresent";

  /** Blocks looked for at once when the event can no longer say how many it has. */
  private static final int STRIDE = 100;

  private final Store store;

  Forgetting(Store store) {
    this.store = store;
  }

  /**
   * Everything is found from the seats and the waiting list, so each of them goes after the answers
   * it leads to; a broken run is finished by the next one.
   */
  int forget(String event) {
    List<Row> blocks = blocks(event);
    keepCount(event, blocks);
    int deleted = 0;
    for (Row block : blocks) {
      List<Key> answers =
          block.numbersById().keySet().stream().map(member -> Answer.key(event, member)).toList();
      deleted += remove(answers) + remove(List.of(new Key(Table.EVENTS, block.pk(), block.sk())));
    }
    List<Place> places = WaitingList.evenExpired(store, event);
    deleted += remove(places.stream().map(place -> place.answer().key()).toList());
    deleted += remove(places.stream().map(Place::key).toList());
    store.write(Write.remove(Seats.hint(event), Condition.none()));
    return deleted;
  }

  private int remove(List<Key> keys) {
    store.removeAll(keys);
    return keys.size();
  }

  /** Kept from the first run: a later one sees fewer seats than there were. */
  private void keepCount(String event, List<Row> blocks) {
    int count =
        blocks.stream()
            .flatMap(block -> block.numbersById().values().stream())
            .mapToInt(Integer::intValue)
            .sum();
    store.write(
        Write.change(
            Events.metaKey(event),
            "SET #finalCount = if_not_exists(#finalCount, :count), "
                + "#finalPresent = if_not_exists(#finalPresent, :present)",
            Attributes.none()
                .number("count", count)
                .number("present", blocks.stream().mapToInt(Presences::present).sum()),
            Condition.present()));
  }

  private List<Row> blocks(String event) {
    Optional<Integer> known =
        store.getEvenExpired(Events.metaKey(event)).map(meta -> (int) meta.numberOr("blocks", 1));
    if (known.isPresent()) {
      return blocks(event, 0, known.get());
    }
    List<Row> blocks = new ArrayList<>();
    for (int start = 0; ; start += STRIDE) {
      List<Row> some = blocks(event, start, STRIDE);
      if (some.isEmpty()) {
        return blocks;
      }
      blocks.addAll(some);
    }
  }

  private List<Row> blocks(String event, int start, int count) {
    List<Key> keys =
        IntStream.range(start, start + count)
            .mapToObj(block -> SeatPlan.key(event, block))
            .toList();
    return List.copyOf(store.getAllEvenExpired(keys).values());
  }
}
