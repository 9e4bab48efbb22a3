package fr.actionpopulaire.rsvp;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Capacity units by partition key and second; safe for several threads. */
final class UnitsBySecond {

  private final TreeMap<Long, Map<String, Double>> bySecond = new TreeMap<>();

  /** The most spent under one partition key in one second. */
  record Peak(double units, String partition, long second) {}

  synchronized void add(long second, String partition, double units) {
    bySecond.computeIfAbsent(second, _ -> new HashMap<>()).merge(partition, units, Double::sum);
  }

  Peak peak() {
    return peak(UnaryOperator.identity());
  }

  /** What it would have been, had each been under another key. */
  synchronized Peak peak(UnaryOperator<String> instead) {
    Peak peak = new Peak(0, "", 0);
    for (Map.Entry<Long, Map<String, Double>> second : bySecond.entrySet()) {
      Map<String, Double> merged = new HashMap<>();
      second
          .getValue()
          .forEach(
              (partition, units) -> merged.merge(instead.apply(partition), units, Double::sum));
      for (Map.Entry<String, Double> partition : merged.entrySet()) {
        if (partition.getValue() > peak.units()) {
          peak = new Peak(partition.getValue(), partition.getKey(), second.getKey());
        }
      }
    }
    return peak;
  }

  synchronized double total() {
    return bySecond.values().stream()
        .flatMap(second -> second.values().stream())
        .mapToDouble(Double::doubleValue)
        .sum();
  }
}
