package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member.Account;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a member and all that hangs on them, because they wish it or because their time is over
 * (CNIL A5, A17).
 *
 * <p>It starts with one transaction: the key that made the personal data readable and the member's
 * own item go, and a note of what is left to do takes its place. From that instant the member
 * exists for no read, their sessions open nothing, and no copy can be read again. Then the rest
 * goes, row after row, and the note last; every step may be repeated, so whoever finds the note
 * finishes the work: the same person asking again, or the purge.
 *
 * <pre>
 * M#&lt;id&gt; / ERASURE   identity, hashes, photo   the note, with an expiry row of kind {@value #KIND}
 * </pre>
 */
@Singleton
public final class MemberErasure {

  /** The kind of the expiry row by which the purge finds unfinished erasures. */
  public static final String KIND = "erasure";

  private final Store store;
  private final Sessions sessions;
  private final Departure departure;
  private final Photos photos;
  private final RelayedMessages relayed;
  private final Endorsements endorsements;
  private final MemberRetention retention;
  private final Campaign campaign;
  private final Clock clock;

  MemberErasure(
      Store store,
      Sessions sessions,
      Departure departure,
      Photos photos,
      RelayedMessages relayed,
      Endorsements endorsements,
      MemberRetention retention,
      Campaign campaign,
      Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.departure = departure;
    this.photos = photos;
    this.relayed = relayed;
    this.endorsements = endorsements;
    this.retention = retention;
    this.campaign = campaign;
    this.clock = clock;
  }

  /** What an erasure deletes, by store and name. */
  public enum Part {
    KEY("Keys", "person-key"),
    MEMBER("People", "member"),
    PHOTOS("Bucket", "photos"),
    ANSWERS("Events", "answers"),
    EVENTS("Events", "events-organised"),
    RECEIPTS("People", "consent-receipts"),
    IDENTITY("People", "identity"),
    ENDORSEMENT("Endorsements", "endorsement"),
    MESSAGES("Outbox", "queued-messages"),
    RELAYED("Ephemeral", "relayed-messages"),
    REPEATS("Ephemeral", "repeated-requests"),
    SESSIONS("Ephemeral", "sessions");

    private final String store;
    private final String code;

    Part(String store, String code) {
      this.store = store;
      this.code = code;
    }

    /** The table or bucket, as the template calls it. */
    public String store() {
      return store;
    }

    /** The stable name used in JSON. */
    public String code() {
      return code;
    }
  }

  /**
   * What one run deleted.
   *
   * @param at when the data became unreadable, or an interrupted erasure was taken up again
   * @param deleted how many items of each part; parts without any are missing
   */
  public record Erased(Instant at, Map<Part, Integer> deleted) {
    public Erased {
      deleted = Map.copyOf(deleted);
    }
  }

  /**
   * Erases a member who wishes it, and keeps a later import from bringing them back. Done twice at
   * once, both tell what each deleted.
   *
   * @param hashes every hash under which their address may be endorsed
   */
  public Erased erase(Account account, List<String> hashes) {
    Instant now = clock.instant();
    Map<Part, Integer> deleted = new EnumMap<>(Part.class);
    Optional<Account> standing = Optional.of(account);
    while (standing.isPresent() && !begin(standing.get(), hashes, now, deleted)) {
      // Erased by another call, or under another address or deadline than was read.
      standing = store.get(Members.key(account.id())).map(MemberRow::account);
    }
    finish(account.id(), deleted);
    return new Erased(now, deleted);
  }

  private boolean begin(
      Account account, List<String> hashes, Instant now, Map<Part, Integer> deleted) {
    List<Write> writes = beginning(account, hashes, Members.unchanged(account), now);
    writes.addAll(Suppressions.put(account.identity(), now));
    if (!store.transact(writes).isWritten()) {
      return false;
    }
    deleted.put(Part.KEY, 1);
    deleted.put(Part.MEMBER, 1);
    return true;
  }

  /**
   * Deletes a member whose deadline has passed.
   *
   * @return whether it had, and the member is gone; a member whose deadline moved is kept
   */
  public boolean expire(String member) {
    Row row = store.getEvenExpired(Members.key(member)).orElse(null);
    Instant now = clock.instant();
    Deadline deadline = row == null ? null : row.deadline().orElse(null);
    if (row == null || deadline == null || !deadline.hasPassed(now, campaign)) {
      return false;
    }
    Condition due = Item.stillDue(deadline, now);
    Account account = MemberRow.account(row);
    if (!store.transact(beginning(account, List.of(account.identity()), due, now)).isWritten()) {
      return false;
    }
    finish(member, new EnumMap<>(Part.class));
    return true;
  }

  /** The deadline of a member who may have expired; empty when they are gone. */
  public Optional<Deadline> deadlineEvenExpired(String member) {
    return store.getEvenExpired(Members.key(member)).flatMap(Row::deadline);
  }

  /** Finishes an erasure that was interrupted; empty when there is none of this member. */
  public Optional<Erased> resume(String member) {
    if (store.getEvenExpired(note(member)).isEmpty()) {
      return Optional.empty();
    }
    Map<Part, Integer> deleted = new EnumMap<>(Part.class);
    finish(member, deleted);
    return Optional.of(new Erased(clock.instant(), deleted));
  }

  private List<Write> beginning(
      Account account, List<String> hashes, Condition condition, Instant now) {
    List<Write> writes = new ArrayList<>();
    writes.add(Write.remove(Members.key(account.id()), condition));
    writes.addAll(unfindable(account));
    writes.addAll(noted(account.identity(), hashes, account.photo(), account.id(), now));
    return writes;
  }

  /** The expiry rows by which the purge would find a member. */
  List<Write> unfindable(Account account) {
    return ExpiryBucket.keys(Table.PEOPLE, retention.of(account), Members.KIND, account.id())
        .stream()
        .map(row -> Write.remove(row, Condition.none()))
        .toList();
  }

  /** The key goes, and whoever comes by knows what is left to do. */
  static List<Write> noted(
      String identity, List<String> hashes, @Nullable String photo, String id, Instant now) {
    Deadline atOnce = RetentionRule.ERASURE.from(now);
    return List.of(
        Keys.shred(new Owner.Member(id)),
        Write.put(
            new Item(
                note(id),
                atOnce,
                Attributes.none()
                    .text("identity", identity)
                    .list("hashes", hashes)
                    .text("photo", photo)),
            Condition.none()),
        Write.put(ExpiryBucket.row(Table.PEOPLE, atOnce, KIND, id), Condition.none()),
        Journal.erased(identity, id, now));
  }

  /** Deletes what hangs on a member whose own item is gone; sessions late, the note last. */
  void finish(String member, Map<Part, Integer> deleted) {
    Row note = store.getEvenExpired(note(member)).orElse(null);
    if (note == null) {
      return;
    }
    String identity = note.text("identity");
    count(deleted, Part.PHOTOS, photos.deleteFiles(member, note.textOrNull("photo")));
    leave(member, deleted);
    count(deleted, Part.RECEIPTS, removeAll(Members.receiptsOf(member)));
    Outcome identified =
        store.write(
            Write.remove(
                Members.identityKey(identity),
                // The same address may have signed up again since.
                Condition.of("#member = :member", Attributes.none().text("member", member))));
    count(deleted, Part.IDENTITY, identified.isWritten() ? 1 : 0);
    if (!(identified instanceof Outcome.Refused refused) || refused.seenAt(0).isEmpty()) {
      List<String> hashes = note.list("hashes");
      count(deleted, Part.ENDORSEMENT, endorsements.isEligible(hashes) ? 1 : 0);
      hashes.forEach(endorsements::remove);
    }
    count(deleted, Part.RELAYED, relayed.forget(member));
    count(deleted, Part.REPEATS, removeAll(Query.all(Table.EPHEMERAL, "K#" + member)));
    count(deleted, Part.SESSIONS, sessions.endAll(member));
    Deadline asked =
        note.deadline().orElseThrow(() -> new IllegalStateException("A note without a date"));
    store.write(Write.remove(note(member), Condition.none()));
    store.write(
        Write.remove(ExpiryBucket.key(Table.PEOPLE, asked, KIND, member), Condition.none()));
  }

  private void leave(String member, Map<Part, Integer> deleted) {
    Departure.Left left = departure.leave(member);
    count(deleted, Part.ANSWERS, left.answers());
    count(deleted, Part.EVENTS, left.events());
    count(deleted, Part.MESSAGES, left.messages());
    removeAll(Query.all(Table.EVENTS, "M#" + member));
  }

  private int removeAll(Query query) {
    List<Row> rows = store.queryAll(query.evenExpired());
    // One by one: a batch would need the right to put as well.
    rows.forEach(row -> store.write(Write.remove(row.key(query.table()), Condition.none())));
    return rows.size();
  }

  private static void count(Map<Part, Integer> deleted, Part part, int items) {
    if (items > 0) {
      deleted.merge(part, items, Integer::sum);
    }
  }

  private static Key note(String member) {
    return new Key(Table.PEOPLE, "M#" + member, "ERASURE");
  }
}
