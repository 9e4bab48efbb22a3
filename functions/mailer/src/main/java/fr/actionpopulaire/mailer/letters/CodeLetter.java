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
import java.util.Objects;

/**
 * The code somebody asked for, drawn here and nowhere kept. The mail is the same for everybody, and
 * carries no request: whatever reads it, a scanner included, cannot redeem the code (ASVS 6.5,
 * 6.6).
 */
@Singleton
final class CodeLetter {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final CodeRequests requests;

  CodeLetter(CodeRequests requests) {
    this.requests = requests;
  }

  Letter write(Queued message) {
    if (!(message.recipient() instanceof Recipient.CodeRequest(String hash))) {
      return new Letter.Nobody();
    }
    int sequence = Integer.parseInt(Objects.requireNonNull(message.about().get("sequence")));
    String digits = "%08d".formatted(RANDOM.nextInt(100_000_000));
    return requests
        .draw(hash, sequence, digits)
        .<Letter>map(drawing -> new Letter.To(drawing.address(), mail(digits)))
        .orElseGet(Letter.Nobody::new);
  }

  private static Mail mail(String digits) {
    return new Mail(
        "Votre code",
        new Mail.Nature.Neutral(),
        List.of(
            new Paragraph("Bonjour,"),
            new Paragraph("Voici le code demandé avec cette adresse :"),
            new Code(digits),
            new Paragraph(
                "Tapez-le dans la page où vous l’avez demandé, dans les dix minutes. Nous ne le"
                    + " demandons jamais par téléphone ni par message.")));
  }
}
