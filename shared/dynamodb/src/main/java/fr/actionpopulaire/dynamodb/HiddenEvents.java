package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events hidden by moderation, and shown again as they were. While an event is hidden its item
 * holds what it was and until when it is hidden: {@code statusBefore}, {@code reasonBefore}, {@code
 * hiddenUntil}. When that has come, the purge shows it again, within the hour.
 */
@Singleton
public final class HiddenEvents {

  /** The kind of the row by which the purge finds what is hidden no longer. */
  public static final String KIND = "hidden-event";

  private final Store store;
  private final Clock clock;

  HiddenEvents(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What hiding an event by a moderation decision writes, provided nobody changed the event since
   * it was read (the condition is on the first write; read it again when refused).
   *
   * @param reason why, in the words its page will show
   * @param until when it is to be shown again, {@link Members#INDEFINITELY} if not by itself
   */
  public static List<Write> hide(Event event, String decision, String reason, Instant until) {
    // What it was is kept, so that it can be so again; a second decision does not overwrite it.
    boolean first = event.status() != EventStatus.HIDDEN;
    String reasonBefore = first ? event.reason() : null;
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            Events.metaKey(event.id()),
            "SET #status = :status, #decision = :decision, #reason = :reason, #hiddenUntil = :until"
                + (first ? ", #statusBefore = :statusBefore" : "")
                + (reasonBefore == null ? "" : ", #reasonBefore = :reasonBefore")
                + " ADD #version :one, #sequence :one",
            Attributes.none()
                .text("status", EventStatus.HIDDEN.code())
                .text("decision", decision)
                .text("reason", reason)
                .text("statusBefore", first ? event.status().code() : null)
                .text("reasonBefore", reasonBefore)
                .instant("until", until)
                .number("one", 1),
            Events.unchanged(event)));
    writes.addAll(EventListing.remove(event));
    writes.addAll(end(event, until));
    return writes;
  }

  /** The same until another decision shows it again. */
  public static List<Write> hide(Event event, String decision, String reason) {
    return hide(event, decision, reason, Members.INDEFINITELY);
  }

  /** The row that leads the purge to an event when it is to be shown again; none if never. */
  private static List<Write> end(Event event, Instant until) {
    return until.equals(Members.INDEFINITELY)
        ? List.of()
        : List.of(
            Write.put(
                ExpiryBucket.row(
                    Table.EVENTS, RetentionRule.MEASURE_END.from(until), KIND, event.id()),
                Condition.none()));
  }

  /**
   * What hiding a hidden event again writes: it stays hidden for as long as the longer of the two
   * measures lasts, and its page goes on saying why it was hidden first. One query more reads how
   * long that is.
   */
  public List<Write> prolong(Event event, Instant until) {
    if (!until.isAfter(hiddenUntil(meta(event)))) {
      return List.of(keep(event));
    }
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            Events.metaKey(event.id()),
            "SET #hiddenUntil = :until ADD #version :one",
            Attributes.none().instant("until", until).number("one", 1),
            Events.unchanged(event)));
    writes.addAll(end(event, until));
    return writes;
  }

  /** Until when a hidden event is hidden, {@link Members#INDEFINITELY} if not for a time. */
  private static Instant hiddenUntil(Row meta) {
    Instant until = meta.instantOrNull("hiddenUntil");
    return until == null ? Members.INDEFINITELY : until;
  }

  private Row meta(Event event) {
    return store
        .queryAll(Query.prefixed(Table.EVENTS, Events.metaKey(event.id()).pk(), "META"))
        .stream()
        .findFirst()
        .orElse(new Row(Map.of()));
  }

  /**
   * Shows an event again whose measure has ended.
   *
   * @param organised whether its organiser is still there
   * @return false when it was changed meanwhile: try again
   */
  public boolean showIfOver(Event event, boolean organised) {
    return event.status() != EventStatus.HIDDEN
        || hiddenUntil(meta(event)).isAfter(clock.instant())
        || store.transact(show(event, organised)).isWritten();
  }

  /**
   * The write by which an event stays hidden as it is, provided nobody changed it since it was
   * read: of two decisions at once, the second then sees what the first one did.
   */
  public static Write keep(Event event) {
    return Write.change(
        Events.metaKey(event.id()),
        "ADD #version :one",
        Attributes.none().number("one", 1),
        Events.unchanged(event));
  }

  /**
   * What undoing the hiding of an event writes, provided nobody changed it since it was read (the
   * condition is on the first write): it is again what it was, and stands in every list again. One
   * query more reads what that was.
   *
   * @param event a hidden one
   * @param organised whether its organiser is still there; without one it is called off, as those
   *     are that stood when the organiser left
   */
  public List<Write> show(Event event, boolean organised) {
    Row meta = meta(event);
    EventStatus before =
        Optional.ofNullable(meta.textOrNull("statusBefore"))
            .flatMap(EventStatus::of)
            .orElse(EventStatus.PUBLISHED);
    boolean calledOff = before == EventStatus.PUBLISHED && !organised;
    EventStatus status = calledOff ? EventStatus.CANCELLED : before;
    String reason = calledOff ? Departure.CANCELLED : meta.textOrNull("reasonBefore");
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            Events.metaKey(event.id()),
            "SET #status = :status"
                + (reason == null ? "" : ", #reason = :reason")
                + " REMOVE #decision, #statusBefore, #reasonBefore, #hiddenUntil"
                + (reason == null ? ", #reason" : "")
                + " ADD #version :one, #sequence :one",
            Attributes.none().text("status", status.code()).text("reason", reason).number("one", 1),
            Events.unchanged(event)));
    writes.addAll(EventListing.put(event.shown(status, reason)));
    return writes;
  }
}
