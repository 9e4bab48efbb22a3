package fr.actionpopulaire.trigger;

import fr.actionpopulaire.dynamodb.StoreRehearsal;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.function.aws.MicronautRequestHandler;

/**
 * A function that a schedule, a stream, a topic or an upload wakes. Its constructor without
 * arguments goes on to prime what it does.
 *
 * @param <I> the payload, as the platform's runtime client reads it
 * @param <O> what it answers, as the client writes it
 */
public abstract class TriggerFunction<I, O> extends MicronautRequestHandler<I, O> {

  private static final String LAMBDA = "lambda";

  /** Starts as the platform does. */
  protected TriggerFunction() {
    StoreRehearsal rehearsal = StoreRehearsal.begin();
    super();
    rehearsal.end();
  }

  /** Starts in a context made by the caller, unprimed. */
  protected TriggerFunction(ApplicationContext context) {
    super(context);
  }

  /**
   * The framework's own for Lambda, but beans are made when they are asked for, not all of them in
   * every start.
   */
  @Override
  protected ApplicationContextBuilder newApplicationContextBuilder() {
    return ApplicationContext.builder(Environment.FUNCTION, LAMBDA).eagerInitConfiguration(true);
  }
}
