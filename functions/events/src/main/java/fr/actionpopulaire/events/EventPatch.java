package fr.actionpopulaire.events;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be changed about an event, for the description of the API only. */
@Schema(name = "EventPatch", description = "What is left out stays; null removes")
record EventPatch(
    @Nullable String kind,
    @Nullable String title,
    @Nullable String description,
    @Schema(description = "RFC 3339, with offset") @Nullable String startsAt,
    @Schema(description = "RFC 3339, with offset") @Nullable String endsAt,
    @Schema(description = "IANA zone") @Nullable String timeZone,
    @Schema(description = "INSEE code") @Nullable String commune,
    @Nullable String place,
    @Nullable String onlineUrl,
    @Nullable Boolean addressHidden,
    @Schema(description = "Never fewer than are taken; null: everybody may come")
        @Nullable Integer capacity,
    @Nullable String accessibility,
    @Nullable List<String> neededSkills,
    @Schema(description = "Pseudonym shown to everybody; null: the first name")
        @Nullable String displayName) {}
