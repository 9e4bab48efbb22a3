package fr.actionpopulaire.web;

import io.micronaut.core.async.publisher.PublishersOptimizations;
import io.micronaut.core.optim.StaticOptimizations;
import java.util.List;

/**
 * Spares every start some 270 classes: the framework would load each reactive type it knows, and
 * with it all of that type's operators, to recognise controllers that answer one. None of ours
 * does.
 */
public final class NoReactiveTypes implements StaticOptimizations.Loader<PublishersOptimizations> {

  /** For the framework, which finds this class by {@code META-INF/services}. */
  public NoReactiveTypes() {}

  @Override
  public PublishersOptimizations load() {
    return new PublishersOptimizations(List.of(), List.of(), List.of());
  }
}
