package fr.actionpopulaire.dynamodb;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The free seats of some blocks as they were read; a choice made here is only a proposal that each
 * block confirms or refuses.
 */
final class FreeSeats {

  private final Map<Integer, Integer> free;

  FreeSeats(Map<Integer, Integer> free) {
    this.free = new HashMap<>(free);
  }

  int total() {
    return free.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Seats for a party by block: together if any block can, the preferred one first, else spread
   * over as few blocks as possible; empty when there are not enough.
   */
  Optional<Map<Integer, Integer>> place(int seats, int preferred) {
    if (free.getOrDefault(preferred, 0) >= seats) {
      return Optional.of(Map.of(preferred, seats));
    }
    List<Map.Entry<Integer, Integer>> roomiest =
        free.entrySet().stream()
            .filter(block -> block.getValue() > 0)
            .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
            .toList();
    Map<Integer, Integer> places = new HashMap<>();
    int missing = seats;
    for (Map.Entry<Integer, Integer> block : roomiest) {
      int here = Math.min(missing, block.getValue());
      places.put(block.getKey(), here);
      missing -= here;
      if (missing == 0) {
        return Optional.of(places);
      }
    }
    return Optional.empty();
  }

  /** Notes that seats were taken. */
  void take(Map<Integer, Integer> places) {
    places.forEach((block, seats) -> free.merge(block, -seats, Integer::sum));
  }
}
