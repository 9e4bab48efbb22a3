package fr.actionpopulaire.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a write or a transaction: all of it happened, or none of it. */
public sealed interface Outcome {

  /** Everything was written. */
  record Written() implements Outcome {}

  /**
   * Nothing was written.
   *
   * @param failed positions of the writes whose condition did not hold
   * @param seen the items that stood there, by position; a position is absent where none stood
   */
  record Refused(List<Integer> failed, Map<Integer, Row> seen) implements Outcome {

    public boolean failedAt(int position) {
      return failed.contains(position);
    }

    public Optional<Row> seenAt(int position) {
      return Optional.ofNullable(seen.get(position));
    }
  }

  default boolean isWritten() {
    return this instanceof Written;
  }
}
