package fr.actionpopulaire.testing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.embeddedaws.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Every handler test runs under its function's role: here it is shown that the role matters. */
@EmbeddedAwsTest
class RoleTest {

  private static final Role SIGNUP = Role.ofFunction("signup");

  private final TestAws aws;
  private final DynamoDbClient dynamoDb;

  RoleTest(TestAws aws) {
    this.aws = aws;
    this.dynamoDb = aws.dynamoDb();
  }

  private static Map<String, AttributeValue> key(String pk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS("x"));
  }

  private void askForOneHash() {
    String endorsements = aws.table("ENDORSEMENTS_TABLE");
    dynamoDb.getItem(r -> r.tableName(endorsements).key(key("N#ab")));
  }

  private static AwsServiceException refused(Role role, Runnable work) {
    AwsServiceException refusal =
        assertThrows(AwsServiceException.class, () -> under(role, work), "not refused");
    assertEquals("AccessDeniedException", refusal.awsErrorDetails().errorCode());
    return refusal;
  }

  private static void under(Role role, Runnable work) {
    UnderRole.with(
        role,
        () -> {
          work.run();
          return true;
        });
  }

  @Test
  void anActionLessMakesTheCallFail() {
    assertDoesNotThrow(() -> under(SIGNUP, this::askForOneHash));
    Role reduced = SIGNUP.without("dynamodb:GetItem", "EndorsementsTable");
    String message = String.valueOf(refused(reduced, this::askForOneHash).getMessage());
    assertTrue(message.contains("signup"), message);
    assertTrue(message.contains("dynamodb:GetItem"), message);
    assertTrue(message.contains("EndorsementsTable"), message);
    assertFalse(message.contains("N#ab"), "a key is nobody's business");
  }

  @Test
  void outsideTheHandlerNothingIsRefused() {
    under(SIGNUP.without("dynamodb:GetItem", "EndorsementsTable"), () -> {});
    assertDoesNotThrow(this::askForOneHash);
  }

  @Test
  void anotherFamilyOfKeysIsRefused() {
    String ephemeral = aws.table("EPHEMERAL_TABLE");
    Role rsvp = Role.ofFunction("rsvp");
    KeysAndAttributes one = KeysAndAttributes.builder().keys(key("M#a")).build();
    under(rsvp, () -> dynamoDb.batchGetItem(r -> r.requestItems(Map.of(ephemeral, one))));
    KeysAndAttributes both = one.toBuilder().keys(key("M#a"), key("Q#a")).build();
    refused(rsvp, () -> dynamoDb.batchGetItem(r -> r.requestItems(Map.of(ephemeral, both))));
  }

  @Test
  void aTransactionNeedsTheActionOfEachEntry() {
    String outbox = aws.table("OUTBOX_TABLE");
    Runnable everything =
        () ->
            dynamoDb.transactWriteItems(
                r ->
                    r.transactItems(
                        w -> w.put(p -> p.tableName(outbox).item(key("O#1"))),
                        w -> w.delete(d -> d.tableName(outbox).key(key("O#2"))),
                        w ->
                            w.update(
                                u ->
                                    u.tableName(outbox)
                                        .key(key("O#3"))
                                        .updateExpression("REMOVE gone")),
                        w ->
                            w.conditionCheck(
                                c ->
                                    c.tableName(outbox)
                                        .key(key("O#4"))
                                        .conditionExpression("attribute_not_exists(pk)"))));
    List<String> actions =
        List.of(
            "dynamodb:PutItem",
            "dynamodb:DeleteItem",
            "dynamodb:UpdateItem",
            "dynamodb:ConditionCheckItem");
    Role role =
        Role.of(
            "essai",
            List.of(
                new Statement(
                    "Allow",
                    actions,
                    List.of(
                        "arn:aws:dynamodb:eu-west-3:000000000000:table/"
                            + "action-populaire-OutboxTable"),
                    Map.of(
                        "ForAllValues:StringLike",
                        Map.of("dynamodb:LeadingKeys", List.of("O#*"))))));
    for (String action : actions) {
      refused(role.without(action, "OutboxTable"), everything);
    }
    assertEquals(List.of(), aws.scan("OUTBOX_TABLE"));
    assertDoesNotThrow(() -> under(role, everything));
    assertEquals(2, aws.scan("OUTBOX_TABLE").size());
  }

  @Test
  void aBatchOfWritesIsItsOwnAction() {
    String endorsements = aws.table("ENDORSEMENTS_TABLE");
    WriteRequest put =
        WriteRequest.builder().putRequest(PutRequest.builder().item(key("N#ff")).build()).build();
    Runnable batch =
        () -> dynamoDb.batchWriteItem(r -> r.requestItems(Map.of(endorsements, List.of(put))));
    Role imports = Role.ofFunction("endorsements");
    assertDoesNotThrow(() -> under(imports, batch));
    refused(imports.without("dynamodb:BatchWriteItem", "EndorsementsTable"), batch);
    refused(SIGNUP, batch);
  }

  @Test
  void anIndexIsAResourceOfItsOwn() {
    String moderation = aws.table("MODERATION_TABLE");
    Runnable queue =
        () ->
            dynamoDb.query(
                r ->
                    r.tableName(moderation)
                        .indexName("OpenReports")
                        .keyConditionExpression("#open = :pk")
                        .expressionAttributeNames(Map.of("#open", "open"))
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("RP"))));
    Role staff = Role.ofFunction("moderation");
    assertDoesNotThrow(() -> under(staff, queue));
    refused(staff.without("dynamodb:Query", "index/OpenReports"), queue);
    Map<String, AttributeValue> values =
        Map.of(":pk", AttributeValue.fromS("U#a"), ":sk", AttributeValue.fromS("RP#"));
    refused(
        staff,
        () ->
            dynamoDb.query(
                r ->
                    r.tableName(moderation)
                        .keyConditionExpression("pk = :pk AND sk > :sk")
                        .expressionAttributeValues(values)));
    refused(staff, () -> dynamoDb.scan(r -> r.tableName(moderation)));
  }

  @Test
  void objectsAreGrantedByPrefix() {
    Role imports = Role.ofFunction("endorsements");
    Runnable read = () -> aws.s3().getObject(r -> r.bucket(aws.bucket()).key("imports/no"));
    assertThrows(NoSuchKeyException.class, () -> under(imports, read));
    refused(imports, () -> aws.s3().getObject(r -> r.bucket(aws.bucket()).key("photos/no")));
    refused(imports, () -> aws.s3().listObjectsV2(r -> r.bucket(aws.bucket()).prefix("photos/a")));
    refused(SIGNUP, read);
  }

  @Test
  void mailIsGrantedByIdentityAndSender() {
    Role mailer = Role.ofFunction("mailer");
    String identity = "arn:aws:ses:eu-west-3:000000000000:identity/example.org";
    assertEquals(
        Set.of(new Grant("ses:SendEmail", "identity/example.org", "")),
        mailer.grantsOf(sending(identity, "bonjour@example.org")));
    assertEquals(Set.of(), mailer.grantsOf(sending(identity, "other@example.org")));
    String another = identity.replace("example.org", "example.com");
    assertEquals(Set.of(), mailer.grantsOf(sending(another, "bonjour@example.org")));
    assertEquals(Set.of(), SIGNUP.grantsOf(sending(identity, "bonjour@example.org")));
  }

  private static Access sending(String identity, String from) {
    return new Access("ses:SendEmail", identity, Map.of("ses:FromAddress", List.of(from)));
  }

  @Test
  void whatARoleGrantsCanBeListed() {
    List<Grant> grants = SIGNUP.grants();
    String people = "table/action-populaire-PeopleTable";
    assertTrue(grants.contains(new Grant("dynamodb:GetItem", people, "E#*")), grants.toString());
    assertFalse(grants.contains(new Grant("dynamodb:DeleteItem", people, "M#*")));
    assertTrue(
        grants.contains(
            new Grant("secretsmanager:GetSecretValue", "action-populaire-PeppersSecret", "")));
  }
}
