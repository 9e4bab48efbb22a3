package fr.actionpopulaire.embeddedaws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class EmbeddedAwsServerTest {

  private static final Template TEMPLATE =
      Template.read(Path.of("src/test/resources/template.yaml"), Map.of("Sender", "a@example.org"));

  private static final EmbeddedAws AWS = start();
  private static final DynamoDbClient DYNAMO_DB =
      client(DynamoDbClient.builder(), AWS.dynamodb(), "test");
  private static final S3Client S3 = client(S3Client.builder(), AWS.s3(), "test");
  private static final SecretsManagerClient SECRETS =
      client(SecretsManagerClient.builder(), AWS.secrets(), "test");

  private static EmbeddedAws start() {
    return EmbeddedAws.start(
        Options.defaults().only(Service.DYNAMODB, Service.S3, Service.SECRETS));
  }

  private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI uri, String key) {
    return builder
        .endpointOverride(uri)
        .region(Region.EU_WEST_3)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "test")))
        .build();
  }

  @BeforeAll
  static void tables() {
    new TableMaker(DYNAMO_DB).createTables(TEMPLATE, "p-");
    TableMaker.createBuckets(S3, TEMPLATE, "p-");
    TableMaker.createSecrets(SECRETS, TEMPLATE);
  }

  @AfterAll
  static void close() {
    AWS.close();
  }

  @Test
  void tablesHaveTheTemplatesKeysIndexesAndStream() {
    String name = "p-action-populaire-PeopleTable";
    var table = DYNAMO_DB.describeTable(r -> r.tableName(name)).table();
    assertEquals("pk", table.keySchema().get(0).attributeName());
    assertEquals(KeyType.HASH, table.keySchema().get(0).keyType());
    assertEquals("sk", table.keySchema().get(1).attributeName());
    assertEquals("N", type(table.attributeDefinitions(), "sk"));
    var index = table.globalSecondaryIndexes().getFirst();
    assertEquals("Open", index.indexName());
    assertEquals(ProjectionType.INCLUDE, index.projection().projectionType());
    assertEquals(List.of("name"), index.projection().nonKeyAttributes());
    assertEquals(StreamViewType.KEYS_ONLY, table.streamSpecification().streamViewType());
    assertTrue(DYNAMO_DB.listTables().tableNames().contains("p-action-populaire-given"));
  }

  private static String type(
      List<software.amazon.awssdk.services.dynamodb.model.AttributeDefinition> definitions,
      String attribute) {
    return definitions.stream()
        .filter(d -> d.attributeName().equals(attribute))
        .findFirst()
        .orElseThrow()
        .attributeTypeAsString();
  }

  @Test
  void makingTheStoreTwiceKeepsWhatIsThere() {
    String name = "p-action-populaire-PeopleTable";
    DYNAMO_DB.putItem(
        r ->
            r.tableName(name)
                .item(Map.of("pk", AttributeValue.fromS("kept"), "sk", AttributeValue.fromN("1"))));
    String secret = secret("action-populaire-Peppers");
    tables();
    assertEquals(1, DYNAMO_DB.scan(r -> r.tableName(name)).count());
    assertEquals(secret, secret("action-populaire-Peppers"));
  }

  @Test
  void s3KeepsObjectsAndRefusesOtherKeys() {
    String bucket = "p-files-dev-000000000000";
    S3.putObject(r -> r.bucket(bucket).key("imports/a.csv"), RequestBody.fromString("é"));
    assertEquals(
        "é",
        S3.getObjectAsBytes(r -> r.bucket(bucket).key("imports/a.csv"))
            .asString(StandardCharsets.UTF_8));
    try (S3Client stranger = client(S3Client.builder(), AWS.s3(), "stranger")) {
      assertThrows(
          S3Exception.class,
          () -> stranger.getObjectAsBytes(r -> r.bucket(bucket).key("imports/a.csv")));
    }
  }

  /** A page here may send a file to a presigned address of the bucket; a page elsewhere may not. */
  @Test
  void s3AnswersPagesOfThisMachine() throws Exception {
    assertEquals("http://localhost:8080", allowed("http://localhost:8080"));
    assertEquals("", allowed("https://localhost.example"));
    assertEquals("", allowed("https://evil.example"));
  }

  private static String allowed(String origin) throws Exception {
    HttpRequest preflight =
        HttpRequest.newBuilder(AWS.s3().resolve("/p-files-dev-000000000000/photos/incoming/x"))
            .header("origin", origin)
            .header("access-control-request-method", "PUT")
            .header("access-control-request-headers", "content-type")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient browser = HttpClient.newHttpClient()) {
      return browser
          .send(preflight, HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue("access-control-allow-origin")
          .orElse("");
    }
  }

  @Test
  void secretsAreMadeAsTheTemplateSaysOrDrawn() {
    assertTrue(
        secret("action-populaire-Peppers")
            .matches("\\{\"version\":\"1\",\"pepper1\":\"[A-Za-z0-9]{40}\"}"));
    assertEquals(secret("action-populaire-Peppers"), secret(TEMPLATE.secrets().getFirst().arn()));
    assertEquals(64, secret("unheard").length());
    assertEquals(secret("unheard"), secret("unheard"));
    assertNotEquals(secret("unheard"), secret("other"));
  }

  @Test
  void secretsRotate() {
    SECRETS.createSecret(r -> r.name("turning").secretString("one"));
    assertThrows(
        ResourceExistsException.class,
        () -> SECRETS.createSecret(r -> r.name("turning").secretString("two")));
    assertThrows(
        ResourceNotFoundException.class,
        () -> SECRETS.getSecretValue(r -> r.secretId("turning").versionStage("AWSPREVIOUS")));
    SECRETS.putSecretValue(r -> r.secretId("turning").secretString("two"));
    assertEquals("two", secret("turning"));
    assertEquals(
        "one",
        SECRETS
            .getSecretValue(r -> r.secretId("turning").versionStage("AWSPREVIOUS"))
            .secretString());
  }

  private static String secret(String id) {
    return SECRETS.getSecretValue(r -> r.secretId(id)).secretString();
  }

  @Test
  void sayingWhatIsWrongWithTheOptions() {
    assertFalse(Options.parse().configurationSetRequired());
    assertThrows(IllegalArgumentException.class, () -> Options.parse("--typo"));
    assertThrows(IllegalArgumentException.class, () -> Options.parse("--services=typo"));
  }
}
