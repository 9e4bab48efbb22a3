package fr.actionpopulaire.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a function's path once while it starts, so that the first person does not pay for loading
 * its classes. What is run only reads, and keeps nothing two restores of one snapshot would share.
 */
public final class Priming {

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  private Priming() {}

  /**
   * Runs a path, and swallows its failure: it costs the first caller time, and must never keep a
   * function from starting.
   */
  public static void run(Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException e) {
      LOG.warn("Not primed: {}", e.getClass().getSimpleName());
    }
  }
}
