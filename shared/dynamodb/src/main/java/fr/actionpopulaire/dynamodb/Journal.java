package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.RetentionRule;
import java.time.Instant;

/**
 * Which keyed hashes were erased and when, kept one day longer than any backup: a restored backup
 * is purged of them before it opens (CNIL A8).
 *
 * <pre>
 * J#&lt;keyed hash&gt; / &lt;instant&gt;   member
 * </pre>
 */
public final class Journal {

  private static final String PREFIX = "J#";

  private Journal() {}

  /**
   * The write that notes an erasure. Two of one person are two lines.
   *
   * @param hash keyed hash of the address erased
   * @param member the account's id, under which a backup holds the rest
   */
  public static Write erased(String hash, String member, Instant at) {
    if (!RandomId.isOne(member)) {
      throw new IllegalArgumentException("Not a member's id");
    }
    return Write.put(
        new Item(
            new Key(Table.JOURNAL, PREFIX + hash, SortableInstant.of(at)),
            RetentionRule.JOURNAL.from(at),
            Attributes.none().text("member", member)),
        Condition.none());
  }

  /** The keyed hash that the lines of a partition are about. */
  public static String hashOf(String partition) {
    return partition.substring(PREFIX.length());
  }
}
