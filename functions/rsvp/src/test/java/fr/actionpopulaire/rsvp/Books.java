package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.testing.TestAws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Everything the table holds about one event, read without the tested code and audited: the
 * answers, the blocks and the waiting list must tell the same story.
 *
 * @param confirmed seats by member, as their own answers say
 * @param waiting seats wanted by member, as their own answers say
 * @param seated seats by member, as the blocks say
 * @param queue seats wanted by sort key of the waiting list
 * @param free free seats by block
 */
record Books(
    Event event,
    Map<String, Integer> confirmed,
    Map<String, Integer> waiting,
    Map<String, Integer> seated,
    TreeMap<String, Integer> queue,
    Map<Integer, Integer> free,
    int blocks) {

  static Books open(TestAws aws, Event event) {
    Books books =
        new Books(
            event,
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new TreeMap<>(),
            new HashMap<>(),
            blocks(aws, event));
    for (Map<String, AttributeValue> item : aws.scan("EVENTS_TABLE")) {
      books.enter(item);
    }
    return books;
  }

  private static int blocks(TestAws aws, Event event) {
    Map<String, AttributeValue> meta =
        aws.dynamoDb()
            .getItem(
                r ->
                    r.tableName(aws.table("EVENTS_TABLE"))
                        .key(
                            Map.of(
                                "pk", AttributeValue.fromS("EV#" + event.id()),
                                "sk", AttributeValue.fromS("META")))
                        .consistentRead(true))
            .item();
    return number(meta, "blocks");
  }

  private void enter(Map<String, AttributeValue> item) {
    String pk = text(item, "pk");
    String sk = text(item, "sk");
    if (sk.equals("R#" + event.id())) {
      boolean seat = text(item, "status").equals("confirmed");
      (seat ? confirmed : waiting).put(pk.substring(2), number(item, "guests") + 1);
    } else if (pk.startsWith("EV#" + event.id() + "#W")) {
      queue.put(sk, number(item, "seats"));
    } else if (sk.equals("SEATS") && pk.startsWith("EV#" + event.id() + "#")) {
      int block = Integer.parseInt(pk.substring(pk.lastIndexOf('#') + 1));
      free.put(block, number(item, "free"));
      int taken = 0;
      for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
        if (RandomId.isOne(attribute.getKey())) {
          int seats = Integer.parseInt(attribute.getValue().n());
          assertTrue(seats > 0, "nobody sits on no seat");
          seated.merge(attribute.getKey(), seats, Integer::sum);
          taken += seats;
        }
      }
      assertEquals(quota(block), taken + number(item, "free"), "block " + block + " adds up");
      assertTrue(number(item, "free") >= 0, "block " + block + " is not overbooked");
    }
  }

  /** What must hold whenever nobody is at work. */
  Books audit() {
    assertEquals(confirmed, seated, "answers and blocks name the same people with as many seats");
    Map<String, Integer> queued = new HashMap<>();
    queue.forEach((sort, seats) -> queued.put(sort.substring(sort.indexOf('#') + 1), seats));
    assertEquals(queue.size(), queued.size(), "nobody waits twice");
    assertEquals(waiting, queued, "answers and waiting list name the same people");
    Integer capacity = event.capacity();
    if (capacity == null) {
      assertEquals(Map.of(), waiting, "nobody waits without a capacity");
    } else {
      assertTrue(taken() <= capacity, "not overbooked");
      int left = capacity - taken();
      waiting.forEach(
          (member, seats) ->
              assertTrue(seats > left, () -> left + " free beside one who waits for " + seats));
    }
    return this;
  }

  /** The messages queued about an event: kind and recipient. */
  static List<String> told(TestAws aws, Event event) {
    return aws.scan("OUTBOX_TABLE").stream()
        .filter(item -> item.toString().contains(event.id()))
        .map(item -> text(item, "kind") + " " + text(item, "recipient"))
        .sorted()
        .toList();
  }

  int taken() {
    return sum(seated);
  }

  /** As the people's own answers say, whatever the blocks say. */
  int promised() {
    return sum(confirmed);
  }

  List<String> inOrder() {
    return queue.keySet().stream().map(sort -> sort.substring(sort.indexOf('#') + 1)).toList();
  }

  private static int sum(Map<String, Integer> seats) {
    return seats.values().stream().mapToInt(Integer::intValue).sum();
  }

  private int quota(int block) {
    Integer capacity = event.capacity();
    return capacity == null ? 64 : Math.min(64, capacity - 64 * block);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  private static int number(Map<String, AttributeValue> item, String name) {
    return Integer.parseInt(Objects.requireNonNull(item.get(name), name).n());
  }
}
