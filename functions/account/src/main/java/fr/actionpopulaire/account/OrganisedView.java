package fr.actionpopulaire.account;

import fr.actionpopulaire.dynamodb.Debrief;
import fr.actionpopulaire.dynamodb.Event;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event they published, without who answered it.
 *
 * @param hiddenDescription what they wrote where moderation shows a notice, {@code null} otherwise
 */
@Serdeable
record OrganisedView(
    String event,
    String page,
    String kind,
    String title,
    String description,
    @Nullable String hiddenDescription,
    Instant startsAt,
    Instant endsAt,
    String timeZone,
    String commune,
    @Nullable String place,
    @Nullable String onlineUrl,
    boolean addressHidden,
    @Nullable Integer capacity,
    @Nullable String accessibility,
    String displayName,
    String status,
    @Nullable String reason,
    @Nullable DebriefView debrief,
    Instant publishedAt) {

  static OrganisedView of(
      Event event, @Nullable String hiddenDescription, @Nullable Debrief debrief) {
    return new OrganisedView(
        event.id(),
        "/evenements/" + event.id(),
        event.kind().code(),
        event.title(),
        event.description(),
        hiddenDescription,
        event.startsAt(),
        event.endsAt(),
        event.timeZone().getId(),
        event.commune(),
        event.place(),
        event.onlineUrl(),
        event.addressHidden(),
        event.capacity(),
        event.accessibility(),
        event.displayName(),
        event.status().code(),
        event.reason(),
        debrief == null ? null : DebriefView.of(debrief),
        event.publishedAt());
  }

  /** What came of an event they published. */
  @Serdeable
  record DebriefView(
      int came,
      @Nullable Integer newPeople,
      @Nullable Integer leaflets,
      @Nullable Integer doors,
      @Nullable Integer posters,
      @Nullable String notes,
      Instant writtenAt) {

    static DebriefView of(Debrief debrief) {
      return new DebriefView(
          debrief.came(),
          debrief.newPeople(),
          debrief.leaflets(),
          debrief.doors(),
          debrief.posters(),
          debrief.notes(),
          debrief.writtenAt());
    }
  }
}
