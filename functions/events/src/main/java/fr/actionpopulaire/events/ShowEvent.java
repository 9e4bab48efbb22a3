package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.dynamodb.Tally;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what an event's page says to whoever looks at it. */
@Singleton
final class ShowEvent {

  private final Events events;
  private final Answers answers;
  private final Viewpoint viewpoint;
  private final EventPreviews previews;
  private final Clock clock;

  ShowEvent(
      Events events, Answers answers, Viewpoint viewpoint, EventPreviews previews, Clock clock) {
    this.events = events;
    this.answers = answers;
    this.viewpoint = viewpoint;
    this.previews = previews;
    this.clock = clock;
  }

  /**
   * The page for this visitor; empty when there is no such event.
   *
   * @param origin of the site, without trailing slash
   */
  Optional<EventPage> show(String id, Holder visitor, String error, String origin) {
    return events.find(id).map(event -> page(event, visitor, error, origin));
  }

  private EventPage page(Event stored, Holder visitor, String error, String origin) {
    Tally tally = answers.tally(stored);
    @Nullable String member =
        visitor instanceof Holder.SignedIn(var account, var _) ? account.id() : null;
    @Nullable Answer answer =
        member == null ? null : answers.find(stored.id(), member).orElse(null);
    @Nullable String standing = viewpoint.member(visitor);
    Event event = stored.asSeenBy(standing, standing == null ? null : answer);
    boolean hidden = event.status() == EventStatus.HIDDEN;
    boolean open = event.takesAnswers(clock.instant());
    String commune = Communes.embedded().byCode(event.commune()).map(Commune::name).orElse("");
    return new EventPage(
        event.id(),
        hidden ? "Événement retiré" : event.title(),
        event.kind().french(),
        hidden || event.description().isBlank() ? "" : RichText.html(event.description()),
        FrenchTime.span(event.startsAt(), event.endsAt(), event.timeZone()),
        commune,
        hidden ? "" : Objects.requireNonNullElse(event.place(), ""),
        hidden ? "" : Objects.requireNonNullElse(event.onlineUrl(), ""),
        event.addressHidden(),
        event.place() != null || event.onlineUrl() != null,
        hidden ? "" : Objects.requireNonNullElse(event.accessibility(), ""),
        hidden ? "" : MatchEvents.french(event.skills()),
        hidden ? "" : event.displayName(),
        Objects.requireNonNullElse(event.reason(), ""),
        hidden,
        event.status() == EventStatus.CANCELLED,
        event.status() == EventStatus.PUBLISHED && !open,
        open,
        open && event.closing().state() != State.OPEN,
        seats(event, tally),
        member != null,
        event.isRunBy(member),
        answer == null ? "" : answer.status().code(),
        answer == null ? 0 : answer.guests(),
        error,
        hidden ? null : previews.of(event, origin));
  }

  private static String seats(Event event, Tally tally) {
    Integer left = tally.seatsLeft();
    if (event.capacity() == null || left == null) {
      return "ouvert à toutes et tous, sans limite";
    }
    return switch (left) {
      case 0 -> "complet, avec liste d’attente";
      case 1 -> "1 place libre sur " + event.capacity();
      default -> left + " places libres sur " + event.capacity();
    };
  }
}
