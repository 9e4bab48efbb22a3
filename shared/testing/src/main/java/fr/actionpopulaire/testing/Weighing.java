package fr.actionpopulaire.testing;

import fr.actionpopulaire.embeddedaws.TableResource.GlobalIndex;
import fr.actionpopulaire.testing.RequestMeter.Charge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Charges writes by AWS's published rules: one unit for each kilobyte begun of the item before or
 * after, whichever is more, and the same for each entry of an index that comes, goes or changes;
 * all twice in a transaction. A refused write is charged for the item that is there, or that would
 * have been. The items are looked at on a connection of the meter's own.
 */
final class Weighing {

  private static final Map<String, AttributeValue> NOTHING = Map.of();
  private static final ThreadLocal<Boolean> LOOKING = ThreadLocal.withInitial(() -> false);

  private final DynamoDbClient connection;
  private final Map<String, List<GlobalIndex>> indexes;

  /**
   * @param indexes of each table, by its real name
   */
  Weighing(DynamoDbClient connection, Map<String, List<GlobalIndex>> indexes) {
    this.connection = connection;
    this.indexes = Map.copyOf(indexes);
  }

  private record Place(String table, AttributeValue pk, AttributeValue sk) {
    static Place of(String table, Map<String, AttributeValue> keys) {
      return new Place(table, present(keys, "pk"), present(keys, "sk"));
    }

    Map<String, AttributeValue> key() {
      return Map.of("pk", pk, "sk", sk);
    }
  }

  /**
   * One write of a request.
   *
   * @param put the item as sent; empty for other kinds
   * @param check whether it only asks how the item is
   */
  private record One(Place place, Map<String, AttributeValue> put, boolean check) {}

  /** Whether the request that is being made now is the meter's own. */
  static boolean isLooking() {
    return LOOKING.get();
  }

  /** What stands where this request writes. */
  Looked before(SdkRequest request) {
    List<One> writes = writes(request);
    return new Looked(writes, request instanceof TransactWriteItemsRequest, look(writes));
  }

  /** A request with what stood there before it. */
  final class Looked {
    private final List<One> writes;
    private final boolean transaction;
    private final Map<Place, Map<String, AttributeValue>> before;

    private Looked(
        List<One> writes, boolean transaction, Map<Place, Map<String, AttributeValue>> before) {
      this.writes = writes;
      this.transaction = transaction;
      this.before = before;
    }

    /** What the request is charged, now that it is over. */
    Charge charge(boolean refused) {
      Map<Place, Map<String, AttributeValue>> after = refused ? before : look(writes);
      int units = 0;
      int bytes = 0;
      for (One write : writes) {
        Map<String, AttributeValue> was = before.getOrDefault(write.place(), NOTHING);
        Map<String, AttributeValue> is =
            refused && !write.put().isEmpty()
                ? write.put()
                : after.getOrDefault(write.place(), NOTHING);
        units += Math.max(ItemSize.writeUnits(was), ItemSize.writeUnits(is));
        if (!refused) {
          bytes += Math.max(ItemSize.bytes(was), ItemSize.bytes(is));
          for (GlobalIndex index : indexes.getOrDefault(write.place().table(), List.of())) {
            units += entryUnits(index, was, is);
          }
        }
      }
      int items = refused ? 0 : (int) writes.stream().filter(write -> !write.check()).count();
      return new Charge(transaction ? 2 * units : units, items, bytes);
    }
  }

  private static int entryUnits(
      GlobalIndex index, Map<String, AttributeValue> was, Map<String, AttributeValue> is) {
    Map<String, AttributeValue> former = entry(index, was);
    Map<String, AttributeValue> present = entry(index, is);
    if (former.equals(present)) {
      return 0;
    }
    boolean moves =
        index.keys().stream()
            .anyMatch(
                key ->
                    !Stream.ofNullable(former.get(key.attribute()))
                        .toList()
                        .equals(Stream.ofNullable(present.get(key.attribute())).toList()));
    int gone = former.isEmpty() ? 0 : ItemSize.writeUnits(former);
    int come = present.isEmpty() ? 0 : ItemSize.writeUnits(present);
    return moves ? gone + come : Math.max(gone, come);
  }

  /** The item's entry; empty where it lacks a key of the index. */
  private static Map<String, AttributeValue> entry(
      GlobalIndex index, Map<String, AttributeValue> item) {
    if (!index.keys().stream().allMatch(key -> item.containsKey(key.attribute()))) {
      return NOTHING;
    }
    if (index.projection().equals("ALL")) {
      return item;
    }
    Map<String, AttributeValue> entry = new HashMap<>(item);
    List<String> kept = new ArrayList<>(List.of("pk", "sk"));
    index.keys().forEach(key -> kept.add(key.attribute()));
    kept.addAll(index.included());
    entry.keySet().retainAll(kept);
    return entry;
  }

  /** A request writes to a hundred places at most, which is what one batch reads. */
  private Map<Place, Map<String, AttributeValue>> look(List<One> writes) {
    if (writes.isEmpty()) {
      return Map.of();
    }
    Map<String, KeysAndAttributes> keys =
        writes.stream()
            .map(One::place)
            .distinct()
            .collect(
                Collectors.groupingBy(
                    Place::table,
                    Collectors.collectingAndThen(
                        Collectors.mapping(Place::key, Collectors.toList()),
                        all ->
                            KeysAndAttributes.builder().keys(all).consistentRead(true).build())));
    LOOKING.set(true);
    try {
      Map<Place, Map<String, AttributeValue>> found = new HashMap<>();
      UnderRole.freely(() -> connection.batchGetItem(r -> r.requestItems(keys)).responses())
          .forEach((table, items) -> items.forEach(item -> found.put(Place.of(table, item), item)));
      return found;
    } finally {
      LOOKING.set(false);
    }
  }

  private static List<One> writes(SdkRequest request) {
    return switch (request) {
      case PutItemRequest r -> List.of(put(r.tableName(), r.item()));
      case UpdateItemRequest r -> List.of(at(r.tableName(), r.key(), false));
      case DeleteItemRequest r -> List.of(at(r.tableName(), r.key(), false));
      case TransactWriteItemsRequest r -> r.transactItems().stream().map(Weighing::one).toList();
      case BatchWriteItemRequest r ->
          r.requestItems().entrySet().stream()
              .flatMap(table -> table.getValue().stream().map(w -> one(table.getKey(), w)))
              .toList();
      default -> List.of();
    };
  }

  private static One one(TransactWriteItem item) {
    if (item.put() != null) {
      return put(item.put().tableName(), item.put().item());
    }
    if (item.update() != null) {
      return at(item.update().tableName(), item.update().key(), false);
    }
    return item.delete() != null
        ? at(item.delete().tableName(), item.delete().key(), false)
        : at(item.conditionCheck().tableName(), item.conditionCheck().key(), true);
  }

  private static One one(String table, WriteRequest write) {
    return write.putRequest() != null
        ? put(table, write.putRequest().item())
        : at(table, write.deleteRequest().key(), false);
  }

  private static One put(String table, Map<String, AttributeValue> item) {
    return new One(Place.of(table, item), item, false);
  }

  private static One at(String table, Map<String, AttributeValue> key, boolean check) {
    return new One(Place.of(table, key), NOTHING, check);
  }

  private static AttributeValue present(Map<String, AttributeValue> keys, String name) {
    @Nullable AttributeValue value = keys.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }
}
