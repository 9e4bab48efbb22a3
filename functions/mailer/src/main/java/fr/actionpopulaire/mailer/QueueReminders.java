package fr.actionpopulaire.mailer;

import fr.actionpopulaire.dynamodb.EventListing;
import fr.actionpopulaire.dynamodb.EventListing.Search;
import fr.actionpopulaire.dynamodb.EventListing.Slice;
import fr.actionpopulaire.dynamodb.ListedEvent;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a reminder of each event a day before it begins, and once more a few hours before for
 * those who answered meanwhile; whoever was reminded once is not reminded again. It reads the list
 * of the country's events by their beginning, never the events.
 */
@Singleton
final class QueueReminders {

  /** When those who come are reminded, and when those who answered since. */
  static final List<Duration> AHEAD = List.of(Duration.ofHours(24), Duration.ofHours(4));

  /** How long the schedule may be late, or missing, before a reminder is skipped. */
  static final Duration CATCH_UP = Duration.ofHours(1);

  private static final int PAGE = 100;

  private final EventListing listing;
  private final Outbox outbox;
  private final Clock clock;

  QueueReminders(EventListing listing, Outbox outbox, Clock clock) {
    this.listing = listing;
    this.outbox = outbox;
    this.clock = clock;
  }

  void run() {
    AHEAD.forEach(this::queue);
  }

  private void queue(Duration ahead) {
    Instant now = clock.instant();
    Instant last = now.plus(ahead);
    @Nullable String position = null;
    do {
      Slice slice =
          listing.find(
              new Search(
                  null,
                  0,
                  last.minus(CATCH_UP).plusSeconds(1),
                  last.plusSeconds(1),
                  now,
                  null,
                  false,
                  position,
                  PAGE));
      slice.events().forEach(event -> outbox.queue(message(event, ahead, now)));
      position = slice.next();
    } while (position != null);
  }

  /** Moved to another beginning, an event is reminded of anew. */
  private static Message message(ListedEvent event, Duration ahead, Instant now) {
    String begins = Long.toString(event.startsAt().toEpochMilli());
    return new Message(
        Kind.REMINDERS,
        new Recipient.Everyone(event.id()),
        event.id() + "#" + begins + "#" + ahead.toHours(),
        Map.of("event", event.id(), "startsAt", begins, "ahead", Long.toString(ahead.toHours())),
        now);
  }
}
