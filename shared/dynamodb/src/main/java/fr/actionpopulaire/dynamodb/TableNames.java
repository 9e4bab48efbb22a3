package fr.actionpopulaire.dynamodb;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.util.Locale;

/** The physical names of the tables this function was given. */
@Singleton
public final class TableNames {

  private final Environment environment;

  TableNames(Environment environment) {
    this.environment = environment;
  }

  /** The name of a table; fails when the template did not give it to this function. */
  public String of(Table table) {
    return environment.getRequiredProperty(
        table.name().toLowerCase(Locale.ROOT) + ".table", String.class);
  }
}
