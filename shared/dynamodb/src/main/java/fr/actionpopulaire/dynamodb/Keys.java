package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One random key per person, apart from everything it seals, with backups of one day: deleting it
 * makes every other copy of that person's data unreadable.
 *
 * <p>{@code M#<member>}/{@code K} holds a member's key, {@code RP#<report>}/{@code K} the key of a
 * reporter's identity, {@code RR#<request>}/{@code K} that of a request about one's data; attribute
 * {@code key}: 32 bytes.
 */
@Singleton
public final class Keys {

  private final Store store;

  Keys(Store store) {
    this.store = store;
  }

  /** The write that stores a new person's key. */
  public static Write create(Owner owner, PersonKey key, Deadline deadline) {
    return Write.put(
        new Item(keyOf(owner), deadline, Attributes.none().bytes("key", key.bytes())),
        Condition.absent());
  }

  /** The write that lets a key live as long as what it seals; refused when the key is gone. */
  public static Write prolong(Owner owner, Deadline deadline) {
    return Write.change(
        keyOf(owner),
        "SET #expiresAt = :expiresAt",
        Item.deadlineAttributes(Table.KEYS, deadline),
        Condition.present());
  }

  /** The write that makes the person unreadable. */
  public static Write shred(Owner owner) {
    return Write.remove(keyOf(owner), Condition.none());
  }

  public Optional<PersonKey> find(Owner owner) {
    return store.get(keyOf(owner)).map(Keys::of);
  }

  /** The keys that still exist. */
  public <O extends Owner> Map<O, PersonKey> findAll(Collection<O> owners) {
    Map<Key, Row> rows = store.getAll(owners.stream().map(Keys::keyOf).toList());
    Map<O, PersonKey> keys = new HashMap<>();
    for (O owner : owners) {
      Row row = rows.get(keyOf(owner));
      if (row != null) {
        keys.put(owner, of(row));
      }
    }
    return keys;
  }

  static PersonKey of(Row row) {
    return new PersonKey(row.bytes("key"));
  }

  static Key keyOf(Owner owner) {
    return new Key(Table.KEYS, owner.partition(), "K");
  }

  /** Whose key it is. */
  public sealed interface Owner {

    /** Where the key lies. */
    String partition();

    record Member(String id) implements Owner {
      @Override
      public String partition() {
        return "M#" + id;
      }

      /** By hand, as in {@link Key}. */
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof Member member && id.equals(member.id);
      }

      @Override
      public int hashCode() {
        return id.hashCode();
      }
    }

    record Reporter(String report) implements Owner {
      @Override
      public String partition() {
        return "RP#" + report;
      }
    }

    /** Who asks staff something about their data. */
    record Requester(String request) implements Owner {
      @Override
      public String partition() {
        return "RR#" + request;
      }
    }
  }
}
