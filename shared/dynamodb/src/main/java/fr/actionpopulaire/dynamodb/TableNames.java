package fr.actionpopulaire.dynamodb;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The physical names of the tables this function was given. */
@Singleton
public final class TableNames {

  private final Environment environment;

  TableNames(Environment environment) {
    this.environment = environment;
  }

  /** The name of a table; fails when the template did not give it to this function. */
  public String of(Table table) {
    return environment.getRequiredProperty(property(table), String.class);
  }

  /** One of the tables this function was given, if it was given any. */
  Optional<Table> any() {
    return Arrays.stream(Table.values())
        .filter(table -> environment.containsProperty(property(table)))
        .findFirst();
  }

  private static String property(Table table) {
    return table.name().toLowerCase(Locale.ROOT) + ".table";
  }
}
