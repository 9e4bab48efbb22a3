package fr.actionpopulaire.scale;

import fr.actionpopulaire.testing.RequestMeter;
import java.util.Map;
import java.util.TreeMap;

/** What some calls cost: requests by operation, read and write units. */
record Bill(Map<String, Integer> requests, double readUnits, double writeUnits) {

  Bill {
    requests = new TreeMap<>(requests);
  }

  /** What the meter has seen since it was reset. */
  static Bill of(RequestMeter meter) {
    return new Bill(meter.byOperation(), meter.readUnits(), meter.writeUnits());
  }

  int count() {
    return requests.values().stream().mapToInt(Integer::intValue).sum();
  }

  int queries() {
    return requests.getOrDefault("Query", 0);
  }

  /** What both cost together. */
  Bill plus(Bill other) {
    Map<String, Integer> all = new TreeMap<>(requests);
    other.requests.forEach((operation, times) -> all.merge(operation, times, Integer::sum));
    return new Bill(all, readUnits + other.readUnits, writeUnits + other.writeUnits);
  }

  /** What this one costs more than another. */
  Bill minus(Bill other) {
    Map<String, Integer> more = new TreeMap<>(requests);
    other.requests.forEach((operation, times) -> more.merge(operation, -times, Integer::sum));
    more.values().removeIf(times -> times == 0);
    return new Bill(more, readUnits - other.readUnits, writeUnits - other.writeUnits);
  }

  /** Whether requests, read and write units are those of another times a number, within 1 %. */
  boolean isNear(Bill other, double times) {
    return near(count(), times * other.count())
        && near(readUnits, times * other.readUnits)
        && near(writeUnits, times * other.writeUnits);
  }

  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= 0.01 * Math.max(Math.abs(one), Math.abs(other));
  }

  /** Of one call, when this is the bill of so many. */
  String each(int calls) {
    return "%.2f requests, %.2f RCU, %.2f WCU"
        .formatted((double) count() / calls, readUnits / calls, writeUnits / calls);
  }
}
