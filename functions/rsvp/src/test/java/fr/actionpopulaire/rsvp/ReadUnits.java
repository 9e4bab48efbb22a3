package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.testing.ItemSize;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Read units by partition key and second of a clock, by AWS's published rules: one for each four
 * kilobytes begun of an item, or of all that a query finds together; half of that when eventually
 * consistent; and for what is not there as for what is small. Entries of an index stand under the
 * index's key.
 */
final class ReadUnits implements ExecutionInterceptor {

  private static final int UNIT = 4 * 1024;

  private final Clock clock;
  private final UnitsBySecond units = new UnitsBySecond();

  ReadUnits(Clock clock) {
    this.clock = clock;
  }

  UnitsBySecond units() {
    return units;
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    switch (context.request()) {
      case GetItemRequest r when context.response() instanceof GetItemResponse found ->
          note(r.tableName(), r.key(), ItemSize.bytes(found.item()), r.consistentRead());
      case BatchGetItemRequest r when context.response() instanceof BatchGetItemResponse found ->
          r.requestItems()
              .forEach(
                  (table, wanted) ->
                      batch(table, wanted, found.responses().getOrDefault(table, List.of())));
      case QueryRequest r when context.response() instanceof QueryResponse found ->
          note(
              r.indexName() == null ? r.tableName() : r.tableName() + "/" + r.indexName(),
              Map.of("pk", Objects.requireNonNull(r.expressionAttributeValues().get(":pk"))),
              found.items().stream().mapToInt(ItemSize::bytes).sum(),
              r.consistentRead());
      default -> {}
    }
  }

  private void batch(
      String table, KeysAndAttributes wanted, List<Map<String, AttributeValue>> items) {
    for (Map<String, AttributeValue> key : wanted.keys()) {
      int bytes =
          items.stream()
              .filter(item -> item.entrySet().containsAll(key.entrySet()))
              .mapToInt(ItemSize::bytes)
              .sum();
      note(table, key, bytes, wanted.consistentRead());
    }
  }

  private void note(String table, Map<String, AttributeValue> key, int bytes, Boolean consistent) {
    double whole = Math.max(1, Math.ceilDiv(bytes, UNIT));
    units.add(
        clock.instant().getEpochSecond(),
        table + " " + Objects.requireNonNull(key.get("pk")).s(),
        Boolean.TRUE.equals(consistent) ? whole : whole / 2);
  }
}
