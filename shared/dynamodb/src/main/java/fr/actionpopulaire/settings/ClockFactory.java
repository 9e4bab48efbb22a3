package fr.actionpopulaire.settings;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock of a function. Nothing else may ask what time it is. */
@Factory
public final class ClockFactory {

  ClockFactory() {}

  /** Gives way to any other clock, so that tests can move theirs. */
  @Singleton
  @Secondary
  Clock clock() {
    return machine();
  }

  /** The machine's own, for what is made before there is a context and asks it nothing. */
  public static Clock machine() {
    return Clock.systemUTC();
  }
}
