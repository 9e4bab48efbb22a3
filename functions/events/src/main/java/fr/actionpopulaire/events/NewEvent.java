package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Event;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event as sent, before anything is known to be right about it. */
@Serdeable
@Schema(
    name = "NewEvent",
    requiredProperties = {"kind", "title", "startsAt", "endsAt", "commune"})
public record NewEvent(
    @Schema(
            allowableValues = {
              "leafleting",
              "meeting",
              "canvassing",
              "postering",
              "rally",
              "training",
              "online",
              "other"
            })
        @Nullable String kind,
    @Schema(description = "One line of 3 to 100 characters") @Nullable String title,
    @Schema(
            description =
                "Up to 4000 characters of CommonMark: paragraphs, lists, emphasis, https links;"
                    + " anything else is shown as text")
        @Nullable String description,
    @Schema(description = "RFC 3339, with offset", example = "2026-12-05T10:00:00+01:00")
        @Nullable String startsAt,
    @Schema(description = "RFC 3339, with offset; 7 days after the start at most")
        @Nullable String endsAt,
    @Schema(description = "IANA zone; the commune's when absent", example = "Europe/Paris")
        @Nullable String timeZone,
    @Schema(description = "INSEE code", example = "75111") @Nullable String commune,
    @Schema(description = "Up to 200 characters") @Nullable String place,
    @Schema(description = "https only") @Nullable String onlineUrl,
    @Schema(
            description =
                "Place and link are shown to nobody but those whose answer the organiser accepts;"
                    + " everybody sees the commune. False when absent")
        @Nullable Boolean addressHidden,
    @Schema(description = "Seats, 1 to 100000; everybody may come when absent")
        @Nullable Integer capacity,
    @Schema(description = "Up to 500 characters") @Nullable String accessibility,
    @Schema(description = "Up to 5 codes of skills, as of a profile, that would help")
        @Nullable List<String> neededSkills,
    @Schema(description = "Pseudonym shown to everybody; the first name when absent")
        @Nullable String displayName,
    @Schema(description = "The pseudonym again, as an event shows it; displayName goes before it")
        @Nullable OrganiserWish organiser) {

  /** How the organiser wants to be called. */
  @Serdeable
  public record OrganiserWish(@Nullable String displayName) {}

  /** The names by which JSON calls these, but for the pseudonym's second one. */
  static final Set<String> FIELDS =
      Set.of(
          "kind",
          "title",
          "description",
          "startsAt",
          "endsAt",
          "timeZone",
          "commune",
          "place",
          "onlineUrl",
          "addressHidden",
          "capacity",
          "accessibility",
          "neededSkills",
          "displayName");

  static final NewEvent EMPTY =
      new NewEvent(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** An event as its organiser would send it again. */
  static NewEvent of(Event event) {
    return new NewEvent(
        event.kind().code(),
        event.title(),
        event.description(),
        event.startsAt().toString(),
        event.endsAt().toString(),
        event.timeZone().getId(),
        event.commune(),
        event.place(),
        event.onlineUrl(),
        event.addressHidden(),
        event.capacity(),
        event.accessibility(),
        event.skills(),
        event.displayName(),
        null);
  }

  /** The same at another time. */
  NewEvent at(String start, String end) {
    return new NewEvent(
        kind,
        title,
        description,
        start,
        end,
        timeZone,
        commune,
        place,
        onlineUrl,
        addressHidden,
        capacity,
        accessibility,
        neededSkills,
        displayName,
        organiser);
  }

  /** The same with its times shown in a zone. */
  NewEvent in(@Nullable String zone) {
    return new NewEvent(
        kind,
        title,
        description,
        startsAt,
        endsAt,
        zone,
        commune,
        place,
        onlineUrl,
        addressHidden,
        capacity,
        accessibility,
        neededSkills,
        displayName,
        organiser);
  }

  /** The pseudonym wished for, wherever it was given. */
  @Nullable String pseudonym() {
    return displayName != null || organiser == null ? displayName : organiser.displayName();
  }
}
