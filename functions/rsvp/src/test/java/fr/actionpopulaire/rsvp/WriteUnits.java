package fr.actionpopulaire.rsvp;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Write units by partition key and second of a clock, by AWS's published rules: one for each
 * kilobyte begun of the item before or after, whichever is bigger; twice in a transaction; also
 * when refused, and again when tried again. Sizes are followed from the requests and never too
 * small: what is refused or removed still counts as there.
 */
final class WriteUnits implements ExecutionInterceptor {

  private static final int KILOBYTE = 1024;

  /** A number has 38 digits at most: two a byte, and one byte more. */
  private static final int NUMBER = 21;

  private final Clock clock;
  private final Map<String, Map<String, Integer>> sizes = new HashMap<>();
  private final UnitsBySecond units = new UnitsBySecond();

  WriteUnits(Clock clock) {
    this.clock = clock;
  }

  UnitsBySecond units() {
    return units;
  }

  @Override
  public synchronized void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    switch (context.request()) {
      case TransactWriteItemsRequest r -> r.transactItems().forEach(this::add);
      case PutItemRequest r -> put(r.tableName(), r.item(), 1);
      case UpdateItemRequest r ->
          update(r.tableName(), r.key(), r.updateExpression(), r.expressionAttributeValues(), 1);
      case DeleteItemRequest r -> note(r.tableName(), r.key(), Map.of(), 1);
      case BatchWriteItemRequest r ->
          r.requestItems()
              .forEach(
                  (table, writes) ->
                      writes.forEach(
                          write -> {
                            if (write.putRequest() != null) {
                              put(table, write.putRequest().item(), 1);
                            } else {
                              note(table, write.deleteRequest().key(), Map.of(), 1);
                            }
                          }));
      default -> {}
    }
  }

  private void add(TransactWriteItem item) {
    Update update = item.update();
    Delete delete = item.delete();
    ConditionCheck check = item.conditionCheck();
    if (item.put() != null) {
      put(item.put().tableName(), item.put().item(), 2);
    } else if (update != null) {
      update(
          update.tableName(),
          update.key(),
          update.updateExpression(),
          update.expressionAttributeValues(),
          2);
    } else if (delete != null) {
      note(delete.tableName(), delete.key(), Map.of(), 2);
    } else if (check != null) {
      note(check.tableName(), check.key(), Map.of(), 2);
    }
  }

  private void put(String table, Map<String, AttributeValue> item, int times) {
    Map<String, Integer> attributes = new HashMap<>();
    item.forEach((name, value) -> attributes.put(name, size(name, value)));
    note(table, item, attributes, times);
    // A message's entry in the index of what is not settled, keys only.
    AttributeValue shard = item.get("unsettled");
    if (shard != null) {
      units.add(clock.instant().getEpochSecond(), table + " " + shard.s(), times);
    }
  }

  /** Every attribute an expression names; a text or map may have any size the values have. */
  private void update(
      String table,
      Map<String, AttributeValue> key,
      String expression,
      Map<String, AttributeValue> values,
      int times) {
    int biggest = values.values().stream().mapToInt(value -> size("", value)).max().orElse(0);
    Map<String, Integer> attributes = new HashMap<>();
    for (String word : expression.split("[^#\\w]+", -1)) {
      if (word.startsWith("#")) {
        attributes.put(word, word.length() - 1 + biggest);
      }
    }
    note(table, key, attributes, times);
  }

  private void note(
      String table, Map<String, AttributeValue> key, Map<String, Integer> attributes, int times) {
    String partition = table + " " + Objects.requireNonNull(key.get("pk")).s();
    Map<String, Integer> item =
        sizes.computeIfAbsent(
            partition + " " + Objects.requireNonNull(key.get("sk")).s(), _ -> new HashMap<>());
    item.put("pk", size("pk", Objects.requireNonNull(key.get("pk"))));
    item.put("sk", size("sk", Objects.requireNonNull(key.get("sk"))));
    item.putAll(attributes);
    int bytes = item.values().stream().mapToInt(Integer::intValue).sum();
    units.add(
        clock.instant().getEpochSecond(),
        partition,
        times * Math.max(1, Math.ceilDiv(bytes, KILOBYTE)));
  }

  private static int size(String name, AttributeValue value) {
    return name.length()
        + switch (value.type()) {
          case N -> NUMBER;
          case S -> value.s().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
          case B -> value.b().asByteArray().length;
          case M ->
              3
                  + value.m().entrySet().stream()
                      .mapToInt(entry -> 1 + size(entry.getKey(), entry.getValue()))
                      .sum();
          case BOOL, NUL -> 1;
          case L -> 3 + value.l().stream().mapToInt(element -> 1 + size("", element)).sum();
          case SS, NS, BS, UNKNOWN_TO_SDK_VERSION ->
              throw new IllegalStateException("Not among what answers write");
        };
  }
}
