package fr.actionpopulaire.local.clock;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Declares a clock as a function's package does. */
@Factory
final class DeployedClock {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
