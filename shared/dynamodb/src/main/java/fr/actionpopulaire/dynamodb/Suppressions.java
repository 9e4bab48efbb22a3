package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asked to be left alone: the keyed hash of an address and nothing else, which is all that
 * survives an erasure or an opposition (CNIL A17). It keeps a later import from bringing the person
 * back; it does not keep the person from coming back.
 *
 * <pre>
 * U#&lt;keyed hash&gt; / U   since, mail ("none" after a permanent bounce, "owed" after a complaint)
 * </pre>
 *
 * <p>SES's feedback leads here as well (rule D8). What the person asks for themselves afterwards, a
 * login code, and what the law owes them still reaches whoever complained: a complaint is about
 * what we send unasked. Nothing is sent any more to an address that does not exist.
 */
@Singleton
public final class Suppressions {

  /** The kind of a suppression's expiry row. */
  public static final String KIND = "suppression";

  private final Store store;

  Suppressions(Store store) {
    this.store = store;
  }

  /** What may still be sent to an address. */
  public enum Mail {
    EVERYTHING,
    /** Codes, and what the law owes. */
    OWED,
    NOTHING
  }

  /** What may still be sent to an address, given every hash it may be stored under. */
  public Mail mail(List<String> hashes) {
    List<String> restrictions =
        hashes.stream()
            .flatMap(hash -> store.get(key(hash)).stream())
            .map(row -> row.textOrNull("mail"))
            .filter(Objects::nonNull)
            .toList();
    if (restrictions.isEmpty()) {
      return Mail.EVERYTHING;
    }
    return restrictions.contains("none") ? Mail.NOTHING : Mail.OWED;
  }

  /** Lets nothing be sent to an address any more. Done twice, it is done. */
  public void bounced(String hash, Instant now) {
    restrict(hash, now, "#mail = :mail", "none");
  }

  /** Lets nothing be sent to an address any more but what is owed. Done twice, it is done. */
  public void complained(String hash, Instant now) {
    restrict(hash, now, "#mail = if_not_exists(#mail, :mail)", "owed");
  }

  private void restrict(String hash, Instant now, String change, String mail) {
    Deadline deadline = RetentionRule.SUPPRESSION.from(now);
    Outcome outcome =
        store.transact(
            List.of(
                Write.change(
                    key(hash),
                    "SET #since = if_not_exists(#since, :since), "
                        + change
                        + ", "
                        + Item.deadlineChange(deadline),
                    Attributes.none()
                        .instant("since", now)
                        .text("mail", mail)
                        .and(Item.deadlineAttributes(Table.PEOPLE, deadline)),
                    Condition.none()),
                Write.put(ExpiryBucket.row(Table.PEOPLE, deadline, KIND, hash), Condition.none())));
    if (!outcome.isWritten()) {
      throw new IllegalStateException("Two writes without conditions were refused");
    }
  }

  /** Whether an import must skip this address. */
  public boolean isSuppressed(String hash) {
    return store.get(key(hash)).isPresent();
  }

  /**
   * A suppression as stored.
   *
   * @param mail what SES's feedback left of it, {@code null} for what the person asked for
   */
  public record Kept(Instant since, @Nullable String mail) {}

  /** Since when an import must skip this address; empty when it need not. */
  public Optional<Instant> since(String hash) {
    return find(hash).map(Kept::since);
  }

  /** The suppression of a hash; empty when there is none. */
  public Optional<Kept> find(String hash) {
    return store.get(key(hash)).map(row -> new Kept(row.instant("since"), row.textOrNull("mail")));
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
    return put(hash, new Kept(now, null), RetentionRule.SUPPRESSION.from(now));
  }

  private static List<Write> put(String hash, Kept kept, Deadline deadline) {
    return List.of(
        Write.put(
            new Item(
                key(hash),
                deadline,
                Attributes.none().instant("since", kept.since()).text("mail", kept.mail())),
            Condition.none()),
        Write.put(ExpiryBucket.row(Table.PEOPLE, deadline, KIND, hash), Condition.none()));
  }

  /** What moving a suppression to another hash of the same address writes, if it is still there. */
  public static List<Write> rekey(String stored, String hash, Kept kept) {
    Deadline deadline = RetentionRule.SUPPRESSION.from(kept.since());
    List<Write> writes = new ArrayList<>(put(hash, kept, deadline));
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
