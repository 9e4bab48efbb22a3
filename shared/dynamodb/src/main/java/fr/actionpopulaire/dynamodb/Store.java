package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.campaign.Campaign;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The database as every entity uses it. Reads never return what has expired, whatever still lies in
 * the table; writes happen whole or not at all, and a condition that does not hold is a value, not
 * an exception.
 */
@Singleton
public final class Store {

  /** DynamoDB takes 100 keys in one batch. */
  private static final int BATCH = 100;

  /** DynamoDB takes 25 puts in one batch. */
  private static final int PUT_BATCH = 25;

  /** Tries against transactions that meet on one item; with jitter, 12 tries last about 2 s. */
  private static final int TRIES = 12;

  private final DynamoDbClient dynamoDb;
  private final Requests requests;
  private final TableNames names;
  private final Clock clock;
  private final Campaign campaign;

  Store(DynamoDbClient dynamoDb, TableNames names, Clock clock, Campaign campaign) {
    this.dynamoDb = dynamoDb;
    this.requests = new Requests(names);
    this.names = names;
    this.clock = clock;
    this.campaign = campaign;
  }

  /** The item at a key, seeing every write that has been answered. */
  public Optional<Row> get(Key key) {
    return getEvenExpired(key).filter(this::isAlive);
  }

  /** The item at a key though it may have expired: only erasure and purge may want that. */
  public Optional<Row> getEvenExpired(Key key) {
    var response =
        dynamoDb.getItem(
            request ->
                request
                    .tableName(names.of(key.table()))
                    .key(key.attributes())
                    .consistentRead(true));
    return response.hasItem() ? Optional.of(new Row(response.item())) : Optional.empty();
  }

  /**
   * The items at several keys, of several tables at will, consistently; absent ones are missing.
   */
  public Map<Key, Row> getAll(Collection<Key> keys) {
    Map<Key, Row> found = getAllEvenExpired(keys);
    found.values().removeIf(row -> !isAlive(row));
    return found;
  }

  /** As {@link #getAll}, with what has expired: only erasure and purge may want that. */
  public Map<Key, Row> getAllEvenExpired(Collection<Key> keys) {
    Map<Key, Row> found = new HashMap<>();
    List<Key> distinct = keys.stream().distinct().toList();
    for (int start = 0; start < distinct.size(); start += BATCH) {
      getBatch(distinct.subList(start, Math.min(start + BATCH, distinct.size())), found);
    }
    return found;
  }

  private void getBatch(List<Key> keys, Map<Key, Row> found) {
    Map<String, Table> tables = new HashMap<>();
    Map<String, List<Map<String, AttributeValue>>> wanted = new HashMap<>();
    for (Key key : keys) {
      String name = names.of(key.table());
      tables.put(name, key.table());
      wanted.computeIfAbsent(name, _ -> new ArrayList<>()).add(key.attributes());
    }
    Map<String, KeysAndAttributes> left = new HashMap<>();
    wanted.forEach(
        (name, keysOfTable) ->
            left.put(
                name, KeysAndAttributes.builder().keys(keysOfTable).consistentRead(true).build()));
    Map<String, KeysAndAttributes> request = left;
    for (int attempt = 1; !request.isEmpty(); attempt++) {
      Map<String, KeysAndAttributes> now = request;
      BatchGetItemResponse response = dynamoDb.batchGetItem(get -> get.requestItems(now));
      response
          .responses()
          .forEach(
              (name, items) ->
                  items.stream()
                      .map(Row::new)
                      .forEach(
                          row ->
                              found.put(
                                  new Key(
                                      java.util.Objects.requireNonNull(tables.get(name)),
                                      row.pk(),
                                      row.sk()),
                                  row)));
      request = response.unprocessedKeys();
      if (!request.isEmpty()) {
        pause(attempt, new IllegalStateException("Batch left unprocessed"));
      }
    }
  }

  /** One page of neighbouring items. */
  public Page query(Query query) {
    QueryRequest request = requests.query(query);
    QueryResponse response = dynamoDb.query(request);
    List<Row> rows =
        response.items().stream()
            .map(Row::new)
            .filter(row -> query.expired() || isAlive(row))
            .toList();
    return new Page(rows, requests.position(query, response.lastEvaluatedKey()));
  }

  /** Every item of a query, page after page. */
  public List<Row> queryAll(Query query) {
    List<Row> rows = new ArrayList<>();
    Query next = query;
    while (true) {
      Page page = query(next);
      rows.addAll(page.rows());
      if (page.next() == null) {
        return rows;
      }
      next = next.after(page.next());
    }
  }

  /** Performs one write; a refusal shows the item that stood there. */
  public Outcome write(Write write) {
    try {
      switch (write) {
        case Write.Put put -> dynamoDb.putItem(requests.put(put));
        case Write.Change change -> dynamoDb.updateItem(requests.update(change, false));
        case Write.Remove remove -> dynamoDb.deleteItem(requests.delete(remove));
        case Write.Check _ -> throw new IllegalArgumentException("A check alone writes nothing");
      }
      return new Outcome.Written();
    } catch (ConditionalCheckFailedException refused) {
      Row seen = new Row(refused.item());
      return new Outcome.Refused(
          List.of(0), refused.hasItem() && isAlive(seen) ? Map.of(0, seen) : Map.of());
    }
  }

  /**
   * Changes one item and returns it as it is afterwards; empty when the condition did not hold, and
   * when what stands there has expired.
   */
  public Optional<Row> change(Write.Change change) {
    try {
      Row changed = new Row(dynamoDb.updateItem(requests.update(change, true)).attributes());
      return Optional.of(changed).filter(this::isAlive);
    } catch (ConditionalCheckFailedException refused) {
      return Optional.empty();
    }
  }

  /**
   * Performs all writes or none, at most 100. Collisions with other transactions are tried again
   * for about two seconds, then {@link Busy} is thrown.
   */
  public Outcome transact(List<Write> writes) {
    for (int attempt = 1; ; attempt++) {
      try {
        dynamoDb.transactWriteItems(requests.transaction(writes));
        return new Outcome.Written();
      } catch (TransactionCanceledException cancelled) {
        Optional<Outcome.Refused> refused = refusal(cancelled);
        if (refused.isPresent()) {
          return refused.get();
        }
        pause(attempt, cancelled);
      }
    }
  }

  /** The conditions that failed; empty when the transaction only collided with another. */
  private Optional<Outcome.Refused> refusal(TransactionCanceledException cancelled) {
    List<Integer> failed = new ArrayList<>();
    Map<Integer, Row> seen = new HashMap<>();
    boolean other = false;
    for (int i = 0; i < cancelled.cancellationReasons().size(); i++) {
      var reason = cancelled.cancellationReasons().get(i);
      switch (reason.code() == null ? "None" : reason.code()) {
        case "ConditionalCheckFailed" -> {
          failed.add(i);
          Row row = new Row(reason.item());
          if (reason.hasItem() && !reason.item().isEmpty() && isAlive(row)) {
            seen.put(i, row);
          }
        }
        case "None" -> {}
        case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" ->
            other = true;
        default -> throw cancelled;
      }
    }
    return failed.isEmpty() && other
        ? Optional.empty()
        : Optional.of(new Outcome.Refused(failed, seen));
  }

  /**
   * Stores many items without conditions, 25 at a time; not a transaction: on failure some may have
   * been stored, so the caller must be able to do it again.
   */
  public void putAll(List<Item> items) {
    for (int start = 0; start < items.size(); start += PUT_BATCH) {
      putBatch(items.subList(start, Math.min(start + PUT_BATCH, items.size())));
    }
  }

  private void putBatch(List<Item> items) {
    Map<String, List<WriteRequest>> left = new HashMap<>();
    for (Item item : items) {
      left.computeIfAbsent(names.of(item.key().table()), _ -> new ArrayList<>())
          .add(WriteRequest.builder().putRequest(put -> put.item(item.toMap())).build());
    }
    writeBatch(left);
  }

  private void writeBatch(Map<String, List<WriteRequest>> batch) {
    Map<String, List<WriteRequest>> left = batch;
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      Map<String, List<WriteRequest>> now = left;
      left = dynamoDb.batchWriteItem(write -> write.requestItems(now)).unprocessedItems();
      if (!left.isEmpty()) {
        pause(attempt, new IllegalStateException("Batch left unprocessed"));
      }
    }
  }

  /**
   * Deletes many items without conditions, 25 at a time; not a transaction: on failure some may
   * have been deleted, so the caller must be able to do it again.
   */
  public void removeAll(Collection<Key> keys) {
    List<Key> distinct = keys.stream().distinct().toList();
    for (int start = 0; start < distinct.size(); start += PUT_BATCH) {
      Map<String, List<WriteRequest>> batch = new HashMap<>();
      for (Key key : distinct.subList(start, Math.min(start + PUT_BATCH, distinct.size()))) {
        batch
            .computeIfAbsent(names.of(key.table()), _ -> new ArrayList<>())
            .add(WriteRequest.builder().deleteRequest(d -> d.key(key.attributes())).build());
      }
      writeBatch(batch);
    }
  }

  /** Waits longer and more randomly each time, so that those who collided do not meet again. */
  private static void pause(int attempt, RuntimeException cause) {
    if (attempt >= TRIES) {
      throw new Busy(cause);
    }
    long bound = Math.min(400, 5L << Math.min(attempt, 7));
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1, bound + 1) * 1_000_000);
  }

  private boolean isAlive(Row row) {
    Instant now = clock.instant();
    return row.isAlive(now, campaign);
  }
}
