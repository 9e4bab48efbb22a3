package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events with their texts. Where they are found is told in {@link EventListing}, who comes in
 * {@code Answers}.
 *
 * <pre>
 * EV#&lt;id&gt;        / META        organiser, kind, title, startsAt, endsAt, timeZone, commune,
 *                                department, capacity, displayName (sealed with the organiser's
 *                                key), status, reason, decision, sequence, version, blocks,
 *                                publishedAt
 * EV#&lt;id&gt;        / BODY        description, place, onlineUrl, accessibility
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
            new Item(metaKey(event.id()), deadline, meta(event, organiserKey)),
            Condition.absent()));
    writes.add(Write.put(new Item(bodyKey(event.id()), deadline, body(event)), Condition.none()));
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

  /** An event though it may have expired: only erasure and purge may want that. */
  public Optional<Event> findEvenExpired(String id) {
    return read(Query.all(Table.EVENTS, partition(id)).evenExpired());
  }

  /** Whether there is an event of this id, whatever its status; one read. */
  public boolean exists(String id) {
    return store.get(metaKey(id)).isPresent();
  }

  /** The ids of the events a member published, whatever became of them. */
  public List<String> organisedBy(String member) {
    return store.queryAll(Query.prefixed(Table.EVENTS, "M#" + member, "O#").evenExpired()).stream()
        .map(row -> row.sk().substring("O#".length()))
        .toList();
  }

  /**
   * What hiding an event by a moderation decision writes, provided nobody changed the event since
   * it was read (the condition is on the first write; read it again when refused).
   *
   * @param reason why, in the words its page will show
   */
  public List<Write> hide(Event event, String decision, String reason) {
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            metaKey(event.id()),
            "SET #status = :status, #decision = :decision, #reason = :reason"
                + " ADD #version :one, #sequence :one",
            Attributes.none()
                .text("status", EventStatus.HIDDEN.code())
                .text("decision", decision)
                .text("reason", reason)
                .number("one", 1),
            unchanged(event)));
    writes.addAll(EventListing.remove(event));
    return writes;
  }

  /** As {@link #hide(Event, String, String)}, in general words. */
  public List<Write> hide(Event event, String decision) {
    return hide(event, decision, "Cet événement ne respecte pas les règles du réseau.");
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
                Map.of("event", event.id()),
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
              gone.add(
                  ExpiryBucket.key(
                      Table.EVENTS, RetentionRule.ANSWERS.from(event.endsAt()), ANSWERS_KIND, id));
              gone.add(bodyKey(id));
              gone.add(metaKey(id));
            });
    int known = gone.size();
    gone.add(ExpiryBucket.key(Table.EVENTS, new Deadline.CampaignEnd(), KIND, id));
    gone.forEach(key -> store.write(Write.remove(key, Condition.none())));
    return known == 0 ? 0 : gone.size();
  }

  /** The condition that an event is still as read. */
  public static Condition unchanged(Event event) {
    return Condition.of(
        "#version = :version", Attributes.none().number("version", event.version()));
  }

  /** Where an event's own item lives, for conditions on it ({@code #status = :published}). */
  public static Key metaKey(String id) {
    return new Key(Table.EVENTS, partition(id), "META");
  }

  private static Key bodyKey(String id) {
    return new Key(Table.EVENTS, partition(id), "BODY");
  }

  private static Key organiserRow(String member, String id) {
    return new Key(Table.EVENTS, "M#" + member, "O#" + id);
  }

  private static String partition(String id) {
    return "EV#" + id;
  }

  private static Attributes meta(Event event, PersonKey organiserKey) {
    return Attributes.none()
        .text("organiser", event.organiser())
        .text("kind", event.kind().code())
        .text("title", event.title())
        .instant("startsAt", event.startsAt())
        .instant("endsAt", event.endsAt())
        .text("timeZone", event.timeZone().getId())
        .text("commune", event.commune())
        .text("department", event.department())
        .number("capacity", event.capacity())
        .bytes("displayName", organiserKey.seal(event.displayName(), context(event.id())))
        .text("status", event.status().code())
        .text("reason", event.reason())
        .text("decision", event.decision())
        .number("sequence", event.sequence())
        .number("version", event.version())
        .number("blocks", event.blocks())
        .instant("publishedAt", event.publishedAt());
  }

  private static Attributes body(Event event) {
    return Attributes.none()
        .text("description", event.description())
        .text("place", event.place())
        .text("onlineUrl", event.onlineUrl())
        .text("accessibility", event.accessibility());
  }

  private Optional<Event> read(Query query) {
    @Nullable Row meta = null;
    Row body = new Row(Map.of());
    for (Row row : store.queryAll(query)) {
      switch (row.sk()) {
        case "META" -> meta = row;
        case "BODY" -> body = row;
        default -> {}
      }
    }
    return meta == null ? Optional.empty() : Optional.of(event(meta, body));
  }

  private Event event(Row meta, Row body) {
    String id = meta.pk().substring("EV#".length());
    String organiser = meta.text("organiser");
    return new Event(
        id,
        organiser,
        EventKind.of(meta.text("kind")).orElse(EventKind.OTHER),
        meta.text("title"),
        Objects.requireNonNullElse(body.textOrNull("description"), ""),
        meta.instant("startsAt"),
        meta.instant("endsAt"),
        ZoneId.of(meta.text("timeZone")),
        meta.text("commune"),
        meta.text("department"),
        body.textOrNull("place"),
        body.textOrNull("onlineUrl"),
        meta.has("capacity") ? Integer.valueOf((int) meta.number("capacity")) : null,
        body.textOrNull("accessibility"),
        displayName(organiser, id, meta),
        EventStatus.of(meta.text("status")).orElse(EventStatus.HIDDEN),
        meta.textOrNull("reason"),
        meta.textOrNull("decision"),
        (int) meta.number("sequence"),
        meta.number("version"),
        (int) meta.numberOr("blocks", 1),
        meta.instant("publishedAt"));
  }

  private String displayName(String organiser, String id, Row meta) {
    byte[] sealed = meta.bytesOrNull("displayName");
    return sealed == null
        ? SOMEBODY
        : keys.find(new Owner.Member(organiser))
            .flatMap(key -> key.open(sealed, context(id)))
            .orElse(SOMEBODY);
  }

  private static String context(String id) {
    return "Events|EV#" + id + "|displayName";
  }
}
