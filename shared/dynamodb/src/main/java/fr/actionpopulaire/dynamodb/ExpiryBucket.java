package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the purge finds what is due: one row per record that has dependants, under the UTC day of
 * its deadline or under the campaign's. The purge reads these partitions and never scans a table.
 * The row is an index only: whether a record really goes is decided by the record's own deadline.
 */
public final class ExpiryBucket {

  /** Spreads one day's rows so that no partition takes them all. */
  public static final int SHARDS = 16;

  private static final String DAY = "X#";
  private static final Pattern DATED = Pattern.compile("^X#(\\d{8})#\\d+$");

  private ExpiryBucket() {}

  /** The row to store with a record, in the record's table. */
  public static Item row(Table table, Deadline deadline, String kind, String id) {
    return new Item(key(table, deadline, kind, id), deadline, due(kind, id));
  }

  /** The key of that row, to delete or move it. */
  public static Key key(Table table, Deadline deadline, String kind, String id) {
    return new Key(table, partition(deadline) + "#" + shard(id), kind + "#" + id);
  }

  private static int shard(String id) {
    return Math.floorMod(id.hashCode(), SHARDS);
  }

  /**
   * The row as the purge keeps it once the campaign is over: what outlives the campaign is then
   * found under its own day. Before that, and where writers put it, it is found with the campaign.
   */
  public static Item rowOnceOver(Table table, Deadline deadline, String kind, String id) {
    return new Item(keyOnceOver(table, deadline, kind, id), deadline, due(kind, id));
  }

  private static Key keyOnceOver(Table table, Deadline deadline, String kind, String id) {
    return switch (deadline) {
      case Deadline.AfterCampaign(Instant instant) ->
          new Key(table, day(instant) + "#" + shard(id), kind + "#" + id);
      case Deadline.At _, Deadline.CampaignEnd _ -> key(table, deadline, kind, id);
    };
  }

  /** Every place where the row of a record with this deadline may be. */
  public static List<Key> keys(Table table, Deadline deadline, String kind, String id) {
    return Stream.of(key(table, deadline, kind, id), keyOnceOver(table, deadline, kind, id))
        .distinct()
        .toList();
  }

  /** What giving a record's row another deadline writes. */
  public static List<Write> move(Table table, Deadline from, Deadline to, String kind, String id) {
    Write put = Write.put(row(table, to, kind, id), Condition.none());
    List<Write> writes = new ArrayList<>();
    for (Key before : keys(table, from, kind, id)) {
      if (!before.equals(put.key())) {
        writes.add(Write.remove(before, Condition.none()));
      }
    }
    writes.add(put);
    return writes;
  }

  /** The partitions of the records due on a UTC day. */
  public static List<String> partitions(LocalDate day) {
    return shards(DAY + DateTimeFormatter.BASIC_ISO_DATE.format(day));
  }

  /** The partitions of the records that go with the campaign. */
  public static List<String> campaignPartitions() {
    return shards("X#CAMPAIGN");
  }

  private static List<String> shards(String partition) {
    return IntStream.range(0, SHARDS).mapToObj(shard -> partition + "#" + shard).toList();
  }

  private static String partition(Deadline deadline) {
    return switch (deadline) {
      case Deadline.At(Instant instant) -> day(instant);
      case Deadline.CampaignEnd _, Deadline.AfterCampaign _ -> "X#CAMPAIGN";
    };
  }

  private static String day(Instant instant) {
    return DAY
        + DateTimeFormatter.BASIC_ISO_DATE.format(instant.atOffset(ZoneOffset.UTC).toLocalDate());
  }

  /** The day whose rows a partition holds; empty for the campaign's and what is no expiry row. */
  public static Optional<LocalDate> dayOf(String partition) {
    return DATED
        .matcher(partition)
        .results()
        .map(found -> LocalDate.parse(found.group(1), DateTimeFormatter.BASIC_ISO_DATE))
        .findFirst();
  }

  private static Attributes due(String kind, String id) {
    return Attributes.none().text("kind", kind).text("id", id);
  }
}
