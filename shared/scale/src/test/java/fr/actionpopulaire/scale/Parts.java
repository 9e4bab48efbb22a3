package fr.actionpopulaire.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work on many numbers, a part of them at a time, several parts at once. */
final class Parts {

  /** Numbers in a part; a multiple of those of a crowd who share an event. */
  private static final int PART = 300;

  /** More than the processors of the smallest machine: half of them wait for the database. */
  private static final int THREADS = 4;

  private Parts() {}

  /** What is done with the numbers from one up to another that is not included. */
  interface Work<T> {
    T on(int from, int to);
  }

  /** Does it all, and returns what each part gave, in order. */
  static <T> List<T> of(int from, int to, Work<T> work) {
    List<Future<T>> parts = new ArrayList<>();
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int first = from; first < to; first += PART) {
        int begin = first;
        parts.add(threads.submit(() -> work.on(begin, Math.min(to, begin + PART))));
      }
      for (Future<T> part : parts) {
        results.add(part.get());
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return results;
  }
}
