package fr.actionpopulaire.local;

import fr.actionpopulaire.embeddedaws.EmbeddedAws;
import fr.actionpopulaire.embeddedaws.TableMaker;
import fr.actionpopulaire.embeddedaws.Template;
import fr.actionpopulaire.local.lambda.Workspace;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Clients of the embedded AWS, with everything the template stores made. */
final class Store implements AutoCloseable {
  private static final StaticCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private final DynamoDbClient dynamoDb;
  private final DynamoDbStreamsClient streams;
  private final S3Client s3;
  private final Map<String, String> tables;
  private final Map<String, String> buckets;

  private Store(
      DynamoDbClient dynamoDb,
      DynamoDbStreamsClient streams,
      S3Client s3,
      Map<String, String> tables,
      Map<String, String> buckets) {
    this.dynamoDb = dynamoDb;
    this.streams = streams;
    this.s3 = s3;
    this.tables = tables;
    this.buckets = buckets;
  }

  static Store make(EmbeddedAws aws, Template template) {
    Region region = Region.of(Workspace.REGION);
    DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(aws.dynamodb())
            .region(region)
            .credentialsProvider(KEYS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    DynamoDbStreamsClient streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(aws.dynamodb())
            .region(region)
            .credentialsProvider(KEYS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    S3Client s3 =
        S3Client.builder()
            .endpointOverride(aws.s3())
            .region(region)
            .credentialsProvider(KEYS)
            .forcePathStyle(true)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    try (SecretsManagerClient secrets =
        SecretsManagerClient.builder()
            .endpointOverride(aws.secrets())
            .region(region)
            .credentialsProvider(KEYS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      TableMaker.createSecrets(secrets, template);
    }
    return new Store(
        dynamoDb,
        streams,
        s3,
        new TableMaker(dynamoDb).createTables(template, ""),
        TableMaker.createBuckets(s3, template, ""));
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  DynamoDbStreamsClient streams() {
    return streams;
  }

  S3Client s3() {
    return s3;
  }

  /** The made name of a table. */
  String table(String logicalId) {
    String name = tables.get(logicalId);
    if (name == null) {
      throw new CannotStart("template.yaml has no table " + logicalId);
    }
    return name;
  }

  /** The one bucket there is. */
  String bucket() {
    return buckets.values().stream()
        .findFirst()
        .orElseThrow(() -> new CannotStart("template.yaml has no bucket"));
  }

  String streamArn(String logicalId) {
    return dynamoDb.describeTable(it -> it.tableName(table(logicalId))).table().latestStreamArn();
  }

  @Override
  public void close() {
    dynamoDb.close();
    streams.close();
    s3.close();
  }
}
