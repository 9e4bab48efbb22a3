package fr.actionpopulaire.mailer;

import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.ParkedMails;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.mailer.letters.ElectoralPause;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts what electoral silence held back among what is to be sent, once staff have released it and
 * silence is over; without their word nothing leaves by itself (rule B3).
 */
@Singleton
final class ReleaseParked {

  /** Leaves the sweep after it time to send. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ParkedMails parked;
  private final ElectoralPause pause;
  private final Clock clock;

  ReleaseParked(ParkedMails parked, ElectoralPause pause, Clock clock) {
    this.parked = parked;
    this.pause = pause;
    this.clock = clock;
  }

  void run() {
    Optional<Instant> released = pause.isOn() ? Optional.empty() : parked.released();
    if (released.isEmpty()) {
      return;
    }
    Instant end = clock.instant().plus(PATIENCE);
    for (String shard : ParkedMails.shards()) {
      Query.@Nullable Position position = null;
      do {
        Outbox.Unsettled some = parked.parked(shard, released.get(), position);
        for (Outbox.Waiting message : some.messages()) {
          if (!clock.instant().isBefore(end)) {
            return;
          }
          parked.unpark(message.id());
        }
        position = some.next();
      } while (position != null);
    }
    parked.done(released.get());
  }
}
