package fr.actionpopulaire.local.lambda;

/** Runs a function by name and waits for what it makes of the event (JSON). */
@FunctionalInterface
public interface Invoker {
  /**
   * @throws IllegalArgumentException when there is no function of this name
   */
  Outcome invoke(String function, byte[] event) throws InterruptedException;
}
