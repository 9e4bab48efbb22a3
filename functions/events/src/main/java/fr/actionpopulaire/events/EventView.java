package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Tally;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as clients read it, alone or in a list. Of a hidden event only what says that and why it
 * is hidden remains.
 */
@Serdeable
@Schema(name = "Event")
public record EventView(
    String id,
    String kind,
    @Nullable String title,
    @Nullable String description,
    @Schema(description = "RFC 3339, with the offset of the event's zone") String startsAt,
    String endsAt,
    @Schema(description = "IANA zone") String timeZone,
    @Schema(description = "INSEE code") String commune,
    @Nullable String place,
    @Nullable String onlineUrl,
    @Schema(
            description =
                "Whether place and link are for those whose answer the organiser accepts; they are"
                    + " null for everybody else")
        boolean addressHidden,
    @Nullable Integer capacity,
    @Nullable String accessibility,
    @Schema(description = "Codes of skills, as of a profile, that would help")
        List<String> neededSkills,
    @Nullable Organiser organiser,
    @Schema(allowableValues = {"published", "cancelled", "hidden"}) String status,
    @Schema(description = "Why it is cancelled or hidden") @Nullable String reason,
    @Schema(description = "People with a seat, guests included") @Nullable Integer confirmed,
    @Schema(description = "Null when everybody may come") @Nullable Integer seatsLeft,
    @Schema(description = "Raised whenever it is moved or called off") int sequence) {

  /** Who organises, by the name they chose. */
  @Serdeable
  @Schema(name = "Organiser")
  public record Organiser(String displayName) {}

  /** The event as somebody sees it: what is hidden from them was left out before. */
  static EventView of(Event event, Tally tally) {
    boolean hidden = event.status() == EventStatus.HIDDEN;
    return new EventView(
        event.id(),
        event.kind().code(),
        hidden ? null : event.title(),
        hidden ? null : event.description(),
        at(event.startsAt(), event.timeZone()),
        at(event.endsAt(), event.timeZone()),
        event.timeZone().getId(),
        event.commune(),
        hidden ? null : event.place(),
        hidden ? null : event.onlineUrl(),
        event.addressHidden(),
        event.capacity(),
        hidden ? null : event.accessibility(),
        hidden ? List.of() : event.skills(),
        hidden ? null : new Organiser(event.displayName()),
        event.status().code(),
        event.reason(),
        tally.confirmed(),
        tally.seatsLeft(),
        event.sequence());
  }

  private static String at(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }
}
