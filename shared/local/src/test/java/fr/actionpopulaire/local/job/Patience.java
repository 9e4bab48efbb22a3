package fr.actionpopulaire.local.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another process does in its own time, asking again until it has happened. */
final class Patience {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Patience() {}

  static <T> T until(String what, Supplier<Optional<T>> question) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    throw new AssertionError("Waited in vain for " + what);
  }
}
