package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the purge finds what is due: one row per record that has dependants, under the UTC day of
 * its deadline or under the campaign's. The purge reads these partitions and never scans a table.
 * The row is an index only: whether a record really goes is decided by the record's own deadline.
 */
public final class ExpiryBucket {

  /** Spreads one day's rows so that no partition takes them all. */
  public static final int SHARDS = 16;

  private ExpiryBucket() {}

  /** The row to store with a record, in the record's table. */
  public static Item row(Table table, Deadline deadline, String kind, String id) {
    return new Item(key(table, deadline, kind, id), deadline, due(kind, id));
  }

  /** The key of that row, to delete or move it. */
  public static Key key(Table table, Deadline deadline, String kind, String id) {
    int shard = Math.floorMod(id.hashCode(), SHARDS);
    return new Key(table, partition(deadline) + "#" + shard, kind + "#" + id);
  }

  /** What giving a record's row another deadline writes. */
  public static List<Write> move(Table table, Deadline from, Deadline to, String kind, String id) {
    Write put = Write.put(row(table, to, kind, id), Condition.none());
    Key before = key(table, from, kind, id);
    return before.equals(put.key())
        ? List.of(put)
        : List.of(Write.remove(before, Condition.none()), put);
  }

  /** The partitions of the records due on a UTC day. */
  public static List<String> partitions(LocalDate day) {
    return shards("X#" + DateTimeFormatter.BASIC_ISO_DATE.format(day));
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
      case Deadline.At(Instant instant) ->
          "X#"
              + DateTimeFormatter.BASIC_ISO_DATE.format(
                  instant.atOffset(ZoneOffset.UTC).toLocalDate());
      case Deadline.CampaignEnd _ -> "X#CAMPAIGN";
    };
  }

  private static Attributes due(String kind, String id) {
    return Attributes.none().text("kind", kind).text("id", id);
  }
}
