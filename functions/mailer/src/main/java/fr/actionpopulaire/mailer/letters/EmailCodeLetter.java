package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block.Code;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;

/**
 * One of the two codes by which an address is changed, drawn here and nowhere kept; the same for
 * the former and the new address, whoever else knows the latter.
 */
@Singleton
final class EmailCodeLetter {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final CodeRequests requests;

  EmailCodeLetter(CodeRequests requests) {
    this.requests = requests;
  }

  Letter write(Queued message) {
    if (!(message.recipient() instanceof Recipient.CodeRequest(String hash))) {
      return new Letter.Nobody();
    }
    String digits = "%08d".formatted(RANDOM.nextInt(100_000_000));
    return requests
        .draw(hash, 1, digits)
        .<Letter>map(drawing -> new Letter.To(drawing.address(), mail(digits)))
        .orElseGet(Letter.Nobody::new);
  }

  private static Mail mail(String digits) {
    return new Mail(
        "Changement d’adresse : votre code",
        new Mail.Nature.Neutral(),
        List.of(
            new Paragraph("Bonjour,"),
            new Paragraph(
                "Quelqu’un demande à remplacer une adresse électronique par une autre, et cette"
                    + " adresse est l’une des deux. Voici son code :"),
            new Code(digits),
            new Paragraph(
                "Si c’est vous, tapez-le dans la page où vous l’avez demandé, dans les dix minutes."
                    + " Sinon, ne le donnez à personne : sans lui, rien ne change.")));
  }
}
