package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.dynamodb.EmailChanges;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.util.List;

/** To the address an account had until now (ASVS 6.3.7); does not say the new one. */
@Singleton
final class EmailChangedLetter {

  private final EmailChanges changes;
  private final Campaign campaign;

  EmailChangedLetter(EmailChanges changes, Campaign campaign) {
    this.changes = changes;
    this.campaign = campaign;
  }

  Letter write(Queued message) {
    if (!(message.recipient() instanceof Recipient.CodeRequest(String hash))) {
      return new Letter.Nobody();
    }
    return changes
        .formerAddress(hash)
        .<Letter>map(
            address ->
                new Letter.To(
                    address,
                    new Mail(
                        "Votre adresse a été remplacée",
                        new Mail.Nature.Owed(Mail.Source.ACCOUNT),
                        List.of(
                            new Paragraph("Bonjour,"),
                            new Paragraph(
                                "Votre compte utilise désormais une autre adresse, prouvée par un"
                                    + " code comme celle-ci. Nous n’écrirons plus ici, et vos autres"
                                    + " appareils sont déconnectés."),
                            new Paragraph(
                                "Ce n’était pas vous ? Écrivez tout de suite à "
                                    + campaign.rightsContact()
                                    + ".")))))
        .orElseGet(Letter.Nobody::new);
  }
}
