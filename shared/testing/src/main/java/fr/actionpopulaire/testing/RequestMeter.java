package fr.actionpopulaire.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Counts the DynamoDB requests made to one test class's tables, by whatever client in this JVM
 * makes them, the items they touch, and the capacity they cost by AWS's published sizes: writes per
 * kilobyte, reads per four, halved when eventually consistent, doubled in transactions. A retried
 * request counts once. An update or delete is charged for the size DynamoDB reports; in a
 * transaction, where the local DynamoDB reports wrongly, for one kilobyte, unless the meter weighs.
 */
public final class RequestMeter {

  /**
   * One request.
   *
   * @param tables the real names of the tables it touched, once each
   * @param write whether units, items and bytes are of writes
   */
  record Request(String operation, List<String> tables, boolean write, Charge charge) {}

  /**
   * What a request is charged for.
   *
   * @param items read, or written: none where it was refused
   * @param bytes of the items as answered; of items written before or after, whichever is more
   */
  record Charge(double units, int items, int bytes) {}

  // Not a list copied at each write: a purge makes hundreds of thousands of requests.
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Predicate<String> ownTable;
  private final UnaryOperator<String> realName;

  private final Weighing weighing;
  private volatile boolean weighs;

  RequestMeter(Predicate<String> ownTable, UnaryOperator<String> realName, Weighing weighing) {
    this.ownTable = ownTable;
    this.realName = realName;
    this.weighing = weighing;
  }

  /**
   * From now on every item that is written is looked at before and after, out of the count, and
   * charged by its own size, in transactions too, with its entries in indexes.
   */
  public void weigh() {
    weighs = true;
  }

  /** How to look at what such a request writes; empty where nobody asked for it. */
  Optional<Weighing> weighing(List<String> tables) {
    return weighs && tables.stream().anyMatch(ownTable) ? Optional.of(weighing) : Optional.empty();
  }

  /** Forgets every request so far. */
  public void reset() {
    requests.clear();
  }

  /** How many requests. */
  public int count() {
    return requests.size();
  }

  /** How many of that operation, as {@code GetItem} or {@code TransactWriteItems}. */
  public int count(String operation) {
    return (int) requests.stream().filter(r -> r.operation().equals(operation)).count();
  }

  /**
   * How many of that operation that touched the table of that variable, as {@code PEOPLE_TABLE}.
   */
  public int count(String operation, String environmentName) {
    String table = realName.apply(environmentName);
    return (int)
        requests.stream()
            .filter(r -> r.operation().equals(operation) && r.tables().contains(table))
            .count();
  }

  /** How many requests by operation, in alphabetical order. */
  public Map<String, Integer> byOperation() {
    Map<String, Integer> counts = new TreeMap<>();
    requests.forEach(request -> counts.merge(request.operation(), 1, Integer::sum));
    return counts;
  }

  /** Read request units spent. */
  public double readUnits() {
    return requests.stream().filter(r -> !r.write()).mapToDouble(r -> r.charge().units()).sum();
  }

  /** Write request units spent. */
  public double writeUnits() {
    return requests.stream().filter(Request::write).mapToDouble(r -> r.charge().units()).sum();
  }

  /** How many items were read: of a query or scan all it looked at. */
  public int itemsRead() {
    return requests.stream().filter(r -> !r.write()).mapToInt(r -> r.charge().items()).sum();
  }

  /** How many items were put, updated or deleted; what was refused or only checked is none. */
  public int itemsWritten() {
    return requests.stream().filter(Request::write).mapToInt(r -> r.charge().items()).sum();
  }

  /** Bytes of the items that were answered. */
  public int bytesRead() {
    return requests.stream().filter(r -> !r.write()).mapToInt(r -> r.charge().bytes()).sum();
  }

  /** Bytes of the items written, before or after, whichever is more; known where it weighs. */
  public int bytesWritten() {
    return requests.stream().filter(Request::write).mapToInt(r -> r.charge().bytes()).sum();
  }

  void add(Request request) {
    if (request.tables().stream().anyMatch(ownTable)) {
      requests.add(request);
    }
  }
}
