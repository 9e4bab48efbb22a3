package fr.actionpopulaire.dynamodb;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits between tries of something that others keep changing: a little at random, so that those who
 * met do not meet again. Every lost try is somebody else's success, hence many tries.
 */
final class Patience {

  private static final int TRIES = 200;
  private static final long LONGEST_MILLIS = 40;

  private int tries;

  /**
   * Waits before the next try.
   *
   * @throws Busy after the last one
   */
  void again() {
    tries++;
    if (tries >= TRIES) {
      throw new Busy(new IllegalStateException("Others kept changing the same items"));
    }
    long bound = Math.min(LONGEST_MILLIS, 2L << Math.min(tries, 10));
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1, bound + 1) * 1_000_000);
  }
}
