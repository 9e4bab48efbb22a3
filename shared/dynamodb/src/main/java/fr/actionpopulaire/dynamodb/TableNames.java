package fr.actionpopulaire.dynamodb;

import io.micronaut.context.env.Environment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The physical names of the tables this function was given. */
@Singleton
public final class TableNames {

  private final UnaryOperator<String> settings;

  @Inject
  TableNames(Environment environment) {
    this(property -> environment.getRequiredProperty(property, String.class));
  }

  /**
   * @param settings the value of {@code people.table} and its like
   */
  TableNames(UnaryOperator<String> settings) {
    this.settings = settings;
  }

  /** The name of a table; fails when the template did not give it to this function. */
  public String of(Table table) {
    return settings.apply(table.name().toLowerCase(Locale.ROOT) + ".table");
  }
}
