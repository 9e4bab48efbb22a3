package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Notices.Reporter;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** To somebody who reported a page: that we have it, and where they can follow it (DSA 16(4)). */
@Singleton
final class NoticeReceivedLetter {

  private final Addressees addressees;
  private final Notices notices;

  NoticeReceivedLetter(Addressees addressees, Notices notices) {
    this.addressees = addressees;
    this.notices = notices;
  }

  Letter write(Queued message) {
    if (!(message.recipient() instanceof Recipient.Reporter(String report))) {
      return new Letter.Nobody();
    }
    Optional<EmailAddress> address =
        notices.reporter(report).map(Reporter::email).flatMap(Optional::ofNullable);
    if (address.isEmpty()) {
      return new Letter.Nobody();
    }
    return new Letter.To(
        address.get(),
        new Mail(
            "Nous avons reçu votre signalement",
            new Mail.Nature.Owed(Mail.Source.NOTICE),
            List.of(
                new Paragraph("Bonjour,"),
                new Paragraph(
                    "Votre signalement est enregistré. Une personne de l’équipe l’examinera ;"
                        + " aucune décision n’est prise par une machine. Vous recevrez la"
                        + " décision et ses motifs à cette adresse. Si vous n’avez rien signalé, quelqu’un a"
                        + " donné votre adresse à votre place : dites-le-nous."),
                new Link("Suivre votre signalement", addressees.page("/signalements/" + report)))));
  }
}
