package fr.actionpopulaire.floor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A dry run of the purge with nothing due, as one would write it by hand: the same reads, as many
 * at once; what it finds is only compared with the time, and nothing stops it when its own runs
 * out.
 */
public final class PurgeFloor implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  private static final int HANDS = 8;
  private static final int SHARDS = 16;
  private static final int OVERLAP_DAYS = 2;
  private static final int AUDIT_MONTHS = 12;

  private final DynamoDbClient dynamoDb =
      DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
  private final Clock clock = Clock.systemUTC();
  private final String audit = System.getenv("AUDIT_TABLE");
  private final List<String> bucketed =
      List.of(
          System.getenv("EVENTS_TABLE"),
          System.getenv("PEOPLE_TABLE"),
          System.getenv("MODERATION_TABLE"));

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> payload, Context context) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Callable<Integer>> reads = new ArrayList<>();
    LocalDate known = known(now);
    for (LocalDate day = known.minusDays(OVERLAP_DAYS);
        !day.isAfter(today);
        day = day.plusDays(1)) {
      String bucket = "X#" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + "#";
      for (String table : bucketed) {
        for (int shard = 0; shard < SHARDS; shard++) {
          String partition = bucket + shard;
          reads.add(() -> due(table, partition, now));
        }
      }
    }
    LocalDate expired = today.minusMonths(AUDIT_MONTHS);
    for (int days = OVERLAP_DAYS; days >= 0; days--) {
      String partition = "A#" + DateTimeFormatter.BASIC_ISO_DATE.format(expired.minusDays(days));
      reads.add(() -> due(audit, partition, now));
    }
    return Map.of("dryRun", true, "due", all(reads));
  }

  private LocalDate known(Instant now) {
    return dynamoDb
        .query(
            query ->
                query
                    .tableName(audit)
                    .keyConditionExpression("pk = :pk AND sk <= :now")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", AttributeValue.fromS("PURGE"),
                            ":now", AttributeValue.fromS(now.toString())))
                    .consistentRead(true)
                    .scanIndexForward(false)
                    .limit(1))
        .items()
        .stream()
        .map(item -> LocalDate.parse(Objects.requireNonNull(item.get("day")).s()))
        .findFirst()
        .orElseThrow();
  }

  private int due(String table, String partition, Instant now) {
    int due = 0;
    for (Map<String, AttributeValue> row :
        dynamoDb
            .query(
                query ->
                    query
                        .tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition)))
                        .consistentRead(true)
                        .limit(100))
            .items()) {
      AttributeValue expiresAt = row.get("expiresAt");
      if (expiresAt != null && Long.parseLong(expiresAt.n()) <= now.toEpochMilli()) {
        due++;
      }
    }
    return due;
  }

  private static int all(List<Callable<Integer>> reads) {
    int due = 0;
    try (ExecutorService hands = Executors.newFixedThreadPool(HANDS)) {
      for (Future<Integer> read : hands.invokeAll(reads)) {
        due += read.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return due;
  }
}
