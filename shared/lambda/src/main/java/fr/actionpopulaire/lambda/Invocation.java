package fr.actionpopulaire.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.function.aws.LambdaContextFactory;
import jakarta.inject.Singleton;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the platform says of the present invocation; what it said of the one before is forgotten.
 *
 * <p>In place of the framework's own, which makes a bean of each: an environment would keep all it
 * ever had, and look through them at every further one (ADR 0067).
 */
@Singleton
@Replaces(LambdaContextFactory.class)
public final class Invocation implements LambdaContextFactory {

  private volatile @Nullable Context present;

  @Override
  public void registerSingletons(Context context) {
    present = context;
  }

  /** Milliseconds until the platform ends it; empty where nothing does. */
  public OptionalInt remainingMillis() {
    Context context = present;
    return context == null
        ? OptionalInt.empty()
        : OptionalInt.of(context.getRemainingTimeInMillis());
  }
}
