package fr.actionpopulaire.purge;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * A few hands: the purge mostly waits for the database, so partitions are emptied side by side.
 * They only live while there is work, since nothing may run on in a frozen function.
 */
@Singleton
final class Workers {

  private static final int HANDS = 8;

  /**
   * Does all of the work and returns what came of each piece, in order.
   *
   * @throws IllegalStateException if a piece could not be done; the others were done
   */
  <T, R> List<R> all(List<T> work, Function<T, R> job) {
    List<Future<R>> pending = new ArrayList<>();
    try (ExecutorService hands = Executors.newFixedThreadPool(HANDS)) {
      work.forEach(piece -> pending.add(hands.submit(() -> job.apply(piece))));
    }
    List<R> results = new ArrayList<>();
    for (Future<R> done : pending) {
      results.add(result(done));
    }
    return results;
  }

  private static <R> R result(Future<R> done) {
    try {
      return done.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("A part of the purge failed", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The purge was stopped", stopped);
    }
  }
}
