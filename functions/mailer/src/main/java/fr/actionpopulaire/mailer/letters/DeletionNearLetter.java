package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Warns somebody who agreed to be contacted again that their account is about to be deleted.
 * Whoever did something since the warning was put in has another day, and gets nothing; the mail
 * itself moves no day.
 */
@Singleton
final class DeletionNearLetter {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private final Addressees addressees;
  private final MemberRetention retention;
  private final Campaign campaign;

  DeletionNearLetter(Addressees addressees, MemberRetention retention, Campaign campaign) {
    this.addressees = addressees;
    this.retention = retention;
    this.campaign = campaign;
  }

  Letter write(Queued message) {
    Instant due =
        Instant.ofEpochMilli(Long.parseLong(Objects.requireNonNull(message.about().get("due"))));
    Optional<Member> member =
        addressees
            .member(message)
            .filter(still -> retention.of(still.account()).in(campaign).equals(due));
    return member.<Letter>map(still -> warning(still, due)).orElseGet(Letter.Nobody::new);
  }

  private Letter warning(Member member, Instant due) {
    String day = FrenchTime.moment(due, PARIS);
    return new Letter.To(
        member.email(),
        new Mail(
            "Votre compte sera bientôt effacé",
            new Mail.Nature.Owed(Mail.Source.ACCOUNT),
            List.of(
                new Paragraph("Bonjour " + member.personal().firstName() + ","),
                new Paragraph(
                    "Vous avez accepté d’être recontacté·e après la campagne, mais nous n’avons"
                        + " plus de signe de vous depuis longtemps. Votre compte et tout ce qui s’y"
                        + " rattache seront effacés le "
                        + day
                        + " (heure de Paris)."),
                new Paragraph(
                    "Si cela vous convient, vous n’avez rien à faire. Pour garder votre compte,"
                        + " connectez-vous avant cette date. Lire ce message ou suivre ce lien ne"
                        + " suffit pas : il faut vous connecter."),
                new Link("Se connecter", addressees.page("/connexion")))));
  }
}
