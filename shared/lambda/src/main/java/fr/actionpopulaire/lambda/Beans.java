package fr.actionpopulaire.lambda;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;

/** The beans of a function. */
public final class Beans {

  private static final String LAMBDA = "lambda";

  private Beans() {}

  /**
   * A context as the framework's own for Lambda, but beans are made when they are asked for, not
   * all of them in every start (ADR 0067).
   */
  public static ApplicationContextBuilder onDemand() {
    return ApplicationContext.builder(Environment.FUNCTION, LAMBDA).eagerInitConfiguration(true);
  }
}
