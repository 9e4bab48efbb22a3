package fr.actionpopulaire.mailer;

import fr.actionpopulaire.dynamodb.MailCounts;
import fr.actionpopulaire.dynamodb.MailCounts.Sort;
import fr.actionpopulaire.mail.Mail.Nature;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Halts sending before SES would (rules D7, D10, D11). What it holds back stays pending, and leaves
 * with a later sweep.
 */
@Singleton
final class Brake {

  private static final Logger LOG = LoggerFactory.getLogger(Brake.class);

  /** Seconds waited for at most, so that a batch of ten fits in one run even in the sandbox. */
  private static final int WAITS = 3;

  private final MailCounts counts;
  private final MailCounts.Limits limits;

  Brake(
      MailCounts counts,
      @Value("${mails.per.day}") int perDay,
      @Value("${mails.per.second}") int perSecond) {
    this.counts = counts;
    this.limits = new MailCounts.Limits(perDay, perSecond);
  }

  /** Why a mail may not leave now; empty when it may, and has then been counted. */
  Optional<Delivery> stops(Nature nature) {
    for (int wait = 0; ; wait++) {
      switch (counts.take(sort(nature), limits)) {
        case TAKEN -> {
          return Optional.empty();
        }
        case LATER -> {
          if (wait == WAITS) {
            return Optional.of(Delivery.AGAIN);
          }
          LockSupport.parkNanos(counts.untilNextSecond().toNanos());
        }
        // The alarm mails-halted counts these in the log.
        case USED_UP -> {
          LOG.error("Sending is halted: the share of {} is used up", sort(nature));
          return Optional.of(Delivery.HELD);
        }
        case HALTED -> {
          LOG.error("Sending is halted: too many mails came back or were complained about");
          return Optional.of(Delivery.HELD);
        }
      }
    }
  }

  private static Sort sort(Nature nature) {
    return switch (nature) {
      case Nature.Neutral _ -> Sort.CODE;
      case Nature.Owed _ -> Sort.OWED;
      case Nature.Campaign _ -> Sort.CAMPAIGN;
    };
  }
}
