package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may activate an account: keyed hashes of endorsers' and adherents' addresses, never an
 * address. Nobody can be written to from here, which is the CNIL's single-purpose rule by
 * construction (CNIL A2, A3).
 *
 * <pre>
 * N#&lt;first 2 digits of the hash&gt; / &lt;hash&gt;   basis, collectedAt, source, noticeVersion
 * </pre>
 *
 * <p>The 256 partitions spread an import and are the list the purge empties at the campaign's end;
 * no other role may query them.
 */
@Singleton
public final class Endorsements {

  /** How many partitions there are. */
  public static final int SHARDS = 256;

  private final Store store;

  Endorsements(Store store) {
    this.store = store;
  }

  /** On what basis somebody may activate an account. */
  public enum Basis {
    ENDORSER("endorser"),
    ADHERENT("adherent");

    private final String code;

    Basis(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    static Basis of(String code) {
      return Arrays.stream(values())
          .filter(basis -> basis.code.equals(code))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("Not a basis: " + code));
    }
  }

  /** What is kept of one imported line. */
  public record Endorsement(
      String hash, Basis basis, Instant collectedAt, String source, String noticeVersion) {}

  /**
   * Whether an address may activate an account: the only question this table answers.
   *
   * @param hashes every hash the address may be stored under
   */
  public boolean isEligible(List<String> hashes) {
    return hashes.stream().anyMatch(hash -> store.get(key(hash)).isPresent());
  }

  /** What is kept of one address, to tell the person who proved it. */
  public Optional<Endorsement> find(String hash) {
    return store
        .get(key(hash))
        .map(
            row ->
                new Endorsement(
                    hash,
                    Basis.of(row.text("basis")),
                    row.instant("collectedAt"),
                    row.text("source"),
                    row.text("noticeVersion")));
  }

  /** The write that forgets an address's basis; forgotten twice is forgotten. */
  public static Write forget(String hash) {
    return Write.remove(key(hash), Condition.none());
  }

  /** Which of these are known already. */
  public Set<String> known(Collection<String> hashes) {
    Set<String> known = new HashSet<>();
    store
        .getAll(hashes.stream().map(Endorsements::key).toList())
        .keySet()
        .forEach(key -> known.add(key.sk()));
    return known;
  }

  /** Stores all of them, replacing what stood there; storing twice is storing once. */
  public void putAll(Collection<Endorsement> endorsements) {
    Map<Key, Item> items = new LinkedHashMap<>();
    endorsements.forEach(endorsement -> items.put(key(endorsement.hash()), item(endorsement)));
    store.putAll(new ArrayList<>(items.values()));
  }

  /** Forgets an address's basis; forgotten twice is forgotten. */
  public void remove(String hash) {
    store.write(forget(hash));
  }

  /** One page of a partition, expired or not, for the purge. */
  public Page shard(int shard, int limit) {
    return shard(shard, limit, null);
  }

  /** As {@link #shard(int, int)}, going on where an earlier page ended. */
  public Page shard(int shard, int limit, Query.@Nullable Position after) {
    return store.query(
        Query.all(Table.ENDORSEMENTS, partition("%02x".formatted(shard)))
            .atMost(limit)
            .after(after)
            .evenExpired());
  }

  /** What moving a stored hash to another hash of the same address writes, if it is still there. */
  public static List<Write> rekey(Row stored, String hash) {
    Item moved =
        new Item(
            key(hash),
            RetentionRule.ENDORSEMENT.from(stored.instant("collectedAt")),
            Attributes.none()
                .text("basis", stored.text("basis"))
                .instant("collectedAt", stored.instant("collectedAt"))
                .text("source", stored.text("source"))
                .text("noticeVersion", stored.text("noticeVersion")));
    return List.of(
        Write.put(moved, Condition.none()),
        Write.remove(stored.key(Table.ENDORSEMENTS), Condition.present()));
  }

  private static Item item(Endorsement endorsement) {
    return new Item(
        key(endorsement.hash()),
        RetentionRule.ENDORSEMENT.from(endorsement.collectedAt()),
        Attributes.none()
            .text("basis", endorsement.basis().code())
            .instant("collectedAt", endorsement.collectedAt())
            .text("source", endorsement.source())
            .text("noticeVersion", endorsement.noticeVersion()));
  }

  static Key key(String hash) {
    return new Key(Table.ENDORSEMENTS, partition(hash.substring(0, 2)), hash);
  }

  private static String partition(String prefix) {
    return "N#" + prefix;
  }
}
