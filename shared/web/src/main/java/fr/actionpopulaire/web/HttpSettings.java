package fr.actionpopulaire.web;

import io.micronaut.context.env.AbstractPropertySourceLoader;
import io.micronaut.context.env.ConstantPropertySources;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.optim.StaticOptimizations;
import java.util.List;
import java.util.Map;

/**
 * What the framework is told of requests and answers, in place of an {@code application.properties}
 * file: to read one it would open that file's jar as a file system, at every start.
 */
public final class HttpSettings implements StaticOptimizations.Loader<ConstantPropertySources> {

  /** Unknown fields are refused, an absent value is written as null: clients rely on the form. */
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "micronaut.application.name",
          "action-populaire",
          "micronaut.serde.deserialization.ignore-unknown",
          false,
          "micronaut.serde.serialization.inclusion",
          "ALWAYS",
          "micronaut.server.max-request-size",
          65_536);

  /** For the framework, which finds this class by {@code META-INF/services}. */
  public HttpSettings() {}

  @Override
  public ConstantPropertySources load() {
    return new ConstantPropertySources(
        List.of(
            PropertySource.of(
                Environment.DEFAULT_NAME,
                SETTINGS,
                AbstractPropertySourceLoader.DEFAULT_POSITION)));
  }
}
