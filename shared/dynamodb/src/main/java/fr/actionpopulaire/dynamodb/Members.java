package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Members, the identities by which their addresses are known once, and their consent receipts.
 *
 * <pre>
 * E#&lt;keyed hash&gt; / ID              member                        one account per address
 * M#&lt;id&gt;         / P               personal (sealed), identity, version, createdAt, lastActAt,
 *                                  consents, eventNotices, suspendedUntil, photo
 * M#&lt;id&gt;         / C#&lt;purpose&gt;#&lt;instant&gt;  granted, textVersion, origin  append-only
 * </pre>
 */
@Singleton
public final class Members {

  /** The kind of a member's expiry row. */
  public static final String KIND = "member";

  /** Stands for «until further notice» in {@code suspendedUntil}. */
  public static final Instant INDEFINITELY = Instant.parse("9999-12-31T00:00:00Z");

  private final Store store;
  private final Keys keys;
  private final JsonMapper json;

  Members(Store store, Keys keys, JsonMapper json) {
    this.store = store;
    this.keys = keys;
    this.json = json;
  }

  /** What creating a member writes; refused as a whole when the address already has one. */
  public List<Write> create(
      Account account, Personal personal, PersonKey key, Deadline deadline, String origin) {
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.put(
            new Item(
                identityKey(account.identity()),
                deadline,
                Attributes.none().text("member", account.id())),
            Condition.absent()));
    writes.add(
        Write.put(
            new Item(
                key(account.id()),
                deadline,
                MemberRow.of(account).bytes("personal", seal(account.id(), personal, key))),
            Condition.absent()));
    writes.add(Keys.create(new Owner.Member(account.id()), key, deadline));
    for (Consent consent : account.consents().values()) {
      if (consent.granted()) {
        writes.add(receipt(account.id(), consent, deadline, origin));
      }
    }
    writes.add(
        Write.put(ExpiryBucket.row(Table.PEOPLE, deadline, KIND, account.id()), Condition.none()));
    return writes;
  }

  /** The member id behind an address, looked for under each hash it may be stored under. */
  public Optional<String> withIdentity(List<String> identities) {
    return identities.stream()
        .flatMap(identity -> store.get(identityKey(identity)).stream())
        .findFirst()
        .map(row -> row.text("member"));
  }

  /** The check that an address has no account under another hash than the one written. */
  public static Write notTaken(String identity) {
    return Write.check(identityKey(identity), Condition.absent());
  }

  /** The member with their personal data, in two reads of one item each. */
  public Optional<Member> find(String id) {
    return store
        .get(key(id))
        .flatMap(row -> keys.find(new Owner.Member(id)).flatMap(key -> open(row, key)));
  }

  /** The member whose key has already been read: one read. */
  public Optional<Member> find(String id, PersonKey key) {
    return store.get(key(id)).flatMap(row -> open(row, key));
  }

  /** Unseals a member whose row has already been read. */
  public Optional<Member> open(Row row, PersonKey key) {
    Account account = MemberRow.account(row);
    return key.open(row.bytes("personal"), context(account.id()))
        .map(text -> new Member(account, personal(text)));
  }

  /** Several members at once; those erased meanwhile are missing. */
  public Map<String, Member> findAll(Collection<String> ids) {
    Map<Key, Row> rows = store.getAll(ids.stream().map(Members::key).toList());
    Map<Owner.Member, PersonKey> found = keys.findAll(ids.stream().map(Owner.Member::new).toList());
    Map<String, Member> members = new HashMap<>();
    for (String id : ids) {
      Row row = rows.get(key(id));
      PersonKey key = found.get(new Owner.Member(id));
      if (row != null && key != null) {
        open(row, key).ifPresent(member -> members.put(id, member));
      }
    }
    return members;
  }

  /**
   * What recording one consent writes: a receipt, and the member's standing, last act and deadline,
   * provided nobody changed the member since they were read. A deadline that moves must also move
   * the rest of the member: {@link MemberRetention#move}.
   *
   * @param sealed what they have told us from then on, as {@link #seal} made it; {@code null} when
   *     it stays as it is
   */
  public List<Write> consent(
      Account account,
      Consent consent,
      Deadline deadline,
      String origin,
      byte @Nullable [] sealed) {
    return List.of(
        receipt(account.id(), consent, deadline, origin),
        Write.change(
            key(account.id()),
            "ADD #version :one SET #consents.#"
                + consent.purpose().code()
                + " = :consent, #lastActAt = :at, "
                + (sealed == null ? "" : "#personal = :personal, ")
                + Item.deadlineChange(deadline),
            Attributes.none()
                .map("consent", MemberRow.standing(consent))
                .bytes("personal", sealed)
                .instant("at", consent.at())
                .number("one", 1)
                .and(Item.deadlineAttributes(Table.PEOPLE, deadline)),
            unchanged(account)));
  }

  /**
   * The write that replaces what a member told us, provided nobody changed them since they were
   * read. A deadline that moves must also move the rest of the member.
   *
   * @param sealed as {@link #seal} made it
   */
  static Write tell(Account account, byte[] sealed, Instant at, Deadline deadline) {
    return Write.change(
        key(account.id()),
        "ADD #version :one SET #personal = :personal, #lastActAt = :at, "
            + Item.deadlineChange(deadline),
        Attributes.none()
            .bytes("personal", sealed)
            .instant("at", at)
            .number("one", 1)
            .and(Item.deadlineAttributes(Table.PEOPLE, deadline)),
        unchanged(account));
  }

  /**
   * The write that suspends a member from now on, provided nobody changed them since they were
   * read. It bites at the member's next request, since every request reads this.
   */
  public static Write suspend(Account account, Instant until) {
    return standing(
        account, "SET #suspendedUntil = :until", Attributes.none().instant("until", until));
  }

  /** The write by which it stays: of two decisions at once, the second sees the first one's. */
  public static Write keepStanding(Account account) {
    return standing(account, "", Attributes.none());
  }

  /** The write that ends it, provided nobody changed the member since they were read. */
  public static Write readmit(Account account) {
    return standing(account, "REMOVE #suspendedUntil", Attributes.none());
  }

  private static Write standing(Account account, String change, Attributes values) {
    return Write.change(
        key(account.id()),
        change + " ADD #version :one",
        values.number("one", 1),
        unchanged(account));
  }

  /**
   * What moving a member to another hash of the same address writes: the address is taken under one
   * of the two at every instant. Refused when somebody changed the member since they were read.
   */
  public static List<Write> rekey(Account account, String identity, Deadline deadline) {
    Attributes member = Attributes.none().text("member", account.id());
    return List.of(
        Write.put(new Item(identityKey(identity), deadline, member), Condition.absent()),
        Write.remove(identityKey(account.identity()), Condition.of("#member = :member", member)),
        Write.change(
            key(account.id()),
            "SET #identity = :identity ADD #version :one",
            Attributes.none().text("identity", identity).number("one", 1),
            unchanged(account)));
  }

  /** The member's standing without their personal data: one read, no key. */
  public Optional<Account> account(String id) {
    return store.get(key(id)).map(MemberRow::account);
  }

  /** The standing of several members at once; those who are gone are missing. */
  public List<Account> accounts(Collection<String> ids) {
    return store.getAll(ids.stream().map(Members::key).toList()).values().stream()
        .map(MemberRow::account)
        .toList();
  }

  /** The member's receipts, oldest first by purpose. */
  public List<Row> receipts(String id) {
    return store.queryAll(receiptsOf(id));
  }

  static Query receiptsOf(String id) {
    return Query.prefixed(Table.PEOPLE, "M#" + id, "C#");
  }

  static Write receipt(String id, Consent consent, Deadline deadline, String origin) {
    return Write.put(
        new Item(
            new Key(
                Table.PEOPLE,
                "M#" + id,
                "C#" + consent.purpose().code() + "#" + SortableInstant.of(consent.at())),
            deadline,
            MemberRow.standing(consent)
                .text("purpose", consent.purpose().code())
                .text("origin", origin)),
        Condition.absent());
  }

  /**
   * The condition that a member is still as read, their deadline included: it follows the last act,
   * which moves without the version so that looking at one's account leaves its ETag alone.
   */
  public static Condition unchanged(Account account) {
    return Condition.of(
        "#version = :version AND #lastActAt = :lastActAt",
        Attributes.none()
            .number("version", account.version())
            .instant("lastActAt", account.lastActAt()));
  }

  /** Where a member's own item lives. */
  public static Key key(String id) {
    return new Key(Table.PEOPLE, "M#" + id, "P");
  }

  static Key identityKey(String identity) {
    return new Key(Table.PEOPLE, "E#" + identity, "ID");
  }

  /** The sealed form of what a member told us. */
  public byte[] seal(String id, Personal personal, PersonKey key) {
    try {
      return key.seal(
          new String(json.writeValueAsBytes(personal), StandardCharsets.UTF_8), context(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Personal personal(String text) {
    try {
      return Objects.requireNonNull(json.readValue(text, Personal.class));
    } catch (IOException e) {
      throw new UncheckedIOException("Sealed personal data is not what was sealed", e);
    }
  }

  static String context(String id) {
    return "People|M#" + id + "|personal";
  }
}
