package fr.actionpopulaire.mailer;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Query;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what stayed pending: what the stream gave up on, what was held back, and leases whose
 * holder died. It reads the index of what is not settled and never scans.
 */
@Singleton
final class SweepOutbox {

  private static final Logger LOG = LoggerFactory.getLogger(SweepOutbox.class);

  /** What is younger is the stream's. */
  static final Duration GRACE = Duration.ofMinutes(1);

  /** What is older would not be understood any more; the alarm {@code mails-unknown} rings. */
  static final Duration LIMIT = Duration.ofDays(2);

  /** Leaves time for the steps before it and the mail at hand within the function's 60 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Outbox outbox;
  private final Ledger ledger;
  private final SendMessage sendMessage;
  private final Clock clock;

  SweepOutbox(Outbox outbox, Ledger ledger, SendMessage sendMessage, Clock clock) {
    this.outbox = outbox;
    this.ledger = ledger;
    this.sendMessage = sendMessage;
    this.clock = clock;
  }

  /** One sweep, as long as time allows; what is left is the next one's. */
  void run() {
    Instant now = clock.instant();
    Set<String> held = new HashSet<>();
    for (String shard : Outbox.shards()) {
      Query.@Nullable Position position = null;
      do {
        Outbox.Unsettled some = outbox.unsettled(shard, now.minus(GRACE), position);
        for (Outbox.Waiting message : some.messages()) {
          if (!clock.instant().isBefore(now.plus(PATIENCE))) {
            return;
          }
          takeUp(message, now, held);
        }
        position = some.next();
      } while (position != null);
    }
  }

  private void takeUp(Outbox.Waiting message, Instant now, Set<String> held) {
    String kind = Outbox.kindOf(message.id());
    boolean tooOld = message.since().isBefore(now.minus(LIMIT));
    if (tooOld && ledger.lease(message.id(), RandomId.next()).isPresent()) {
      ledger.givenUp(message.id());
      LOG.error("A message was given up: {}", kind);
      return;
    }
    // Once one of a kind is held back, so are the others: they need not be taken to know.
    if (!held.contains(kind) && sendMessage.run(message.id()) == Delivery.HELD) {
      held.add(kind);
    }
  }
}
