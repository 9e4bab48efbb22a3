package fr.actionpopulaire.embeddedaws;

import fr.actionpopulaire.embeddedaws.TableResource.GlobalIndex;
import fr.actionpopulaire.embeddedaws.TableResource.KeyAttribute;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/**
 * Makes what the template stores: tables with keys, indexes and streams; buckets; secrets. What
 * exists already is kept as it is, so a second run changes nothing. Encryption, backups, lifecycle
 * and policies exist in AWS alone. Time to live stays off: DynamoDB Local would go by the machine's
 * clock and delete what, by the clock that tests and the local system move, is still alive.
 */
public final class TableMaker {

  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final DynamoDbClient dynamoDb;

  /** For that endpoint. */
  public TableMaker(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  /**
   * Makes every table, each with the prefix before its name, and waits until it can be used.
   *
   * @return the made name by logical id
   */
  public Map<String, String> createTables(Template template, String prefix) {
    Map<String, String> names = new LinkedHashMap<>();
    for (TableResource table : template.tables()) {
      String name = prefix + table.name();
      names.put(table.logicalId(), name);
      create(table, name);
    }
    for (TableResource table : template.tables()) {
      String name = prefix + table.name();
      dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(name));
    }
    return names;
  }

  /**
   * Makes every bucket.
   *
   * @return the made name by logical id
   */
  public static Map<String, String> createBuckets(S3Client s3, Template template, String prefix) {
    Map<String, String> names = new LinkedHashMap<>();
    for (BucketResource bucket : template.buckets()) {
      String name = (prefix + bucket.name()).toLowerCase(Locale.ROOT);
      names.put(bucket.logicalId(), name);
      try {
        s3.createBucket(request -> request.bucket(name));
      } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException kept) {
        // It was made by an earlier run.
      }
    }
    return names;
  }

  /** Makes every secret, drawn as the template says. */
  public static void createSecrets(SecretsManagerClient secrets, Template template) {
    for (SecretResource secret : template.secrets()) {
      try {
        secrets.createSecret(r -> r.name(secret.name()).secretString(drawn(secret)));
      } catch (ResourceExistsException kept) {
        // A new one would make every keyed hash unknown.
      }
    }
  }

  private static String drawn(SecretResource secret) {
    SecureRandom random = new SecureRandom();
    StringBuilder text = new StringBuilder(secret.length());
    for (int i = 0; i < secret.length(); i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    if (secret.generatedKey().isEmpty()) {
      return text.toString();
    }
    String object = secret.template().strip();
    String fields = object.substring(1, object.length() - 1).strip();
    return "{"
        + fields
        + (fields.isEmpty() ? "" : ",")
        + "\""
        + secret.generatedKey()
        + "\":\""
        + text
        + "\"}";
  }

  private void create(TableResource table, String name) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(schema(table.keys()))
            .attributeDefinitions(definitions(table));
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(TableMaker::index).toList());
    }
    table
        .streamView()
        .ifPresent(
            view -> request.streamSpecification(s -> s.streamEnabled(true).streamViewType(view)));
    try {
      dynamoDb.createTable(request.build());
    } catch (ResourceInUseException kept) {
      // It was made by an earlier run.
    }
  }

  private static GlobalSecondaryIndex index(GlobalIndex index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.keys()))
        .projection(
            projection -> {
              projection.projectionType(index.projection());
              if (!index.included().isEmpty()) {
                projection.nonKeyAttributes(index.included());
              }
            })
        .build();
  }

  private static List<KeySchemaElement> schema(List<KeyAttribute> keys) {
    return keys.stream()
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(key.attribute())
                    .keyType(key.keyType())
                    .build())
        .toList();
  }

  private static List<AttributeDefinition> definitions(TableResource table) {
    return Stream.concat(
            table.keys().stream(), table.indexes().stream().flatMap(index -> index.keys().stream()))
        .map(KeyAttribute::attribute)
        .distinct()
        .map(attribute -> definition(table, attribute))
        .toList();
  }

  private static AttributeDefinition definition(TableResource table, String attribute) {
    String type =
        Stream.concat(
                table.keys().stream(),
                table.indexes().stream().flatMap(index -> index.keys().stream()))
            .filter(key -> key.attribute().equals(attribute))
            .findFirst()
            .map(KeyAttribute::type)
            .orElseThrow();
    return AttributeDefinition.builder().attributeName(attribute).attributeType(type).build();
  }
}
