package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.territory.Commune;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An event that may be published: every rule that does not depend on who publishes it holds.
 *
 * @param displayName the pseudonym chosen, or {@code null} for the first name
 */
record EventDraft(
    EventKind kind,
    String title,
    String description,
    Instant startsAt,
    Instant endsAt,
    ZoneId timeZone,
    Commune commune,
    @Nullable String place,
    @Nullable String onlineUrl,
    @Nullable Integer capacity,
    @Nullable String accessibility,
    @Nullable String displayName) {}
