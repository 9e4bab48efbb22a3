package fr.actionpopulaire.dynamodb;

/**
 * Too many others wrote the same items at once, or the database asked to slow down; nothing was
 * written. The caller may try again a little later (503 with {@code Retry-After}).
 */
public final class Busy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param cause what got in the way, last
   */
  public Busy(Throwable cause) {
    super("The database is busy", cause);
  }
}
