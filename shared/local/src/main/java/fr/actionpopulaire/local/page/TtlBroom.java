package fr.actionpopulaire.local.page;

import fr.actionpopulaire.embeddedaws.TableResource;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Removes rows whose time to live passed, which DynamoDB Local never does by itself. */
public final class TtlBroom {
  private final DynamoDbClient dynamoDb;
  private final List<TableResource> tables;
  private final Function<String, String> names;
  private final Clock clock;

  /**
   * @param names the made name of a table by its logical id
   */
  public TtlBroom(
      DynamoDbClient dynamoDb,
      List<TableResource> tables,
      Function<String, String> names,
      Clock clock) {
    this.dynamoDb = dynamoDb;
    this.tables = List.copyOf(tables);
    this.names = names;
    this.clock = clock;
  }

  /** Sweeps every table that has a time to live; a row renewed meanwhile stays. */
  public void sweep() {
    for (TableResource table : tables) {
      table
          .ttlAttribute()
          .ifPresent(
              attribute ->
                  sweep(
                      names.apply(table.logicalId()),
                      attribute,
                      table.keys().stream().map(key -> key.attribute()).toList()));
    }
  }

  private void sweep(String table, String attribute, List<String> keys) {
    AttributeValue now = AttributeValue.fromN(Long.toString(clock.instant().getEpochSecond()));
    dynamoDb
        .scanPaginator(
            it ->
                it.tableName(table)
                    .filterExpression("#ttl < :now")
                    .expressionAttributeNames(Map.of("#ttl", attribute))
                    .expressionAttributeValues(Map.of(":now", now)))
        .items()
        .forEach(item -> delete(table, attribute, now, key(item, keys)));
  }

  private void delete(
      String table, String attribute, AttributeValue now, Map<String, AttributeValue> key) {
    try {
      dynamoDb.deleteItem(
          it ->
              it.tableName(table)
                  .key(key)
                  .conditionExpression("#ttl < :now")
                  .expressionAttributeNames(Map.of("#ttl", attribute))
                  .expressionAttributeValues(Map.of(":now", now)));
    } catch (ConditionalCheckFailedException e) {
      // Renewed or gone since it was read: as it should be.
    }
  }

  private static Map<String, AttributeValue> key(
      Map<String, AttributeValue> item, List<String> keys) {
    Map<String, AttributeValue> key = new HashMap<>();
    for (String part : keys) {
      key.put(part, item.get(part));
    }
    return key;
  }
}
