package fr.actionpopulaire.dynamodb;

import java.time.Instant;
import java.util.Objects;

/**
 * Places on an event's waiting list, in the order people came.
 *
 * <pre>
 * EV#&lt;id&gt;#W / &lt;milliseconds, 15 digits&gt;#&lt;member&gt;   seats
 * </pre>
 */
final class WaitingList {

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
        Table.EVENTS, partition(event), "%015d#%s".formatted(since.toEpochMilli(), member));
  }

  /** Everybody who waits, first come first. */
  static Query query(String event) {
    return Query.all(Table.EVENTS, partition(event));
  }

  static Place place(Row row) {
    String sort = row.sk();
    int middle = sort.indexOf('#');
    return new Place(
        row.pk().substring("EV#".length(), row.pk().length() - "#W".length()),
        sort.substring(middle + 1),
        Instant.ofEpochMilli(Long.parseLong(sort.substring(0, middle))),
        (int) row.number("seats"));
  }

  /** The item of a place to be stored. */
  static Item item(Place place, SeatPlan plan) {
    return new Item(place.key(), plan.deadline(), Attributes.none().number("seats", place.seats()));
  }

  private static String partition(String event) {
    return "EV#" + event + "#W";
  }
}
