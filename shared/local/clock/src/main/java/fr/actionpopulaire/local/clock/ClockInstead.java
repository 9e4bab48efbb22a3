package fr.actionpopulaire.local.clock;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;

/** Puts {@link MovableClock} in the place of the clock a function would have when deployed. */
@Factory
final class ClockInstead {
  /**
   * A system property of the process, never an environment variable: what configures a deployed
   * function cannot move its clock even if this jar came along.
   */
  static final String FILE = "local.clock";

  @Singleton
  @Primary
  @Replaces(Clock.class)
  Clock clock() {
    return MovableClock.readingFrom(Path.of(System.getProperty(FILE)));
  }
}
