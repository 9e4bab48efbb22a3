package fr.actionpopulaire.purge;

import fr.actionpopulaire.lambda.Invocation;
import jakarta.inject.Singleton;

/** How long the present run may go on, as the platform says. */
@Singleton
final class RunningTime {

  /** One record takes seconds at worst; the summary must still be written. */
  private static final int RESERVE_MILLIS = 15_000;

  private final Invocation invocation;

  RunningTime(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Whether another record may be begun. */
  boolean isLeft() {
    return invocation.remainingMillis().orElse(Integer.MAX_VALUE) > RESERVE_MILLIS;
  }
}
