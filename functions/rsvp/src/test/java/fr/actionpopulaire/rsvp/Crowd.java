package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.dynamodb.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Many at once, with somebody who keeps counting meanwhile. */
final class Crowd {

  private Crowd() {}

  /** What the counting saw: how often it looked, and the most seats promised at one instant. */
  record Watch(int looks, int most) {}

  /**
   * Runs all deeds at the same time, each on a thread of its own, and counts from the first to the
   * last moment how many seats the members' own answers promise, each time as of one instant (a
   * read transaction over all of them). Counted on the answers, not on the blocks that guard them.
   */
  static Watch watched(
      Neighbourhood here, Event event, Collection<String> members, List<Callable<Object>> deeds) {
    if (members.size() > 100) {
      throw new IllegalArgumentException("A read transaction has 100 items at most");
    }
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
      Future<Watch> watch =
          threads.submit(
              () -> {
                int looks = 0;
                int most = 0;
                boolean last;
                do {
                  last = done.get();
                  most = Math.max(most, promised(here, event, members));
                  looks++;
                } while (!last);
                return new Watch(looks, most);
              });
      try {
        together(deeds);
      } finally {
        done.set(true);
      }
      return result(watch);
    }
  }

  /** Runs all deeds at the same time; fails if one of them does. */
  static void together(List<Callable<Object>> deeds) {
    CyclicBarrier start = new CyclicBarrier(deeds.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(deeds.size())) {
      List<Future<Object>> running = new ArrayList<>();
      for (Callable<Object> deed : deeds) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return deed.call();
                }));
      }
      running.forEach(Crowd::result);
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("A deed failed", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int promised(Neighbourhood here, Event event, Collection<String> members) {
    String table = here.aws.table("EVENTS_TABLE");
    List<TransactGetItem> gets =
        members.stream()
            .map(
                member ->
                    TransactGetItem.builder()
                        .get(
                            Get.builder()
                                .tableName(table)
                                .key(
                                    Map.of(
                                        "pk", AttributeValue.fromS("M#" + member),
                                        "sk", AttributeValue.fromS("R#" + event.id())))
                                .build())
                        .build())
            .toList();
    while (true) {
      try {
        Map<String, Integer> seats = new HashMap<>();
        for (ItemResponse response :
            here.aws.dynamoDb().transactGetItems(r -> r.transactItems(gets)).responses()) {
          Map<String, AttributeValue> item = response.item();
          AttributeValue status = item.get("status");
          AttributeValue guests = item.get("guests");
          AttributeValue pk = item.get("pk");
          if (status != null && guests != null && pk != null && "confirmed".equals(status.s())) {
            assertEquals(null, seats.put(pk.s(), Integer.parseInt(guests.n()) + 1));
          }
        }
        return seats.values().stream().mapToInt(Integer::intValue).sum();
      } catch (TransactionCanceledException collided) {
        // A writer was on one of the items: look again.
        Thread.onSpinWait();
      }
    }
  }
}
