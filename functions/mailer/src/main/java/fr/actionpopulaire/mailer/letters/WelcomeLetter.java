package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * To a new member: what they can do, and what they were told about their data (GDPR 13, 14).
 * Whoever unsubscribed before it left does not get it any more (CNIL A14).
 */
@Singleton
final class WelcomeLetter {

  private final Addressees addressees;
  private final Campaign campaign;

  WelcomeLetter(Addressees addressees, Campaign campaign) {
    this.addressees = addressees;
    this.campaign = campaign;
  }

  Letter write(Queued message) {
    return addressees
        .memberWantingNotices(message)
        .<Letter>map(
            member ->
                new Letter.To(
                    member.email(),
                    new Mail(
                        "Votre compte est activé",
                        addressees.toMember(member),
                        List.of(
                            new Paragraph("Bonjour " + member.personal().firstName() + ","),
                            new Paragraph(
                                "Votre compte sur " + campaign.name() + " est activé. Merci !"),
                            new Link(
                                "Trouver une action près de chez vous",
                                addressees.page("/evenements")),
                            new Paragraph(
                                "Vos données servent au seul fonctionnement du réseau et aux"
                                    + " finalités que vous avez cochées. Elles seront effacées à"
                                    + " la fin de la campagne, ou dès que vous le demandez."),
                            new Link(
                                "Voir vos données, changer vos choix ou effacer votre compte",
                                addressees.page("/compte"))))))
        .orElseGet(Letter.Nobody::new);
  }
}
