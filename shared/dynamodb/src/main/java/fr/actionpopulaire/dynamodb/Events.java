package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events with their texts. Where they are found is told in {@link EventListing}, who comes in
 * {@code Answers}.
 *
 * <pre>
 * EV#&lt;id&gt;        / META        organiser, kind, title, startsAt, endsAt, timeZone, commune,
 *                                department, capacity, displayName (sealed with the organiser's
 *                                key), status, reason, decision, sequence, version, blocks,
 *                                publishedAt, closedByOrganiser and closedByStaff ({@link
 *                                Closing}) (more while {@link HiddenEvents hidden})
 * EV#&lt;id&gt;        / BODY        description, place, onlineUrl, addressHidden, accessibility, skills;
 *                                what came of it, see {@link Debriefs}
 * EV#&lt;id&gt;        / CO#…         who runs it too, see {@link CoOrganisers}
 * M#&lt;organiser&gt;  / O#&lt;event&gt;   the organiser's own list
 * </pre>
 */
@Singleton
public final class Events {

  /** The kind of an event's expiry row, due with the campaign. */
  public static final String KIND = "event";

  /** The kind of the expiry row of an event's answers, due 7 days after its end. */
  public static final String ANSWERS_KIND = "answers";

  /** How an organiser is called whose key is gone. */
  public static final String SOMEBODY = "Organisateur·rice";

  private final Store store;
  private final Keys keys;
  private final Clock clock;

  Events(Store store, Keys keys, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * What publishing an event writes: the event, its listing rows, the organiser's own row, and the
   * rows by which the purge finds it. The first write is refused when the id is taken.
   *
   * @param organiserKey seals the display name, so that it dies with the organiser's account
   */
  public List<Write> publish(Event event, PersonKey organiserKey) {
    Deadline deadline = RetentionRule.EVENT.from(event.publishedAt());
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.put(
            new Item(metaKey(event.id()), deadline, EventItems.meta(event, organiserKey)),
            Condition.absent()));
    writes.add(
        Write.put(
            new Item(bodyKey(event.id()), deadline, EventItems.body(event)), Condition.none()));
    writes.addAll(EventListing.put(event));
    writes.add(
        Write.put(
            new Item(organiserRow(event.organiser(), event.id()), deadline, Attributes.none()),
            Condition.none()));
    writes.add(
        Write.put(ExpiryBucket.row(Table.EVENTS, deadline, KIND, event.id()), Condition.none()));
    writes.add(
        Write.put(
            ExpiryBucket.row(
                Table.EVENTS, RetentionRule.ANSWERS.from(event.endsAt()), ANSWERS_KIND, event.id()),
            Condition.none()));
    return writes;
  }

  /** An event whatever its status, in one query and one read of the organiser's key. */
  public Optional<Event> find(String id) {
    return read(Query.all(Table.EVENTS, partition(id)));
  }

  /**
   * Several events by id, whatever their status and without co-organisers; those that do not exist
   * are missing. Up to 50 cost two requests: one for their items, one for their organisers' keys.
   */
  public Map<String, Event> findAll(Collection<String> ids) {
    Map<Key, Row> rows =
        store.getAll(ids.stream().flatMap(id -> Stream.of(metaKey(id), bodyKey(id))).toList());
    Map<Owner.Member, PersonKey> organisers =
        keys.findAll(
            ids.stream()
                .map(id -> rows.get(metaKey(id)))
                .filter(Objects::nonNull)
                .map(EventItems::organiser)
                .collect(Collectors.toSet()));
    Map<String, Event> events = new HashMap<>();
    for (String id : ids) {
      Row meta = rows.get(metaKey(id));
      if (meta != null) {
        events.put(
            id,
            EventItems.event(
                meta,
                rows.get(bodyKey(id)),
                organisers.get(EventItems.organiser(meta)),
                List.of()));
      }
    }
    return events;
  }

  /** An event though it may have expired: only erasure and purge may want that. */
  public Optional<Event> findEvenExpired(String id) {
    return read(Query.all(Table.EVENTS, partition(id)).evenExpired());
  }

  /**
   * What an event is called, when and in which commune it is, and whether it takes answers; without
   * texts, place and organiser's name, which may be nobody's business. One read.
   */
  public Optional<Event> outline(String id) {
    return store.get(metaKey(id)).map(Events::outline);
  }

  /**
   * The {@link #outline(String) outlines} of several events by id; those that do not exist are
   * missing. One request for up to 100.
   */
  public Map<String, Event> outlines(Collection<String> ids) {
    return store.getAll(ids.stream().map(Events::metaKey).toList()).values().stream()
        .map(Events::outline)
        .collect(Collectors.toMap(Event::id, Function.identity()));
  }

  private static Event outline(Row meta) {
    return EventItems.event(meta, null, null, List.of());
  }

  /** The event as it stands now, without texts and without its organiser's name; one read. */
  Optional<Event> asItStands(Event event) {
    return outline(event.id());
  }

  /** The department of an event, whatever its status; empty when there is none; one read. */
  public Optional<String> department(String id) {
    return store.get(metaKey(id)).map(meta -> meta.text("department"));
  }

  /** Who organises these events, as far as they exist; one request for up to 100. */
  public Set<String> organisers(Collection<String> ids) {
    return outlines(ids).values().stream().map(Event::organiser).collect(Collectors.toSet());
  }

  /** The ids of the events a member published, whatever became of them. */
  public List<String> organisedBy(String member) {
    return store.queryAll(Query.prefixed(Table.EVENTS, "M#" + member, "O#").evenExpired()).stream()
        .map(row -> row.sk().substring("O#".length()))
        .toList();
  }

  /**
   * What cancelling an event writes, provided nobody changed it since it was read (the condition is
   * on the first write): its status, its place in the calendars people follow, and the message that
   * tells everybody who answered.
   */
  public List<Write> cancel(Event event, String reason) {
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            metaKey(event.id()),
            "SET #status = :status, #reason = :reason ADD #version :one, #sequence :one",
            Attributes.none()
                .text("status", EventStatus.CANCELLED.code())
                .text("reason", reason)
                .number("one", 1),
            unchanged(event)));
    writes.addAll(EventListing.put(event.cancelled(reason)));
    writes.add(
        Outbox.put(
            new Outbox.Message(
                Outbox.Kind.CANCELLATION,
                new Outbox.Recipient.Everyone(event.id()),
                event.id(),
                // The salt makes the keys of the messages that follow untraceable: it goes with
                // this message's content, once they are queued.
                Map.of("event", event.id(), "salt", RandomId.next()),
                clock.instant())));
    return writes;
  }

  /**
   * Deletes every row of an event but its answers, which go first (see {@code Answers.forget}). The
   * row by which the purge found it goes last, so that a broken run is finished by the next one.
   *
   * @return how many items were deleted; 0 when there was no such event
   */
  public int delete(String id) {
    List<Key> gone = new ArrayList<>();
    findEvenExpired(id)
        .ifPresent(
            event -> {
              gone.addAll(EventListing.keys(event));
              gone.add(organiserRow(event.organiser(), id));
              gone.addAll(CoOrganisers.keys(event));
              gone.add(
                  ExpiryBucket.key(
                      Table.EVENTS, RetentionRule.ANSWERS.from(event.endsAt()), ANSWERS_KIND, id));
              // Hardly any event has one, so it is not counted.
              store.write(Write.remove(HiddenTexts.key(id), Condition.none()));
              gone.add(bodyKey(id));
              gone.add(metaKey(id));
            });
    int known = gone.size();
    gone.add(ExpiryBucket.key(Table.EVENTS, RetentionRule.EVENT.from(clock.instant()), KIND, id));
    gone.forEach(key -> store.write(Write.remove(key, Condition.none())));
    return known == 0 ? 0 : gone.size();
  }

  /** The condition that an event is still as read. */
  public static Condition unchanged(Event event) {
    return Condition.of(
        "#version = :version", Attributes.none().number("version", event.version()));
  }

  /** The condition that neither an event nor its seats were changed since it was read. */
  static Condition asRead(Event event) {
    Integer capacity = event.capacity();
    return Condition.of(
        "#version = :version AND #blocks = :blocksRead AND "
            + (capacity == null ? "attribute_not_exists(#capacity)" : "#capacity = :capacityRead"),
        Attributes.none()
            .number("version", event.version())
            .number("blocksRead", event.blocks())
            .number("capacityRead", capacity));
  }

  /** Where an event's own item lives, for conditions on it ({@code #status = :published}). */
  public static Key metaKey(String id) {
    return new Key(Table.EVENTS, partition(id), "META");
  }

  static Key bodyKey(String id) {
    return new Key(Table.EVENTS, partition(id), "BODY");
  }

  static Key organiserRow(String member, String id) {
    return new Key(Table.EVENTS, "M#" + member, "O#" + id);
  }

  private static String partition(String id) {
    return "EV#" + id;
  }

  private Optional<Event> read(Query query) {
    @Nullable Row meta = null;
    @Nullable Row body = null;
    List<Row> rows = store.queryAll(query);
    for (Row row : rows) {
      switch (row.sk()) {
        case "META" -> meta = row;
        case "BODY" -> body = row;
        default -> {}
      }
    }
    return meta == null
        ? Optional.empty()
        : Optional.of(
            EventItems.event(
                meta,
                body,
                keys.find(EventItems.organiser(meta)).orElse(null),
                CoOrganisers.of(rows)));
  }
}
