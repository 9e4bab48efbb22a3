package fr.actionpopulaire.scale;

import fr.actionpopulaire.embeddedaws.TableResource;
import fr.actionpopulaire.testing.ItemSize;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Everything that is stored, at one moment: how big, and until when. */
final class Stock {

  /** A part of a key that says what something is; everything else in keys is drawn or a date. */
  private static final Pattern NAME = Pattern.compile("[A-Z]+");

  private static final double DAY = Duration.ofDays(1).toMillis();

  private final Map<Place, Stored> items;

  private record Place(String table, String pk, String sk) {}

  private record Stored(int bytes, @Nullable Instant until) {}

  /**
   * What one more item, or a longer one, adds.
   *
   * @param days until its deadline; empty where it goes with the campaign
   */
  record Addition(String table, String item, int bytes, @Nullable Double days) {}

  private Stock(Map<Place, Stored> items) {
    this.items = items;
  }

  static Stock of(TestAws aws) {
    Map<Place, Stored> items = new LinkedHashMap<>();
    for (TableResource table : aws.template().tables()) {
      aws.dynamoDb()
          .scanPaginator(r -> r.tableName(aws.tableOf(table.logicalId())).consistentRead(true))
          .items()
          .forEach(
              item ->
                  items.put(place(table.logicalId(), item), new Stored(bytes(item), end(item))));
    }
    return new Stock(items);
  }

  private static Place place(String table, Map<String, AttributeValue> item) {
    return new Place(table, text(item, "pk"), text(item, "sk"));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).s();
  }

  private static int bytes(Map<String, AttributeValue> item) {
    return ItemSize.bytes(item);
  }

  /** As the store keeps deadlines: none of its own where an item goes with the campaign. */
  private static @Nullable Instant end(Map<String, AttributeValue> item) {
    AttributeValue millis = item.get("expiresAt");
    return millis == null || item.containsKey("expires")
        ? null
        : Instant.ofEpochMilli(Long.parseLong(millis.n()));
  }

  /** What is there now and was not before, or is longer, in the order of tables and kinds. */
  List<Addition> since(Stock before, Instant now) {
    return items.entrySet().stream()
        .map(entry -> added(entry.getKey(), entry.getValue(), before, now))
        .filter(addition -> addition.bytes() > 0)
        .sorted(
            Comparator.comparing(Addition::table)
                .thenComparing(Addition::item)
                .thenComparing(Addition::bytes))
        .toList();
  }

  private static Addition added(Place place, Stored stored, Stock before, Instant now) {
    Stored was = before.items.get(place);
    Instant until = stored.until();
    return new Addition(
        place.table(),
        kind(place),
        stored.bytes() - (was == null ? 0 : was.bytes()),
        until == null ? null : Duration.between(now, until).toMillis() / DAY);
  }

  private static String kind(Place place) {
    String of = place.pk().split("#", 2)[0];
    String which = place.sk().split("#", 2)[0];
    return NAME.matcher(which).matches() ? of + "/" + which : of;
  }
}
