package fr.actionpopulaire.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Our reads and writes in the SDK's words. */
final class Requests {

  private final TableNames tables;

  Requests(TableNames tables) {
    this.tables = tables;
  }

  PutItemRequest put(Write.Put put) {
    Condition condition = put.condition();
    return PutItemRequest.builder()
        .tableName(tables.of(put.key().table()))
        .item(put.item().toMap())
        .conditionExpression(orNull(condition.expression()))
        .expressionAttributeNames(names(condition.expression()))
        .expressionAttributeValues(values(condition.values()))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  UpdateItemRequest update(Write.Change change, boolean returning) {
    Condition condition = change.condition();
    return UpdateItemRequest.builder()
        .tableName(tables.of(change.key().table()))
        .key(change.key().attributes())
        .updateExpression(change.expression())
        .conditionExpression(orNull(condition.expression()))
        .expressionAttributeNames(names(change.expression(), condition.expression()))
        .expressionAttributeValues(values(change.values(), condition.values()))
        .returnValues(returning ? ReturnValue.ALL_NEW : ReturnValue.NONE)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  DeleteItemRequest delete(Write.Remove remove) {
    Condition condition = remove.condition();
    return DeleteItemRequest.builder()
        .tableName(tables.of(remove.key().table()))
        .key(remove.key().attributes())
        .conditionExpression(orNull(condition.expression()))
        .expressionAttributeNames(names(condition.expression()))
        .expressionAttributeValues(values(condition.values()))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  TransactWriteItemsRequest transaction(List<Write> writes) {
    return TransactWriteItemsRequest.builder()
        .transactItems(writes.stream().map(this::transactItem).toList())
        .build();
  }

  private TransactWriteItem transactItem(Write write) {
    String table = tables.of(write.key().table());
    Condition condition = write.condition();
    String expression = orNull(condition.expression());
    var onFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
    var item = TransactWriteItem.builder();
    switch (write) {
      case Write.Put put ->
          item.put(
              p ->
                  p.tableName(table)
                      .item(put.item().toMap())
                      .conditionExpression(expression)
                      .expressionAttributeNames(names(condition.expression()))
                      .expressionAttributeValues(values(condition.values()))
                      .returnValuesOnConditionCheckFailure(onFailure));
      case Write.Change change ->
          item.update(
              u ->
                  u.tableName(table)
                      .key(change.key().attributes())
                      .updateExpression(change.expression())
                      .conditionExpression(expression)
                      .expressionAttributeNames(names(change.expression(), condition.expression()))
                      .expressionAttributeValues(values(change.values(), condition.values()))
                      .returnValuesOnConditionCheckFailure(onFailure));
      case Write.Remove remove ->
          item.delete(
              d ->
                  d.tableName(table)
                      .key(remove.key().attributes())
                      .conditionExpression(expression)
                      .expressionAttributeNames(names(condition.expression()))
                      .expressionAttributeValues(values(condition.values()))
                      .returnValuesOnConditionCheckFailure(onFailure));
      case Write.Check check ->
          item.conditionCheck(
              c ->
                  c.tableName(table)
                      .key(check.key().attributes())
                      .conditionExpression(expression)
                      .expressionAttributeNames(names(condition.expression()))
                      .expressionAttributeValues(values(condition.values()))
                      .returnValuesOnConditionCheckFailure(onFailure));
    }
    return item.build();
  }

  QueryRequest query(Query query) {
    Query.Index index = query.index();
    String hash = index == null ? "pk" : index.hash();
    String range = index == null ? "sk" : index.range();
    StringBuilder condition = new StringBuilder("#" + hash + " = :pk");
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.fromS(query.pk()));
    if (query.from() != null && query.to() != null) {
      condition.append(" AND #").append(range).append(" BETWEEN :from AND :to");
    } else if (query.from() != null) {
      condition.append(" AND #").append(range).append(" >= :from");
    } else if (query.to() != null) {
      condition.append(" AND #").append(range).append(" <= :to");
    }
    if (query.from() != null) {
      values.put(":from", AttributeValue.fromS(query.from()));
    }
    if (query.to() != null) {
      values.put(":to", AttributeValue.fromS(query.to()));
    }
    return QueryRequest.builder()
        .tableName(tables.of(query.table()))
        .indexName(index == null ? null : index.name())
        .keyConditionExpression(condition.toString())
        .expressionAttributeNames(Expression.names(condition.toString()))
        .expressionAttributeValues(values)
        .limit(query.limit())
        .scanIndexForward(!query.backwards())
        .consistentRead(index == null && query.consistent())
        .exclusiveStartKey(startKey(query))
        .build();
  }

  private static @Nullable Map<String, AttributeValue> startKey(Query query) {
    Query.Position position = query.startAfter();
    if (position == null) {
      return null;
    }
    Map<String, AttributeValue> key = new HashMap<>();
    key.put("pk", AttributeValue.fromS(position.pk()));
    key.put("sk", AttributeValue.fromS(position.sk()));
    Query.Index index = query.index();
    if (index != null && position.indexSort() != null) {
      key.put(index.hash(), AttributeValue.fromS(query.pk()));
      key.put(index.range(), AttributeValue.fromS(position.indexSort()));
    }
    return key;
  }

  Query.@Nullable Position position(Query query, Map<String, AttributeValue> last) {
    if (last.isEmpty()) {
      return null;
    }
    Query.Index index = query.index();
    return new Query.Position(
        Objects.requireNonNull(last.get("pk")).s(),
        Objects.requireNonNull(last.get("sk")).s(),
        index == null ? null : Objects.requireNonNull(last.get(index.range())).s());
  }

  private static @Nullable String orNull(String expression) {
    return expression.isEmpty() ? null : expression;
  }

  private static @Nullable Map<String, String> names(String... expressions) {
    Map<String, String> names = Expression.names(expressions);
    return names.isEmpty() ? null : names;
  }

  private static @Nullable Map<String, AttributeValue> values(Attributes... groups) {
    Map<String, AttributeValue> values = new HashMap<>();
    for (Attributes group : groups) {
      group.toMap().forEach((name, value) -> values.put(":" + name, value));
    }
    return values.isEmpty() ? null : values;
  }
}
