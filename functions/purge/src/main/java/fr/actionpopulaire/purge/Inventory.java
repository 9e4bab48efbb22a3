package fr.actionpopulaire.purge;

import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.TableNames;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Goes through whole tables, seeing of each item its key and its deadline and nothing else: the
 * function's role grants a scan of those attributes only (ADR 0021). It shares no code with the
 * purge's way of finding things, nor with the store's way of hiding them.
 */
@Singleton
final class Inventory {

  /** Small enough to be read well within a call's time limit. */
  private static final int PAGE = 2_000;

  private final DynamoDbClient dynamoDb;
  private final TableNames names;
  private final RunningTime time;

  Inventory(DynamoDbClient dynamoDb, TableNames names, RunningTime time) {
    this.dynamoDb = dynamoDb;
    this.names = names;
    this.time = time;
  }

  /**
   * What the inventory sees of an item.
   *
   * @param expiresAt its own date, or {@code null}
   * @param withCampaign whether the end of the campaign counts too
   * @param member of a line of the journal, whom it is about; elsewhere always {@code null}
   */
  record Entry(
      Table table,
      String pk,
      String sk,
      @Nullable Instant expiresAt,
      boolean withCampaign,
      @Nullable String member) {

    boolean hasNoDeadline() {
      return expiresAt == null && !withCampaign;
    }

    /** When it must be gone, by the end of the campaign given. */
    Instant due(Instant campaignEnd) {
      Instant own = expiresAt;
      if (own == null) {
        return campaignEnd;
      }
      return withCampaign && campaignEnd.isAfter(own) ? campaignEnd : own;
    }
  }

  /**
   * Shows every item of a table, in no order.
   *
   * @return false when time ran out before the end
   */
  boolean each(Table table, Consumer<Entry> look) {
    String wanted = "#pk, #sk, #expiresAt, #expires";
    Map<String, String> attributes =
        Map.of("#pk", "pk", "#sk", "sk", "#expiresAt", "expiresAt", "#expires", "expires");
    return scan(table, wanted, attributes, look);
  }

  /** The same of the journal, whose lines also say whom they are about. */
  boolean eachErasure(Consumer<Entry> look) {
    String wanted = "#pk, #sk, #expiresAt, #member";
    Map<String, String> attributes =
        Map.of("#pk", "pk", "#sk", "sk", "#expiresAt", "expiresAt", "#member", "member");
    return scan(Table.JOURNAL, wanted, attributes, look);
  }

  private boolean scan(
      Table table, String wanted, Map<String, String> attributes, Consumer<Entry> look) {
    ScanRequest.Builder request =
        ScanRequest.builder()
            .tableName(names.of(table))
            .consistentRead(true)
            .limit(PAGE)
            .select(Select.SPECIFIC_ATTRIBUTES)
            .projectionExpression(wanted)
            .expressionAttributeNames(attributes);
    while (true) {
      if (!time.isLeft()) {
        return false;
      }
      ScanResponse page = dynamoDb.scan(request.build());
      page.items().forEach(item -> look.accept(entry(table, item)));
      if (!page.hasLastEvaluatedKey()) {
        return true;
      }
      request.exclusiveStartKey(page.lastEvaluatedKey());
    }
  }

  private static Entry entry(Table table, Map<String, AttributeValue> item) {
    AttributeValue expiresAt = item.get("expiresAt");
    return new Entry(
        table,
        text(item, "pk"),
        text(item, "sk"),
        expiresAt == null ? null : Instant.ofEpochMilli(Long.parseLong(expiresAt.n())),
        item.containsKey("expires"),
        item.containsKey("member") ? text(item, "member") : null);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
