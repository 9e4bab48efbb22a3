package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a list or a calendar shows of an event without reading the event itself.
 *
 * @param position where it stands in a list: by day, then by start, then by id
 * @param commune INSEE code
 * @param status published or cancelled; a hidden event is not listed
 */
public record ListedEvent(
    String position,
    String id,
    EventKind kind,
    String title,
    Instant startsAt,
    Instant endsAt,
    ZoneId timeZone,
    String commune,
    @Nullable String place,
    @Nullable Integer capacity,
    EventStatus status,
    int sequence,
    Instant publishedAt) {}
