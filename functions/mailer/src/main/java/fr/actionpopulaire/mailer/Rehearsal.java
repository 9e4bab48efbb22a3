package fr.actionpopulaire.mailer;

import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import fr.actionpopulaire.mail.MailLayout;
import fr.actionpopulaire.mailer.letters.Letters;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Goes through what a mail goes through, but for sending it, while the function starts: what it
 * loads is in the snapshot, and the first code does not wait for it.
 *
 * <p>It reads one member who cannot exist and lays out one mail for nobody. It draws nothing at
 * random, keeps no time and no secret, and takes no turn, so that what restores from one snapshot
 * has nothing in common that should differ.
 */
@Singleton
final class Rehearsal {

  /** No id: ids have 26 characters. */
  private static final String NOBODY = "nobody";

  private final Letters letters;
  private final MailLayout layout;

  Rehearsal(Letters letters, MailLayout layout) {
    this.letters = letters;
    this.layout = layout;
  }

  void run() {
    layout.render(
        new Mail("Essai", new Mail.Nature.Neutral(), List.of(new Paragraph("Personne."))));
    letters.write(new Queued(Kind.WELCOME, new Recipient.Member(NOBODY), Map.of(), Instant.EPOCH));
  }
}
