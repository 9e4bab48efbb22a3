package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event as its two items, {@code META} and {@code BODY}, and back. */
final class EventItems {

  private EventItems() {}

  static Attributes meta(Event event, PersonKey organiserKey) {
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
        .instant("publishedAt", event.publishedAt())
        .and(event.closing().attributes());
  }

  static Attributes body(Event event) {
    return Attributes.none()
        .text("description", event.description())
        .text("place", event.place())
        .text("onlineUrl", event.onlineUrl())
        .flag("addressHidden", event.addressHidden())
        .text("accessibility", event.accessibility())
        .list("skills", event.skills());
  }

  /** Whose key opens the display name. */
  static Owner.Member organiser(Row meta) {
    return new Owner.Member(meta.text("organiser"));
  }

  /**
   * @param organiserKey {@code null} when it is gone; then nobody is named
   */
  static Event event(
      Row meta,
      @Nullable Row texts,
      @Nullable PersonKey organiserKey,
      List<CoOrganiser> coOrganisers) {
    String id = meta.pk().substring("EV#".length());
    Row body = texts == null ? new Row(Map.of()) : texts;
    return new Event(
        id,
        meta.text("organiser"),
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
        body.flag("addressHidden"),
        meta.has("capacity") ? Integer.valueOf((int) meta.number("capacity")) : null,
        body.textOrNull("accessibility"),
        body.list("skills"),
        displayName(id, meta, organiserKey),
        EventStatus.of(meta.text("status")).orElse(EventStatus.HIDDEN),
        meta.textOrNull("reason"),
        meta.textOrNull("decision"),
        (int) meta.number("sequence"),
        meta.number("version"),
        (int) meta.numberOr("blocks", 1),
        meta.instant("publishedAt"),
        coOrganisers,
        Closing.of(meta));
  }

  private static String displayName(String id, Row meta, @Nullable PersonKey organiserKey) {
    byte[] sealed = meta.bytesOrNull("displayName");
    return sealed == null || organiserKey == null
        ? Events.SOMEBODY
        : organiserKey.open(sealed, context(id)).orElse(Events.SOMEBODY);
  }

  static String context(String id) {
    return "Events|EV#" + id + "|displayName";
  }
}
