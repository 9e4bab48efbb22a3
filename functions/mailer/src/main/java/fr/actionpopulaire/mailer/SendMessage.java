package fr.actionpopulaire.mailer;

import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.mailer.letters.Letter;
import fr.actionpopulaire.mailer.letters.Letters;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Sends one message of the outbox, once whatever happens. */
@Singleton
final class SendMessage {

  private static final Logger LOG = LoggerFactory.getLogger(SendMessage.class);

  private final Ledger ledger;
  private final Letters letters;
  private final Outbox outbox;
  private final Postman postman;

  SendMessage(Ledger ledger, Letters letters, Outbox outbox, Postman postman) {
    this.ledger = ledger;
    this.letters = letters;
    this.outbox = outbox;
    this.postman = postman;
  }

  Delivery run(String id) {
    Optional<Row> leased = ledger.lease(id);
    if (leased.isEmpty()) {
      Delivery delivery = ledger.afterRefusedLease(id);
      if (delivery == Delivery.UNKNOWN) {
        LOG.error("A message may or may not have left: {}", kind(id));
      }
      return delivery;
    }
    Letter letter;
    try {
      letter = letters.write(Outbox.message(leased.get()));
      if (letter instanceof Letter.ForEach(var messages)) {
        // Before the line is settled: broken off, all are queued again, and each stays one.
        messages.forEach(outbox::queue);
      }
    } catch (Busy | SdkException unreachable) {
      ledger.release(id);
      LOG.warn("Not written yet: {}", kind(id));
      return Delivery.AGAIN;
    }
    return switch (letter) {
      case Letter.Nobody _ -> {
        ledger.skipped(id);
        yield Delivery.SETTLED;
      }
      case Letter.ForEach _ -> {
        ledger.sent(id);
        yield Delivery.SETTLED;
      }
      case Letter.To to -> hand(id, to);
    };
  }

  private Delivery hand(String id, Letter.To letter) {
    return switch (postman.send(letter.address(), letter.mail())) {
      case ACCEPTED -> {
        ledger.sent(id);
        yield Delivery.SETTLED;
      }
      case REFUSED -> {
        ledger.release(id);
        LOG.warn("Not accepted by the mail service: {}", kind(id));
        yield Delivery.AGAIN;
      }
      case UNKNOWN -> {
        ledger.unknown(id);
        LOG.error("A message may or may not have left: {}", kind(id));
        yield Delivery.UNKNOWN;
      }
    };
  }

  /** The kind of a message: its id may name people's ids, its kind names nobody. */
  private static String kind(String id) {
    int end = id.indexOf('#');
    return end < 0 ? "?" : id.substring(0, end);
  }
}
