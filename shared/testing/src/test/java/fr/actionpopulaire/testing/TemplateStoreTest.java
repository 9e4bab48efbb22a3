package fr.actionpopulaire.testing;

import static fr.actionpopulaire.testing.RawTemplate.at;
import static fr.actionpopulaire.testing.RawTemplate.getAtt;
import static fr.actionpopulaire.testing.RawTemplate.list;
import static fr.actionpopulaire.testing.RawTemplate.map;
import static fr.actionpopulaire.testing.RawTemplate.ref;
import static fr.actionpopulaire.testing.RawTemplate.references;
import static fr.actionpopulaire.testing.RawTemplate.text;
import static fr.actionpopulaire.testing.RawTemplate.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables, bucket, secret and triggers of {@code template.yaml}: encryption, backups, expiry, what
 * wakes whom up.
 */
class TemplateStoreTest {

  /** Days of backups; 0 for none. */
  private static final Map<String, Integer> BACKUPS =
      Map.of(
          "EndorsementsTable",
          35,
          "PeopleTable",
          35,
          "KeysTable",
          1,
          "EphemeralTable",
          0,
          "EventsTable",
          35,
          "ModerationTable",
          35,
          "OutboxTable",
          0,
          "AuditTable",
          35,
          "JournalTable",
          35);

  private static final Set<String> EXPIRING =
      Set.of("EphemeralTable", "OutboxTable", "JournalTable");

  private final RawTemplate template = RawTemplate.read();

  @Test
  void everyTableIsEncryptedBackedUpAsPromisedAndOutlivesTheStack() {
    assertEquals(BACKUPS.keySet(), template.ofType("AWS::DynamoDB::Table"));
    BACKUPS.forEach(
        (table, days) -> {
          Map<String, Object> properties = template.properties(table);
          assertEquals("PAY_PER_REQUEST", properties.get("BillingMode"), table);
          assertEquals(
              List.of(
                  Map.of("AttributeName", "pk", "KeyType", "HASH"),
                  Map.of("AttributeName", "sk", "KeyType", "RANGE")),
              properties.get("KeySchema"),
              table);
          assertEquals(
              Map.of(
                  "SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", getAtt("DataKey", "Arn")),
              properties.get("SSESpecification"),
              table);
          assertEquals(
              days == 0
                  ? Map.of("PointInTimeRecoveryEnabled", false)
                  : Map.of("PointInTimeRecoveryEnabled", true, "RecoveryPeriodInDays", days),
              properties.get("PointInTimeRecoverySpecification"),
              table);
          assertEquals(
              EXPIRING.contains(table) ? Map.of("AttributeName", "ttl", "Enabled", true) : Map.of(),
              properties.getOrDefault("TimeToLiveSpecification", Map.of()),
              table);
          assertEquals(
              Map.of("Fn::If", List.of("Protected", true, false)),
              properties.get("DeletionProtectionEnabled"),
              table);
          // What is to be sent, and what becomes of the trail: told by keys, which name nobody.
          assertEquals(
              Set.of("OutboxTable", "AuditTable").contains(table)
                  ? Map.of("StreamViewType", "KEYS_ONLY")
                  : Map.of(),
              properties.getOrDefault("StreamSpecification", Map.of()),
              table);
          // A fixed name could not be created again beside the retained table.
          assertFalse(properties.containsKey("TableName"), table);
        });
  }

  @Test
  void whatHoldsDataIsRetained() {
    for (String type :
        List.of(
            "AWS::DynamoDB::Table",
            "AWS::S3::Bucket",
            "AWS::KMS::Key",
            "AWS::SecretsManager::Secret")) {
      assertFalse(template.ofType(type).isEmpty(), type);
      for (String id : template.ofType(type)) {
        Map<String, Object> resource = map(template.resources().get(id));
        assertEquals("Retain", resource.get("DeletionPolicy"), id);
        assertEquals("Retain", resource.get("UpdateReplacePolicy"), id);
      }
    }
  }

  @Test
  void onlyOpenReportsAndUnsettledMessagesAreIndexed() {
    Map<String, String> expected =
        Map.of("ModerationTable", "OpenReports", "OutboxTable", "UnsettledMessages");
    for (String table : BACKUPS.keySet()) {
      List<Object> indexes = list(template.properties(table).get("GlobalSecondaryIndexes"));
      assertEquals(
          expected.containsKey(table) ? List.of(expected.get(table)) : List.of(),
          indexes.stream().map(index -> map(index).get("IndexName")).toList(),
          table);
    }
  }

  /** The mailer must not be woken by the index, nor the index hold what is said to whom. */
  @Test
  void theIndexOfUnsettledMessagesHoldsKeysOnly() {
    Map<String, Object> index =
        map(list(template.properties("OutboxTable").get("GlobalSecondaryIndexes")).getFirst());
    assertEquals(Map.of("ProjectionType", "KEYS_ONLY"), index.get("Projection"));
  }

  @Test
  void theMailerSweepsOftenerThanACodeLives() {
    Map<String, Object> sweep = at(map(template.events("Mailer").get("Sweep")), "Properties");
    assertEquals("rate(5 minutes)", sweep.get("Schedule"));
  }

  @Test
  void theBucketIsPrivateUnversionedAndForgets() {
    Map<String, Object> bucket = template.properties("PrivateBucket");
    assertFalse(bucket.containsKey("VersioningConfiguration"));
    assertEquals(
        Map.of(
            "BlockPublicAcls",
            true,
            "BlockPublicPolicy",
            true,
            "IgnorePublicAcls",
            true,
            "RestrictPublicBuckets",
            true),
        bucket.get("PublicAccessBlockConfiguration"));
    assertTrue(references(bucket.get("BucketEncryption")).contains("DataKey"));
    assertTrue(texts(bucket.get("LifecycleConfiguration")).contains("imports/"));
    assertTrue(texts(bucket.get("LifecycleConfiguration")).contains("photos/incoming/"));
    assertTrue(
        texts(bucket.get("LifecycleConfiguration")).contains("AbortIncompleteMultipartUpload"));
    assertTrue(texts(template.properties("PrivateBucketPolicy")).contains("aws:SecureTransport"));
  }

  /**
   * One spelling of the bucket's name everywhere, never a Ref in a function or role: that closes a
   * circle.
   */
  @Test
  void theBucketIsNamedByTheSameText() {
    String name = text(at(template.properties("PrivateBucket"), "BucketName").get("Fn::Sub"));
    for (String text : texts(template.resources())) {
      if (text.contains("action-populaire-")) {
        assertTrue(text.contains(name), text);
      }
    }
    for (String function : template.functions()) {
      assertFalse(
          references(template.properties(function).get("Policies")).contains("PrivateBucket"));
      assertFalse(references(template.ownEnvironment(function)).contains("PrivateBucket"));
    }
  }

  @Test
  void thePurgeRunsEveryHourAndWhatFailsIsKept() {
    Map<String, Object> hourly = at(map(template.events("Purge").get("Hourly")), "Properties");
    String schedule = text(hourly.get("Schedule"));
    assertTrue(Cron.isValid(schedule), schedule);
    assertTrue(schedule.matches("cron\\(\\d+ \\* \\* \\* \\? \\*\\)"), "every hour: " + schedule);
    assertEquals("{\"dryRun\":false}", hourly.get("Input"));
    assertTrue(hourly.containsKey("RetryPolicy"));
    assertEquals(Map.of("Arn", getAtt("PurgeFailures", "Arn")), hourly.get("DeadLetterConfig"));
  }

  @Test
  void asynchronousRunsThatFailAreKept() {
    for (String function : List.of("Purge", "Endorsements", "Feedback", "Photos")) {
      assertEquals(
          Map.of("Type", "SQS", "Destination", getAtt(function + "Failures", "Arn")),
          at(template.properties(function), "EventInvokeConfig", "DestinationConfig")
              .get("OnFailure"));
    }
  }

  @Test
  void theMailerReadsInsertsOnlyAndGivesUpVisibly() {
    Map<String, Object> outbox = at(map(template.events("Mailer").get("Outbox")), "Properties");
    assertEquals(getAtt("OutboxTable", "StreamArn"), outbox.get("Stream"));
    assertEquals(List.of("ReportBatchItemFailures"), outbox.get("FunctionResponseTypes"));
    assertEquals(true, outbox.get("BisectBatchOnFunctionError"));
    assertEquals("TRIM_HORIZON", outbox.get("StartingPosition"));
    assertTrue(outbox.containsKey("MaximumRetryAttempts"));
    assertTrue(texts(outbox.get("FilterCriteria")).contains("{\"eventName\":[\"INSERT\"]}"));
    assertTrue(references(outbox.get("DestinationConfig")).contains("MailerFailures"));
  }

  @Test
  void onlyCsvFilesUnderImportsWakeTheImport() {
    Map<String, Object> upload =
        at(map(template.events("Endorsements").get("Upload")), "Properties");
    assertEquals(ref("PrivateBucket"), upload.get("Bucket"));
    assertEquals("s3:ObjectCreated:*", upload.get("Events"));
    assertEquals(
        List.of(
            Map.of("Name", "prefix", "Value", "imports/"),
            Map.of("Name", "suffix", "Value", ".csv")),
        at(upload, "Filter", "S3Key").get("Rules"));
  }

  /** No trigger on what the function itself stores: it would call itself without end. */
  @Test
  @Tag("F12")
  void onlyPhotosAsSentWakeTheirFunction() {
    Map<String, Object> upload = at(map(template.events("Photos").get("Upload")), "Properties");
    assertEquals(ref("PrivateBucket"), upload.get("Bucket"));
    assertEquals("s3:ObjectCreated:*", upload.get("Events"));
    assertEquals(
        List.of(Map.of("Name", "prefix", "Value", "photos/incoming/")),
        at(upload, "Filter", "S3Key").get("Rules"));
  }

  @Test
  @Tag("F20")
  void browsersOfKnownOriginsSendPhotosAndReadNothing() {
    List<Object> rules =
        list(at(template.properties("PrivateBucket"), "CorsConfiguration").get("CorsRules"));
    assertEquals(2, rules.size());
    Map<String, Object> own = map(rules.getFirst());
    List<Object> apps = list(map(rules.get(1)).get("Fn::If"));
    assertEquals("WithApps", apps.getFirst());
    assertEquals(ref("AllowedOrigins"), map(apps.get(1)).get("AllowedOrigins"));
    for (Map<String, Object> rule : List.of(own, map(apps.get(1)))) {
      assertEquals(List.of("PUT"), rule.get("AllowedMethods"));
      assertEquals(List.of("content-type"), rule.get("AllowedHeaders"));
    }
    assertFalse(texts(rules).contains("*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(17 * * * ? *)", "cron(0 3 ? * MON-FRI *)", "cron(0/15 0,12 1 JAN ? 2027)",
        "rate(1 hour)", "rate(2 hours)", "rate(5 minutes)"
      })
  void schedulesEventBridgeTakes(String schedule) {
    assertTrue(Cron.isValid(schedule), schedule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(17 * * * *)", "cron(17 * * * * *)", "cron(60 * * * ? *)", "cron(0 24 * * ? *)",
        "cron(0 0 ? * ? *)", "cron(0 0 0 * ? *)", "cron(0 0 1 13 ? *)", "rate(1 hours)",
        "rate(2 hour)", "rate(0 minutes)", "17 * * * ? *"
      })
  void schedulesEventBridgeRefuses(String schedule) {
    assertFalse(Cron.isValid(schedule), schedule);
  }

  @Test
  void everyScheduleIsValid() {
    for (String function : template.functions()) {
      for (Map<String, Object> event : template.events(function).values()) {
        if (text(event.get("Type")).startsWith("Schedule")) {
          String schedule = text(at(event, "Properties").get("Schedule"));
          assertTrue(Cron.isValid(schedule), function + ": " + schedule);
        }
      }
    }
  }
}
