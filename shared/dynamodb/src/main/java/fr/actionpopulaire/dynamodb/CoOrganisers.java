package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who runs an event besides its organiser, each invited by a link (see {@link Invitations}).
 *
 * <pre>
 * EV#&lt;event&gt;  / CO#&lt;slot&gt;                member, displayName (sealed with that member's key), joinedAt
 * M#&lt;member&gt; / C#&lt;event&gt;                slot, displayName (the same), joinedAt
 * </pre>
 *
 * <p>As there are so many slots, there are never more co-organisers, however many join at once.
 */
@Singleton
public final class CoOrganisers {

  /** How many run an event with its organiser. */
  public static final int MOST = 4;

  private static final String SLOT = "CO#";
  private static final String OWN = "C#";

  private final Store store;
  private final Keys keys;
  private final Clock clock;

  CoOrganisers(Store store, Keys keys, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
  }

  /** A co-organiser as the others see them. */
  public record Named(int slot, String member, String displayName, Instant joinedAt) {}

  /** What became of somebody who followed a link. */
  public enum Joining {
    JOINED,
    /** The link was used, taken back, has run out, or never was. */
    NO_INVITATION,
    /** They run the event already. */
    ALREADY,
    /** There are as many as there may be. */
    FULL,
    /** The member is being erased at this moment. */
    GONE
  }

  /**
   * Lets a member run an event by a link, which is used up in the same transaction.
   *
   * @param event as just read
   * @param displayName how they want to be called should the event become theirs
   */
  public Joining join(
      Event event, String secret, String member, PersonKey key, String displayName) {
    if (event.isRunBy(member)) {
      return Joining.ALREADY;
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    byte[] sealed = key.seal(displayName, EventItems.context(event.id()));
    Set<Integer> taken = new HashSet<>();
    event.coOrganisers().forEach(one -> taken.add(one.slot()));
    for (int slot = 1; slot <= MOST; slot++) {
      if (taken.contains(slot)) {
        continue;
      }
      switch (store.transact(joining(event, secret, slot, member, sealed, now))) {
        case Outcome.Written _ -> {
          return settle(event, slot, member);
        }
        case Outcome.Refused refused when refused.failedAt(0) -> {
          return Joining.NO_INVITATION;
        }
        case Outcome.Refused refused when refused.failedAt(2) -> {
          return Joining.ALREADY;
        }
        case Outcome.Refused _ -> {}
      }
    }
    return Joining.FULL;
  }

  private static List<Write> joining(
      Event event, String secret, int slot, String member, byte[] sealed, Instant now) {
    Deadline deadline = RetentionRule.EVENT.from(event.publishedAt());
    return List.of(
        Invitations.use(event.id(), secret, now),
        Write.put(
            new Item(
                slot(event.id(), slot),
                deadline,
                Attributes.none()
                    .text("member", member)
                    .bytes("displayName", sealed)
                    .instant("joinedAt", now)),
            Condition.absent()),
        Write.put(
            new Item(
                own(member, event.id()),
                deadline,
                Attributes.none()
                    .number("slot", slot)
                    .bytes("displayName", sealed)
                    .instant("joinedAt", now)),
            Condition.absent()));
  }

  /** Whoever is erased while they join must not stay: after the write, their key is looked for. */
  private Joining settle(Event event, int slot, String member) {
    if (keys.find(new Owner.Member(member)).isPresent()) {
      return Joining.JOINED;
    }
    leave(event.id(), slot, member);
    return Joining.GONE;
  }

  /** Takes a co-organiser off an event; who is not one stays so. */
  public void leave(String event, int slot, String member) {
    store.transact(leaving(event, slot, member));
  }

  private static List<Write> leaving(String event, int slot, String member) {
    return List.of(
        Write.remove(slot(event, slot), held(member)),
        Write.remove(own(member, event), Condition.none()));
  }

  private static Condition held(String member) {
    return Condition.of("#member = :member", Attributes.none().text("member", member));
  }

  /** Takes a member off every event they run with others; may be repeated. */
  int leaveAll(String member) {
    List<Row> rows = store.queryAll(Query.prefixed(Table.EVENTS, "M#" + member, OWN).evenExpired());
    for (Row row : rows) {
      String event = row.sk().substring(OWN.length());
      int slot = (int) row.number("slot");
      if (!store.transact(leaving(event, slot, member)).isWritten()) {
        store.write(Write.remove(own(member, event), Condition.none()));
      }
    }
    return rows.size();
  }

  /** The co-organisers of an event with the names they chose, the next organiser first. */
  public List<Named> named(Event event) {
    List<Row> rows = store.queryAll(Query.prefixed(Table.EVENTS, "EV#" + event.id(), SLOT));
    Map<Owner.Member, PersonKey> found =
        keys.findAll(rows.stream().map(row -> new Owner.Member(row.text("member"))).toList());
    return rows.stream()
        .map(
            row ->
                new Named(
                    slotOf(row),
                    row.text("member"),
                    name(event.id(), row, found.get(new Owner.Member(row.text("member")))),
                    row.instant("joinedAt")))
        .toList();
  }

  private static String name(String event, Row row, @Nullable PersonKey key) {
    return Optional.ofNullable(key)
        .flatMap(known -> known.open(row.bytes("displayName"), EventItems.context(event)))
        .orElse(Events.SOMEBODY);
  }

  /** What a member runs with others. */
  public record Own(String event, String displayName, Instant joinedAt) {}

  /** The ids of the events a member runs with others; one query. */
  public List<String> eventsOf(String member) {
    return store.queryAll(Query.prefixed(Table.EVENTS, "M#" + member, OWN)).stream()
        .map(row -> row.sk().substring(OWN.length()))
        .toList();
  }

  /** The events a member runs with others. */
  public List<Own> of(String member) {
    @Nullable PersonKey key = keys.find(new Owner.Member(member)).orElse(null);
    return store.queryAll(Query.prefixed(Table.EVENTS, "M#" + member, OWN)).stream()
        .map(
            row -> {
              String event = row.sk().substring(OWN.length());
              return new Own(event, name(event, row, key), row.instant("joinedAt"));
            })
        .toList();
  }

  /**
   * What makes an event the first co-organiser's, provided neither it nor they changed since it was
   * read; empty when it has none. Nothing that people see of it changes but the organiser's name.
   */
  Optional<List<Write>> handOver(Event event) {
    return event.coOrganisers().stream()
        .findFirst()
        .flatMap(next -> store.get(slot(event.id(), next.slot())))
        .map(row -> handOver(event, row));
  }

  private static List<Write> handOver(Event event, Row next) {
    String member = next.text("member");
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            Events.metaKey(event.id()),
            "SET #organiser = :organiser, #displayName = :displayName ADD #version :one",
            Attributes.none()
                .text("organiser", member)
                .bytes("displayName", next.bytes("displayName"))
                .number("one", 1),
            Events.unchanged(event)));
    writes.addAll(leaving(event.id(), slotOf(next), member));
    writes.add(
        Write.put(
            new Item(
                Events.organiserRow(member, event.id()),
                RetentionRule.EVENT.from(event.publishedAt()),
                Attributes.none()),
            Condition.none()));
    return writes;
  }

  /** Whoever runs the event besides the organiser, as its own items tell. */
  static List<CoOrganiser> of(List<Row> event) {
    return event.stream()
        .filter(row -> row.sk().startsWith(SLOT))
        .map(row -> new CoOrganiser(slotOf(row), row.text("member"), row.instant("joinedAt")))
        .toList();
  }

  /** Every row there is of an event's co-organisers, to be deleted with it. */
  static List<Key> keys(Event event) {
    List<Key> keys = new ArrayList<>();
    for (CoOrganiser one : event.coOrganisers()) {
      keys.add(own(one.member(), event.id()));
      keys.add(slot(event.id(), one.slot()));
    }
    return keys;
  }

  private static int slotOf(Row row) {
    return Integer.parseInt(row.sk().substring(SLOT.length()));
  }

  private static Key slot(String event, int slot) {
    return new Key(Table.EVENTS, "EV#" + event, SLOT + slot);
  }

  private static Key own(String member, String event) {
    return new Key(Table.EVENTS, "M#" + member, OWN + event);
  }
}
