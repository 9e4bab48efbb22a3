package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.local.LocalSystem;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** Looks into every table and the bucket for what a purge should have taken. */
final class Leftovers {

  /** What may outlive the campaign, each with a date of its own. */
  private static final Set<String> KEPT =
      Set.of("ModerationTable", "OutboxTable", "AuditTable", "JournalTable");

  private static final StaticCredentialsProvider ANYBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private Leftovers() {}

  static void assertNobodyIsLeft(LocalSystem system) {
    Map<String, List<Map<String, AttributeValue>>> tables = tables(system.aws().dynamodb());
    Map<String, Integer> left = new TreeMap<>();
    tables.forEach(
        (table, items) -> {
          if (KEPT.stream().noneMatch(table::endsWith) && !items.isEmpty()) {
            items.stream()
                .filter(item -> !isReporterKey(item))
                .forEach(_ -> left.merge(table, 1, Integer::sum));
          }
          items.forEach(item -> assertPseudonymous(table, item));
        });
    assertEquals(Map.of(), left, "rows that should have gone with the campaign");
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(system.aws().s3())
            .region(Region.EU_WEST_3)
            .credentialsProvider(ANYBODY)
            .forcePathStyle(true)
            .build()) {
      s3.listBuckets()
          .buckets()
          .forEach(
              bucket ->
                  assertEquals(0, s3.listObjectsV2(list -> list.bucket(bucket.name())).keyCount()));
    }
  }

  /** The key of a reporter's identity lives as long as the notice, for the decision's mails. */
  private static boolean isReporterKey(Map<String, AttributeValue> item) {
    AttributeValue pk = item.get("pk");
    return pk != null && pk.s().startsWith("RP#");
  }

  private static void assertPseudonymous(String table, Map<String, AttributeValue> item) {
    assertFalse(item.toString().contains("@example.org"), "an address in " + table);
    assertTrue(item.containsKey("expiresAt") || item.containsKey("expires"), "no date in " + table);
  }

  private static Map<String, List<Map<String, AttributeValue>>> tables(URI endpoint) {
    try (DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_WEST_3)
            .credentialsProvider(ANYBODY)
            .build()) {
      Map<String, List<Map<String, AttributeValue>>> tables = new TreeMap<>();
      for (String table : dynamoDb.listTablesPaginator().tableNames()) {
        tables.put(
            table, dynamoDb.scanPaginator(scan -> scan.tableName(table)).items().stream().toList());
      }
      return tables;
    }
  }
}
