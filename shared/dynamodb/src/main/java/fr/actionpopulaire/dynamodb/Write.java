package fr.actionpopulaire.dynamodb;

/** One write of a transaction. */
public sealed interface Write {

  Key key();

  Condition condition();

  /** Stores a whole item. */
  record Put(Item item, Condition condition) implements Write {
    @Override
    public Key key() {
      return item.key();
    }
  }

  /** Changes attributes: {@code SET #status = :s REMOVE #open}. */
  record Change(Key key, String expression, Attributes values, Condition condition)
      implements Write {}

  /** Deletes the item. */
  record Remove(Key key, Condition condition) implements Write {}

  /** Changes nothing, but the transaction only happens if the condition holds. */
  record Check(Key key, Condition condition) implements Write {}

  static Write put(Item item, Condition condition) {
    return new Put(item, condition);
  }

  static Write change(Key key, String expression, Attributes values, Condition condition) {
    return new Change(key, expression, values, condition);
  }

  static Write remove(Key key, Condition condition) {
    return new Remove(key, condition);
  }

  static Write check(Key key, Condition condition) {
    return new Check(key, condition);
  }
}
