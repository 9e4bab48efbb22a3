package fr.actionpopulaire.dynamodb;

/**
 * What must hold of the stored item for a write to happen. {@code #name} stands for the attribute
 * of that name, {@code :name} for a value.
 */
public record Condition(String expression, Attributes values) {

  /** Nothing stands at the key. */
  public static Condition absent() {
    return of("attribute_not_exists(#pk)");
  }

  /** Something stands at the key. */
  public static Condition present() {
    return of("attribute_exists(#pk)");
  }

  /** Always holds. */
  public static Condition none() {
    return of("");
  }

  public static Condition of(String expression) {
    return new Condition(expression, Attributes.none());
  }

  public static Condition of(String expression, Attributes values) {
    return new Condition(expression, values);
  }
}
