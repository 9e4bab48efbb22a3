package fr.actionpopulaire.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Places on an event's waiting list, in the order people came.
 *
 * <pre>
 * EV#&lt;id&gt;#W&lt;shard&gt; / &lt;milliseconds, 15 digits&gt;#&lt;member&gt;   seats
 * </pre>
 *
 * <p>In {@link #SHARDS} partitions, by member: DynamoDB writes 1,000 units a second under one
 * partition key, a place costs two, and keys in the order of time are not split. The order is that
 * of the sort keys of all of them together.
 */
final class WaitingList {

  /** So 1,000 people a second write about 500 units to each. */
  static final int SHARDS = 4;

  private WaitingList() {}

  /** One place. */
  record Place(String event, String member, Instant since, int seats) {

    /** The place that belongs to a waiting answer. */
    static Place of(Answer waiting) {
      return new Place(
          waiting.event(),
          waiting.member(),
          Objects.requireNonNull(waiting.waitingSince(), "Waiting since when?"),
          waiting.seats());
    }

    Key key() {
      return WaitingList.key(event, member, since);
    }

    /** The answer that belongs to this place. */
    Answer answer() {
      return Answer.waiting(event, member, seats - 1, since);
    }

    /** The condition that the place is still as read. */
    Condition asRead() {
      return Condition.of("#seats = :waiting", Attributes.none().number("waiting", seats));
    }
  }

  static Key key(String event, String member, Instant since) {
    return new Key(
        Table.EVENTS,
        partition(event, Math.floorMod(member.hashCode(), SHARDS)),
        "%015d#%s".formatted(since.toEpochMilli(), member));
  }

  /** Everybody who waits in one shard, first come first. */
  static Query query(String event, int shard) {
    return Query.all(Table.EVENTS, partition(event, shard));
  }

  /** Everybody who waits, by shard. */
  static List<Query> queries(String event) {
    return IntStream.range(0, SHARDS).mapToObj(shard -> query(event, shard)).toList();
  }

  /** Everybody who waits though it may have expired: only erasure and purge may want that. */
  static List<Place> evenExpired(Store store, String event) {
    return queries(event).stream()
        .flatMap(shard -> store.queryAll(shard.evenExpired()).stream())
        .map(WaitingList::place)
        .toList();
  }

  static Place place(Row row) {
    String sort = row.sk();
    int middle = sort.indexOf('#');
    return new Place(
        row.pk().substring("EV#".length(), row.pk().lastIndexOf("#W")),
        sort.substring(middle + 1),
        Instant.ofEpochMilli(Long.parseLong(sort.substring(0, middle))),
        (int) row.number("seats"));
  }

  /** The item of a place to be stored. */
  static Item item(Place place, SeatPlan plan) {
    return new Item(place.key(), plan.deadline(), Attributes.none().number("seats", place.seats()));
  }

  static String partition(String event, int shard) {
    return "EV#" + event + "#W" + shard;
  }
}
