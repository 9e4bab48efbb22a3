package fr.actionpopulaire.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A meter that weighs charges each write for its own item, by AWS's published rules. */
@EmbeddedAwsTest
class WeighingTest {

  private static final Map<String, AttributeValue> KEY =
      Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("x"));

  private final TestAws aws;
  private final String people;

  WeighingTest(TestAws aws) {
    this.aws = aws;
    people = aws.table("PEOPLE_TABLE");
  }

  @BeforeEach
  void aBigItem() {
    aws.meter().weigh();
    Map<String, AttributeValue> item = new HashMap<>(KEY);
    item.put("more", AttributeValue.fromS("x".repeat(1500)));
    aws.dynamoDb().putItem(r -> r.tableName(people).item(item));
    aws.meter().reset();
  }

  @Test
  void anUpdateInATransactionIsChargedTwiceTheBiggerOfBeforeAndAfter() {
    aws.dynamoDb()
        .transactWriteItems(
            r ->
                r.transactItems(
                    TransactWriteItem.builder()
                        .update(
                            u ->
                                u.tableName(people)
                                    .key(KEY)
                                    .updateExpression("SET more = :m")
                                    .expressionAttributeValues(
                                        Map.of(":m", AttributeValue.fromS("little"))))
                        .build()));
    assertEquals(4, aws.meter().writeUnits(), "1,500 bytes before, 20 after");
    assertEquals(1, aws.meter().count(), "its own looking is no request");
    assertEquals(1, aws.meter().itemsWritten());
    assertEquals(1500 + "pkaskxmore".length(), aws.meter().bytesWritten());
    assertEquals(0, aws.meter().readUnits());
  }

  @Test
  void aDeleteIsChargedForWhatGoesAndARefusedWriteForWhatIsThere() {
    assertThrows(
        ConditionalCheckFailedException.class,
        () ->
            aws.dynamoDb()
                .putItem(
                    r ->
                        r.tableName(people)
                            .item(KEY)
                            .conditionExpression("attribute_not_exists(pk)")));
    assertEquals(2, aws.meter().writeUnits());
    assertEquals(0, aws.meter().itemsWritten());
    aws.dynamoDb().deleteItem(r -> r.tableName(people).key(KEY));
    assertEquals(4, aws.meter().writeUnits());
    assertEquals(1, aws.meter().itemsWritten());
  }

  @Test
  void anEntryOfAnIndexIsAWriteOfItsOwnWhenItComesAndWhenItGoes() {
    String outbox = aws.table("OUTBOX_TABLE");
    Map<String, AttributeValue> message = new HashMap<>(KEY);
    message.put("more", AttributeValue.fromS("x".repeat(1500)));
    aws.dynamoDb().putItem(r -> r.tableName(outbox).item(message));
    assertEquals(2, aws.meter().writeUnits(), "no entry");
    message.put("unsettled", AttributeValue.fromS("1"));
    message.put("queuedAt", AttributeValue.fromS("2026"));
    aws.meter().reset();
    aws.dynamoDb().putItem(r -> r.tableName(outbox).item(message));
    assertEquals(3, aws.meter().writeUnits(), "of keys alone, so one kilobyte");
    message.remove("more");
    aws.meter().reset();
    aws.dynamoDb().putItem(r -> r.tableName(outbox).item(message));
    assertEquals(2, aws.meter().writeUnits(), "its entry stays as it is");
    aws.meter().reset();
    aws.dynamoDb().deleteItem(r -> r.tableName(outbox).key(KEY));
    assertEquals(2, aws.meter().writeUnits());
  }

  @Test
  void whatIsMissingIsChargedLikeTheSmallestItem() {
    aws.dynamoDb()
        .batchGetItem(
            r ->
                r.requestItems(
                    Map.of(
                        people,
                        software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes.builder()
                            .keys(
                                List.of(
                                    KEY,
                                    Map.of(
                                        "pk",
                                        AttributeValue.fromS("nobody"),
                                        "sk",
                                        AttributeValue.fromS("x"))))
                            .consistentRead(true)
                            .build())));
    assertEquals(2, aws.meter().readUnits());
    assertEquals(1, aws.meter().itemsRead());
    assertEquals(1500 + "pkaskxmore".length(), aws.meter().bytesRead());
  }
}
