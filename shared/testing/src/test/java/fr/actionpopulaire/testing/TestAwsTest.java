package fr.actionpopulaire.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.embeddedaws.FunctionResource;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.embeddedaws.MailFault;
import fr.actionpopulaire.embeddedaws.TableResource;
import fr.actionpopulaire.embeddedaws.TableResource.KeyAttribute;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

@EmbeddedAwsTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TestAwsTest {

  private final TestAws aws;

  TestAwsTest(TestAws aws) {
    this.aws = aws;
  }

  private static Map<String, AttributeValue> item(String pk, String more) {
    return Map.of(
        "pk", AttributeValue.fromS(pk),
        "sk", AttributeValue.fromS("x"),
        "more", AttributeValue.fromS(more));
  }

  @Test
  void tablesHaveTheTemplatesKeys() {
    assertEquals(9, aws.template().tables().size());
    for (TableResource table : aws.template().tables()) {
      assertEquals(
          List.of(new KeyAttribute("pk", "S", "HASH"), new KeyAttribute("sk", "S", "RANGE")),
          table.keys());
      var made =
          aws.dynamoDb().describeTable(r -> r.tableName(aws.tableOf(table.logicalId()))).table();
      assertEquals("pk", made.keySchema().get(0).attributeName());
      assertEquals(KeyType.HASH, made.keySchema().get(0).keyType());
      assertEquals("sk", made.keySchema().get(1).attributeName());
      assertEquals(KeyType.RANGE, made.keySchema().get(1).keyType());
      assertEquals(table.indexes().size(), made.globalSecondaryIndexes().size());
      assertEquals(table.streamView().isPresent(), made.streamSpecification() != null);
    }
    assertEquals(
        "OpenReports",
        aws.dynamoDb()
            .describeTable(r -> r.tableName(aws.table("MODERATION_TABLE")))
            .table()
            .globalSecondaryIndexes()
            .getFirst()
            .indexName());
    assertThrows(IllegalArgumentException.class, () -> aws.table("NO_TABLE"));
  }

  @Test
  void everyFunctionsEnvironmentNamesThisClassesTables() {
    assertEquals(13, aws.template().functions().size());
    for (FunctionResource function : aws.template().functions()) {
      aws.environment(function.folder())
          .forEach(
              (name, value) -> {
                if (name.endsWith("_TABLE")) {
                  assertEquals(aws.table(name), value);
                } else if (name.equals("BUCKET")) {
                  assertEquals(aws.bucket(), value);
                }
                assertFalse(value.contains("${"), name);
              });
    }
    Map<String, Object> properties = aws.properties("signup");
    assertEquals(aws.table("PEOPLE_TABLE"), properties.get("people.table"));
    assertEquals("essai-2027", properties.get("campaign.id"));
    assertEquals("bonjour@example.org", aws.environment("mailer").get("SENDER"));
    assertFalse(aws.environment("signup").containsKey("SENDER"));
  }

  @Test
  void everyClientOfThisJvmIsLedToTheServices() {
    try (DynamoDbClient own = DynamoDbClient.create();
        SecretsManagerClient secrets = SecretsManagerClient.create()) {
      own.putItem(r -> r.tableName(aws.table("OUTBOX_TABLE")).item(item("O#1", "")));
      assertEquals(AttributeValue.fromS("O#1"), aws.scan("OUTBOX_TABLE").getFirst().get("pk"));
      assertEquals(1, aws.meter().count("PutItem", "OUTBOX_TABLE"));
      String id = String.valueOf(aws.environment("signup").get("PEPPERS_SECRET"));
      String peppers = secrets.getSecretValue(r -> r.secretId(id)).secretString();
      assertTrue(peppers.matches("\\{\"version\":\"1\",\"pepper1\":\"[A-Za-z0-9]{64}\"}"));
    }
    aws.s3().putObject(r -> r.bucket(aws.bucket()).key("a"), RequestBody.fromString("b"));
    assertEquals(
        "b", aws.s3().getObjectAsBytes(r -> r.bucket(aws.bucket()).key("a")).asUtf8String());
  }

  @Test
  void theMeterCountsRequestsAndUnits() {
    String people = aws.table("PEOPLE_TABLE");
    aws.dynamoDb().putItem(r -> r.tableName(people).item(item("a", "x".repeat(1500))));
    assertEquals(2, aws.meter().writeUnits());
    aws.dynamoDb()
        .getItem(
            r ->
                r.tableName(people)
                    .key(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("x"))));
    assertEquals(0.5, aws.meter().readUnits());
    aws.dynamoDb()
        .transactWriteItems(
            r ->
                r.transactItems(
                    List.of(
                        put(people, item("b", "y".repeat(1500))),
                        put(aws.table("KEYS_TABLE"), item("b", "y")))));
    assertEquals(2 + 4 + 2, aws.meter().writeUnits());
    assertThrows(
        ConditionalCheckFailedException.class,
        () ->
            aws.dynamoDb()
                .putItem(
                    r ->
                        r.tableName(people)
                            .item(item("a", ""))
                            .conditionExpression("attribute_not_exists(pk)")));
    assertEquals(
        Map.of("PutItem", 2, "GetItem", 1, "TransactWriteItems", 1), aws.meter().byOperation());
    assertEquals(1, aws.meter().count("TransactWriteItems", "KEYS_TABLE"));
    assertEquals(0, aws.meter().count("GetItem", "KEYS_TABLE"));
    aws.meter().reset();
    assertEquals(0, aws.meter().count());
  }

  private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(p -> p.tableName(table).item(item)).build();
  }

  @Test
  void sizesFollowTheRulesAtTheirEdges() {
    Map<String, AttributeValue> empty = item("a", "");
    int bytes = ItemSize.bytes(empty);
    assertEquals("pka".length() + "skx".length() + "more".length(), bytes);
    assertEquals(1, ItemSize.writeUnits(item("a", "x".repeat(1024 - bytes))));
    assertEquals(2, ItemSize.writeUnits(item("a", "x".repeat(1025 - bytes))));
    assertEquals(1, ItemSize.readUnits(item("a", "x".repeat(4096 - bytes))));
    assertEquals(2, ItemSize.readUnits(item("a", "x".repeat(4097 - bytes))));
    assertEquals(
        1 + 3, ItemSize.bytes(Map.of("n", AttributeValue.fromN("1234"))), "name, digits in pairs");
  }

  @Test
  void mailGoesToTheInboxAndTheTemplatesSenderIsVerified() {
    try (SesV2Client ses = SesV2Client.create()) {
      send(ses, String.valueOf(aws.environment("mailer").get("SENDER")));
      assertEquals(
          List.of("a@example.org"), aws.inbox("a@example.org").stream().map(Mail::to).toList());
      assertThrows(MessageRejectedException.class, () -> send(ses, "x@nowhere.invalid"));
      aws.failNextMails(9, MailFault.THROTTLED);
      assertThrows(TooManyRequestsException.class, () -> send(ses, "bonjour@example.org"));
      assertEquals(1, aws.inbox().size());
    }
  }

  private static void send(SesV2Client ses, String from) {
    ses.sendEmail(
        r ->
            r.fromEmailAddress(from)
                .destination(d -> d.toAddresses("a@example.org"))
                .content(
                    c ->
                        c.simple(
                            s -> s.subject(d -> d.data("s")).body(b -> b.text(d -> d.data("t"))))));
  }

  @Test
  @Order(1)
  void aTestMovesItsClock() {
    aws.clock().advance(Duration.ofDays(1));
    aws.failNextMails(1, MailFault.SERVER_ERROR);
    assertEquals(MutableClock.START.plus(Duration.ofDays(1)), aws.clock().instant());
  }

  @Test
  @Order(2)
  void theNextTestFindsItAtItsStart(TestAws parameter) {
    assertEquals(aws, parameter);
    assertEquals(MutableClock.START, aws.clock().instant());
    assertEquals(0, aws.meter().count());
  }

  @Nested
  class InsideAnother {
    @Test
    void theTablesAreShared(TestAws inner) {
      assertEquals(aws, inner);
      assertNotEquals("", inner.bucket());
    }
  }
}
