package fr.actionpopulaire.purge;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.function.aws.LambdaContextFactory;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** How long the present run may go on, as the platform says. */
@Singleton
@Replaces(LambdaContextFactory.class)
final class RunningTime implements LambdaContextFactory {

  /** One record takes seconds at worst; the summary must still be written. */
  private static final int RESERVE_MILLIS = 15_000;

  private volatile @Nullable Context context;

  @Override
  public void registerSingletons(Context present) {
    context = present;
  }

  /** Whether another record may be begun. */
  boolean isLeft() {
    Context present = context;
    return present == null || present.getRemainingTimeInMillis() > RESERVE_MILLIS;
  }
}
