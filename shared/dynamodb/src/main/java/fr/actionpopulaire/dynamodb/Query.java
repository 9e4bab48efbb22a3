package fr.actionpopulaire.dynamodb;

import org.jspecify.annotations.Nullable;

/**
 * A read of neighbouring items under one partition key, in the order of their sort keys.
 *
 * @param from first sort key wanted, inclusive; {@code null} for the beginning
 * @param to last sort key wanted, inclusive; {@code null} for the end
 * @param limit how many items at most to read in one request
 * @param consistent whether writes that have been answered must be seen
 * @param index the index to read, or {@code null} for the table itself
 * @param startAfter where an earlier read stopped, or {@code null}
 * @param expired whether to return what has expired too: only erasure and purge may want that
 */
public record Query(
    Table table,
    String pk,
    @Nullable String from,
    @Nullable String to,
    int limit,
    boolean backwards,
    boolean consistent,
    @Nullable Index index,
    @Nullable Position startAfter,
    boolean expired) {

  /** A secondary index: its name and the names of its key attributes. */
  public record Index(String name, String hash, String range) {}

  /** Where a read stopped: the key of the last item, and its sort value in the index if any. */
  public record Position(String pk, String sk, @Nullable String indexSort) {}

  /** Every item of a partition, consistently. */
  public static Query all(Table table, String pk) {
    return new Query(table, pk, null, null, 1000, false, true, null, null, false);
  }

  /** The items whose sort key starts with a prefix, consistently. */
  public static Query prefixed(Table table, String pk, String prefix) {
    return all(table, pk).between(prefix, prefix + "\uffff");
  }

  public Query between(@Nullable String first, @Nullable String last) {
    return new Query(
        table, pk, first, last, limit, backwards, consistent, index, startAfter, expired);
  }

  public Query atMost(int items) {
    return new Query(table, pk, from, to, items, backwards, consistent, index, startAfter, expired);
  }

  public Query newestFirst() {
    return new Query(table, pk, from, to, limit, true, consistent, index, startAfter, expired);
  }

  /** Accepts a read that may miss the last moments, at half the price. */
  public Query eventually() {
    return new Query(table, pk, from, to, limit, backwards, false, index, startAfter, expired);
  }

  /** Reads an index, which is always eventually consistent. */
  public Query through(Index other) {
    return new Query(table, pk, from, to, limit, backwards, false, other, startAfter, expired);
  }

  public Query after(@Nullable Position position) {
    return new Query(table, pk, from, to, limit, backwards, consistent, index, position, expired);
  }

  /** Also returns what has expired and is still to be deleted. */
  public Query evenExpired() {
    return new Query(table, pk, from, to, limit, backwards, consistent, index, startAfter, true);
  }
}
