package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.event.EventStatus;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events hidden by moderation, and shown again as they were. While an event is hidden its item
 * holds what it was: {@code statusBefore}, {@code reasonBefore}.
 */
@Singleton
public final class HiddenEvents {

  private final Store store;

  HiddenEvents(Store store) {
    this.store = store;
  }

  /**
   * What hiding an event by a moderation decision writes, provided nobody changed the event since
   * it was read (the condition is on the first write; read it again when refused).
   *
   * @param reason why, in the words its page will show
   */
  public static List<Write> hide(Event event, String decision, String reason) {
    // What it was is kept, so that it can be so again; a second decision does not overwrite it.
    boolean first = event.status() != EventStatus.HIDDEN;
    String reasonBefore = first ? event.reason() : null;
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            Events.metaKey(event.id()),
            "SET #status = :status, #decision = :decision, #reason = :reason"
                + (first ? ", #statusBefore = :statusBefore" : "")
                + (reasonBefore == null ? "" : ", #reasonBefore = :reasonBefore")
                + " ADD #version :one, #sequence :one",
            Attributes.none()
                .text("status", EventStatus.HIDDEN.code())
                .text("decision", decision)
                .text("reason", reason)
                .text("statusBefore", first ? event.status().code() : null)
                .text("reasonBefore", reasonBefore)
                .number("one", 1),
            Events.unchanged(event)));
    writes.addAll(EventListing.remove(event));
    return writes;
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
    Row meta =
        store
            .queryAll(Query.prefixed(Table.EVENTS, Events.metaKey(event.id()).pk(), "META"))
            .stream()
            .findFirst()
            .orElse(new Row(Map.of()));
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
                + " REMOVE #decision, #statusBefore, #reasonBefore"
                + (reason == null ? ", #reason" : "")
                + " ADD #version :one, #sequence :one",
            Attributes.none().text("status", status.code()).text("reason", reason).number("one", 1),
            Events.unchanged(event)));
    writes.addAll(EventListing.put(event.shown(status, reason)));
    return writes;
  }
}
