package fr.actionpopulaire.testing;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Counts the DynamoDB requests made to one test class's tables, by whatever client in this JVM
 * makes them, and the capacity they cost by AWS's published sizes: writes per kilobyte, reads per
 * four, halved when eventually consistent, doubled in transactions. A retried request counts once.
 * An update or delete is charged for the size DynamoDB reports; in a transaction, where the local
 * DynamoDB reports wrongly, for one kilobyte.
 */
public final class RequestMeter {

  /**
   * One request.
   *
   * @param tables the real names of the tables it touched, once each
   */
  record Request(String operation, List<String> tables, double readUnits, double writeUnits) {}

  // Not a list copied at each write: a purge makes hundreds of thousands of requests.
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Predicate<String> ownTable;
  private final UnaryOperator<String> realName;

  RequestMeter(Predicate<String> ownTable, UnaryOperator<String> realName) {
    this.ownTable = ownTable;
    this.realName = realName;
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
    return requests.stream().mapToDouble(Request::readUnits).sum();
  }

  /** Write request units spent. */
  public double writeUnits() {
    return requests.stream().mapToDouble(Request::writeUnits).sum();
  }

  void add(Request request) {
    if (request.tables().stream().anyMatch(ownTable)) {
      requests.add(request);
    }
  }
}
