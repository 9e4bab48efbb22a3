package fr.actionpopulaire.events;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
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
    @Schema(description = "Up to 4000 characters") @Nullable String description,
    @Schema(description = "RFC 3339, with offset", example = "2026-12-05T10:00:00+01:00")
        @Nullable String startsAt,
    @Schema(description = "RFC 3339, with offset; 7 days after the start at most")
        @Nullable String endsAt,
    @Schema(description = "IANA zone; the commune's when absent", example = "Europe/Paris")
        @Nullable String timeZone,
    @Schema(description = "INSEE code", example = "75111") @Nullable String commune,
    @Schema(description = "Up to 200 characters") @Nullable String place,
    @Schema(description = "https only") @Nullable String onlineUrl,
    @Schema(description = "Seats, 1 to 100000; everybody may come when absent")
        @Nullable Integer capacity,
    @Schema(description = "Up to 500 characters") @Nullable String accessibility,
    @Schema(description = "Pseudonym shown to everybody; the first name when absent")
        @Nullable String displayName,
    @Schema(description = "The pseudonym again, as an event shows it; displayName goes before it")
        @Nullable OrganiserWish organiser) {

  /** How the organiser wants to be called. */
  @Serdeable
  public record OrganiserWish(@Nullable String displayName) {}

  /** The pseudonym wished for, wherever it was given. */
  @Nullable String pseudonym() {
    return displayName != null || organiser == null ? displayName : organiser.displayName();
  }
}
