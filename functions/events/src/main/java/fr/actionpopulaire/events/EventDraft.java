package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.EventChange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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
    boolean addressHidden,
    @Nullable Integer capacity,
    @Nullable String accessibility,
    List<String> skills,
    @Nullable String displayName) {

  /**
   * An event as this changes it: the next version, and the next sequence if people who come would
   * miss it otherwise.
   */
  Event over(Event before, String name) {
    Event after =
        new Event(
            before.id(),
            before.organiser(),
            kind,
            title,
            description,
            startsAt,
            endsAt,
            timeZone,
            commune.code(),
            commune.department(),
            place,
            onlineUrl,
            addressHidden,
            capacity,
            accessibility,
            skills,
            name,
            before.status(),
            before.reason(),
            before.decision(),
            before.sequence(),
            before.version(),
            before.blocks(),
            before.publishedAt(),
            before.coOrganisers(),
            before.closing());
    return after.equals(before) ? before : after.asNext(EventChange.isMove(before, after));
  }
}
