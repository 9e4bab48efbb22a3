package fr.actionpopulaire.mailer;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.ParkedMails;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.MailLayout;
import fr.actionpopulaire.mailer.letters.ElectoralPause;
import fr.actionpopulaire.mailer.letters.Letter;
import fr.actionpopulaire.mailer.letters.Letters;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one message of the outbox, once whatever happens. */
@Singleton
final class SendMessage {

  private static final Logger LOG = LoggerFactory.getLogger(SendMessage.class);

  /** What the alarm {@code mails-unknown} counts in the log. */
  private static final String UNKNOWN = "A message may or may not have left: {}";

  private final Ledger ledger;
  private final Letters letters;
  private final Outbox outbox;
  private final MailLayout layout;
  private final Peppers peppers;
  private final Suppressions suppressions;
  private final ElectoralPause pause;
  private final ParkedMails parked;
  private final Brake brake;
  private final Postman postman;

  SendMessage(
      Ledger ledger,
      Letters letters,
      Outbox outbox,
      MailLayout layout,
      Peppers peppers,
      Suppressions suppressions,
      ElectoralPause pause,
      ParkedMails parked,
      Brake brake,
      Postman postman) {
    this.ledger = ledger;
    this.letters = letters;
    this.outbox = outbox;
    this.layout = layout;
    this.peppers = peppers;
    this.suppressions = suppressions;
    this.pause = pause;
    this.parked = parked;
    this.brake = brake;
    this.postman = postman;
  }

  Delivery run(String id) {
    Optional<Row> leased = ledger.lease(id, RandomId.next());
    if (leased.isEmpty()) {
      Delivery delivery = ledger.afterRefusedLease(id);
      if (delivery == Delivery.UNKNOWN) {
        LOG.error(UNKNOWN, Outbox.kindOf(id));
      }
      return delivery;
    }
    try {
      return switch (letters.write(Outbox.queued(leased.get()))) {
        case Letter.Nobody _ -> skip(id);
        case Letter.ForEach(var messages) -> {
          // Before the line is settled: broken off, all are queued again, and each stays one.
          messages.forEach(outbox::queue);
          ledger.sent(id);
          yield Delivery.SETTLED;
        }
        case Letter.To(EmailAddress address, Mail mail) ->
            mayReach(address, mail) ? handUnlessSilent(id, address, mail) : skip(id);
      };
    } catch (RuntimeException broken) {
      // Nothing was handed over: Postman lets no exception out. One message that cannot be written
      // must not keep the others of its batch from leaving.
      ledger.release(id);
      LOG.warn("Not written yet: {}, {}", Outbox.kindOf(id), broken.getClass().getSimpleName());
      return Delivery.AGAIN;
    }
  }

  private Delivery skip(String id) {
    ledger.skipped(id);
    return Delivery.SETTLED;
  }

  /** Whether feedback on earlier mails leaves this one to be sent (rule D8). */
  private boolean mayReach(EmailAddress address, Mail mail) {
    return switch (suppressions.mail(peppers.hashes(address))) {
      case EVERYTHING -> true;
      case OWED -> !(mail.nature() instanceof Mail.Nature.Campaign);
      case NOTHING -> false;
    };
  }

  private Delivery handUnlessSilent(String id, EmailAddress address, Mail mail) {
    if (pause.holds(mail.nature())) {
      parked.park(id);
      LOG.info("Parked in electoral silence: {}", Outbox.kindOf(id));
      return Delivery.SETTLED;
    }
    return hand(id, address, mail);
  }

  private Delivery hand(String id, EmailAddress address, Mail mail) {
    MailLayout.Rendered rendered = layout.render(mail);
    Optional<Delivery> stopped = brake.stops(mail.nature());
    if (stopped.isPresent()) {
      ledger.release(id);
      return stopped.get();
    }
    return switch (postman.send(id, address, rendered)) {
      case ACCEPTED -> {
        ledger.sent(id);
        yield Delivery.SETTLED;
      }
      case REFUSED -> {
        ledger.release(id);
        LOG.warn("Not accepted by the mail service: {}", Outbox.kindOf(id));
        yield Delivery.AGAIN;
      }
      case HALTED -> {
        ledger.release(id);
        LOG.warn("The mail service takes no more for now: {}", Outbox.kindOf(id));
        yield Delivery.HELD;
      }
      case UNKNOWN -> {
        ledger.unknown(id);
        LOG.error(UNKNOWN, Outbox.kindOf(id));
        yield Delivery.UNKNOWN;
      }
    };
  }
}
