package fr.actionpopulaire.settings;

/** What AWS is taken to answer while nothing is sent. */
@FunctionalInterface
public interface MadeUpAnswers {

  /**
   * @param operation such as {@code GetItem}; empty for a service whose requests do not say it
   * @param request its body, empty if it has none
   */
  MadeUpAnswer to(String operation, String request);
}
