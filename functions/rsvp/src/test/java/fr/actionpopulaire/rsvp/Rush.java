package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * So many people who want seats at one event, carried by so many clients that work at the same time
 * until everybody has their answer. A client that is told the house is busy, or hears nothing, asks
 * again.
 */
final class Rush {

  private final Neighbourhood here;
  private final List<String> people = new ArrayList<>();

  Rush(Neighbourhood here) {
    this.here = here;
  }

  /**
   * How it went.
   *
   * @param told what each person was told last
   * @param most the most seats taken at any look at the blocks
   * @param looks how often somebody looked meanwhile
   * @param busy how often a client had to ask again
   */
  record Outcome(
      Event event, Map<String, AnswerResult> told, int most, int looks, long busy, long millis) {

    int accepted(int party) {
      return party
          * (int) told.values().stream().filter(r -> r instanceof AnswerResult.Confirmed).count();
    }
  }

  /** People as far as answers know them, the same ones again for the next event. */
  List<String> people(int count) {
    List<Item> keys = new ArrayList<>();
    while (people.size() < count) {
      String id = RandomId.next();
      people.add(id);
      Write key =
          Keys.create(
              new Owner.Member(id), PersonKey.random(), RetentionRule.MEMBER.from(here.now()));
      if (key instanceof Write.Put put) {
        keys.add(put.item());
      }
    }
    here.store.putAll(keys);
    return people.subList(0, count);
  }

  /**
   * Lets them all ask. With fewer people than clients, several clients speak for one person, as
   * somebody does who is impatient on two devices.
   */
  Outcome run(Event event, int clients, int demand, int party) {
    List<String> wanting = List.copyOf(people(demand));
    int calls = Math.max(demand, clients);
    Map<String, AnswerResult> told = new ConcurrentHashMap<>();
    AtomicInteger next = new AtomicInteger();
    LongAdder busy = new LongAdder();
    CountDownLatch start = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<int[]> watch = threads.submit(() -> watch(event, done));
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int call = next.getAndIncrement();
                      call < calls;
                      call = next.getAndIncrement()) {
                    String member = wanting.get(call % demand);
                    told.put(member, patiently(event, member, party, busy));
                  }
                  return null;
                }));
      }
      start.countDown();
      try {
        running.forEach(Rush::result);
      } finally {
        done.set(true);
      }
      int[] seen = result(watch);
      long millis = (System.nanoTime() - begin) / 1_000_000;
      return new Outcome(event, told, seen[0], seen[1], busy.sum(), millis);
    }
  }

  private AnswerResult patiently(Event event, String member, int party, LongAdder busy) {
    while (true) {
      try {
        return here.answers.answer(here.read(event), member, party - 1);
      } catch (Busy | SdkClientException again) {
        // Too many at once for the house, or for the machine that plays it.
        busy.increment();
      }
    }
  }

  /**
   * The most seats taken. Blocks are read one after the other; as nobody leaves in a rush, what was
   * read bit by bit is never more than what was taken at the end of the reading.
   */
  private int[] watch(Event event, AtomicBoolean done) {
    int looks = 0;
    int most = 0;
    boolean last;
    do {
      last = done.get();
      try {
        most = Math.max(most, taken(event));
        looks++;
      } catch (SdkClientException again) {
        last = false;
      }
    } while (!last);
    return new int[] {most, looks};
  }

  private int taken(Event event) {
    return here.answers.attendees(event).values().stream().mapToInt(Integer::intValue).sum();
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("A client failed", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
