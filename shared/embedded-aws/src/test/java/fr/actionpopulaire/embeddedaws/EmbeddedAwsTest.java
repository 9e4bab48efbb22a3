package fr.actionpopulaire.embeddedaws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class EmbeddedAwsTest {

  private static final StaticCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
  private static final Template TEMPLATE =
      Template.read(Path.of("src/test/resources/template.yaml"), Map.of("Sender", "a@example.org"));

  @Test
  void dataOutlivesTheProcess(@TempDir Path data) {
    String name = "action-populaire-PeopleTable";
    String secret;
    try (EmbeddedAws aws = EmbeddedAws.start(Options.defaults().data(data));
        DynamoDbClient dynamoDb = dynamoDb(aws);
        S3Client s3 = s3(aws);
        SecretsManagerClient secrets = secrets(aws)) {
      new TableMaker(dynamoDb).createTables(TEMPLATE, "");
      dynamoDb.putItem(
          r ->
              r.tableName(name)
                  .item(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromN("1"))));
      TableMaker.createBuckets(s3, TEMPLATE, "");
      s3.putObject(r -> r.bucket("files-dev-000000000000").key("a/b"), RequestBody.fromString("c"));
      secret = secrets.getSecretValue(r -> r.secretId("s")).secretString();
    }
    try (EmbeddedAws aws = EmbeddedAws.start(Options.defaults().data(data));
        DynamoDbClient dynamoDb = dynamoDb(aws);
        S3Client s3 = s3(aws);
        SecretsManagerClient secrets = secrets(aws)) {
      new TableMaker(dynamoDb).createTables(TEMPLATE, "");
      TableMaker.createBuckets(s3, TEMPLATE, "");
      assertEquals(1, dynamoDb.scan(r -> r.tableName(name)).count());
      assertEquals(
          "c",
          s3.getObjectAsBytes(r -> r.bucket("files-dev-000000000000").key("a/b")).asUtf8String());
      assertEquals(secret, secrets.getSecretValue(r -> r.secretId("s")).secretString());
    }
  }

  @Test
  void theClockFileMovesTheMailsTime(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("clock");
    try (EmbeddedAws aws =
        EmbeddedAws.start(
            Options.defaults().only(Service.SES).senders("example.org").clockFile(file))) {
      assertEquals(Set.of("AWS_ENDPOINT_URL_SESV2"), endpointsOf(aws));
      send(aws);
      Duration year = Duration.ofDays(365);
      Files.write(file, ByteBuffer.allocate(Long.BYTES).putLong(year.toMillis()).array());
      send(aws);
      Instant moved = aws.inbox().get(0).sentAt();
      Instant unmoved = aws.inbox().get(1).sentAt();
      Duration apart = Duration.between(unmoved, moved).minus(year);
      assertTrue(
          apart.compareTo(Duration.ofMinutes(1)) < 0 && !apart.isNegative(), apart::toString);
      assertTrue(
          Duration.between(unmoved, Clock.systemUTC().instant()).compareTo(Duration.ofMinutes(1))
              < 0);
    }
  }

  private static Set<String> endpointsOf(EmbeddedAws aws) {
    return aws.endpointVariables().keySet().stream()
        .filter(name -> name.startsWith("AWS_ENDPOINT"))
        .collect(java.util.stream.Collectors.toSet());
  }

  private static void send(EmbeddedAws aws) throws IOException, InterruptedException {
    String body =
        """
        {"FromEmailAddress":"a@example.org","Destination":{"ToAddresses":["b@example.org"]},
         "Content":{"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}}}}}
        """;
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertEquals(
          200,
          http.send(
                  HttpRequest.newBuilder(aws.ses().resolve("/v2/email/outbound-emails"))
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString())
              .statusCode());
    }
  }

  @Test
  void aTakenPortIsACleanError() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var failure =
          assertThrows(
              IllegalStateException.class,
              () ->
                  EmbeddedAws.start(
                      Options.defaults()
                          .only(Service.SES)
                          .port(Service.SES, taken.getLocalPort())));
      assertTrue(String.valueOf(failure.getMessage()).contains("Address already in use"));
    }
  }

  @Test
  void closingEndsTheProcessAndMemoryStaysSmall() throws IOException {
    long pid;
    try (EmbeddedAws aws = EmbeddedAws.start(Options.defaults());
        DynamoDbClient dynamoDb = dynamoDb(aws)) {
      new TableMaker(dynamoDb).createTables(TEMPLATE, "");
      pid = aws.pid();
      Path status = Path.of("/proc/" + pid + "/status");
      if (Files.exists(status)) {
        String resident =
            Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        int kilobytes = Integer.parseInt(resident.replaceAll("\\D", ""));
        assertTrue(kilobytes < 350_000, resident);
      }
    }
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  private static DynamoDbClient dynamoDb(EmbeddedAws aws) {
    return DynamoDbClient.builder()
        .endpointOverride(aws.dynamodb())
        .region(Region.EU_WEST_3)
        .credentialsProvider(KEYS)
        .build();
  }

  private static S3Client s3(EmbeddedAws aws) {
    return S3Client.builder()
        .endpointOverride(aws.s3())
        .region(Region.EU_WEST_3)
        .credentialsProvider(KEYS)
        .build();
  }

  private static SecretsManagerClient secrets(EmbeddedAws aws) {
    return SecretsManagerClient.builder()
        .endpointOverride(aws.secrets())
        .region(Region.EU_WEST_3)
        .credentialsProvider(KEYS)
        .build();
  }
}
