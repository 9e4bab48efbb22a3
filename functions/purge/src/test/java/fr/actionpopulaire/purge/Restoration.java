package fr.actionpopulaire.purge;

import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.testing.TestAws;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Copies of tables as they were, and new tables made of them: what a backup is. */
final class Restoration implements AutoCloseable {

  private static final AtomicInteger NUMBER = new AtomicInteger(900_000);

  private final TestAws aws;
  private final Map<Table, List<Map<String, AttributeValue>>> copies = new EnumMap<>(Table.class);
  private final List<String> made = new ArrayList<>();

  /** Copies these tables now. */
  Restoration(TestAws aws, Collection<Table> tables) {
    this.aws = aws;
    tables.forEach(table -> copies.put(table, aws.scan(table.name() + "_TABLE")));
  }

  /** Makes a new table of each copy, and tells the settings of a function that reads them. */
  Map<String, Object> restore(Collection<Table> tables) {
    Map<String, Object> settings = new HashMap<>();
    for (Table table : tables) {
      String old = aws.table(table.name() + "_TABLE");
      String restored = old.replaceFirst("^(t\\d+)-\\d+-", "$1-" + NUMBER.incrementAndGet() + "-");
      create(aws.dynamoDb().describeTable(r -> r.tableName(old)).table(), restored);
      List<Map<String, AttributeValue>> items = copies.getOrDefault(table, List.of());
      items.forEach(item -> aws.dynamoDb().putItem(r -> r.tableName(restored).item(item)));
      settings.put(table.name().toLowerCase(Locale.ROOT) + ".table", restored);
    }
    return settings;
  }

  private void create(TableDescription as, String name) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(as.keySchema())
            .attributeDefinitions(as.attributeDefinitions());
    if (as.hasGlobalSecondaryIndexes()) {
      request.globalSecondaryIndexes(
          as.globalSecondaryIndexes().stream()
              .map(
                  index ->
                      GlobalSecondaryIndex.builder()
                          .indexName(index.indexName())
                          .keySchema(index.keySchema())
                          .projection(index.projection())
                          .build())
              .toList());
    }
    aws.dynamoDb().createTable(request.build());
    made.add(name);
  }

  /** Every item of the restored tables, as whoever holds the copy sees it. */
  List<Map<String, AttributeValue>> everything() {
    return made.stream()
        .flatMap(name -> aws.dynamoDb().scanPaginator(r -> r.tableName(name)).items().stream())
        .toList();
  }

  /** How many restored items show a text anywhere: in a name, a text, or bare among bytes. */
  long showing(String text) {
    String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return everything().stream()
        .filter(item -> texts(AttributeValue.fromM(item)).anyMatch(seen -> seen.contains(bytes)))
        .count();
  }

  /** Everything as the bytes it is made of, one character a byte. */
  private static Stream<String> texts(AttributeValue value) {
    return switch (value.type()) {
      case S -> Stream.of(latin(value.s().getBytes(StandardCharsets.UTF_8)));
      case N -> Stream.of(value.n());
      case B -> Stream.of(latin(value.b().asByteArray()));
      case L -> value.l().stream().flatMap(Restoration::texts);
      case M ->
          value.m().entrySet().stream()
              .flatMap(
                  entry ->
                      Stream.concat(
                          Stream.of(latin(entry.getKey().getBytes(StandardCharsets.UTF_8))),
                          texts(entry.getValue())));
      case SS -> value.ss().stream().map(s -> latin(s.getBytes(StandardCharsets.UTF_8)));
      case BOOL, NS, BS, NUL, UNKNOWN_TO_SDK_VERSION -> Stream.of(value.toString());
    };
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    made.forEach(name -> aws.dynamoDb().deleteTable(r -> r.tableName(name)));
  }
}
