package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who asked to be left alone: the keyed hash of an address and nothing else, which is all that
 * survives an erasure or an opposition (CNIL A17). It keeps a later import from bringing the person
 * back; it does not keep the person from coming back.
 *
 * <pre>
 * U#&lt;keyed hash&gt; / U   since
 * </pre>
 */
@Singleton
public final class Suppressions {

  /** The kind of a suppression's expiry row. */
  public static final String KIND = "suppression";

  private final Store store;

  Suppressions(Store store) {
    this.store = store;
  }

  /** Whether an import must skip this address. */
  public boolean isSuppressed(String hash) {
    return store.get(key(hash)).isPresent();
  }

  /** Since when an import must skip this address; empty when it need not. */
  public Optional<Instant> since(String hash) {
    return store.get(key(hash)).map(row -> row.instant("since"));
  }

  /** Those of these keyed hashes an import must skip. */
  public Set<String> suppressed(Collection<String> hashes) {
    Set<String> suppressed = new HashSet<>();
    store
        .getAll(hashes.stream().map(Suppressions::key).toList())
        .keySet()
        .forEach(key -> suppressed.add(key.pk().substring(2)));
    return suppressed;
  }

  /** The writes that suppress an address; suppressed twice is suppressed. */
  public static List<Write> put(String hash, Instant now) {
    Deadline deadline = RetentionRule.SUPPRESSION.from(now);
    return List.of(
        Write.put(
            new Item(key(hash), deadline, Attributes.none().instant("since", now)),
            Condition.none()),
        Write.put(ExpiryBucket.row(Table.PEOPLE, deadline, KIND, hash), Condition.none()));
  }

  /** What moving a suppression to another hash of the same address writes, if it is still there. */
  public static List<Write> rekey(String stored, String hash, Instant since) {
    List<Write> writes = new ArrayList<>(put(hash, since));
    Deadline deadline = RetentionRule.SUPPRESSION.from(since);
    writes.add(Write.remove(key(stored), Condition.present()));
    writes.add(
        Write.remove(ExpiryBucket.key(Table.PEOPLE, deadline, KIND, stored), Condition.none()));
    return writes;
  }

  /** The deadline of a suppression that may have expired; empty when it is gone. */
  public Optional<Deadline> deadlineEvenExpired(String hash) {
    return store.getEvenExpired(key(hash)).flatMap(Row::deadline);
  }

  /** Forgets a suppression; its expiry row is left to whoever reads it. */
  public void delete(String hash) {
    store.write(Write.remove(key(hash), Condition.none()));
  }

  /** Where a suppression lives. */
  public static Key key(String hash) {
    return new Key(Table.PEOPLE, "U#" + hash, "U");
  }
}
