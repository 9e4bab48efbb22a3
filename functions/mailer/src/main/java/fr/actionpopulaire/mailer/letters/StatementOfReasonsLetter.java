package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.report.Redress;
import fr.actionpopulaire.dynamodb.AppealLinks;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * To the author: what was decided about what they published, why, and how to contest it (DSA 17).
 * It is sent to members who left every mailing too: it is theirs by law.
 */
@Singleton
final class StatementOfReasonsLetter {

  private final Addressees addressees;
  private final Decisions decisions;
  private final AppealLinks appeals;

  StatementOfReasonsLetter(Addressees addressees, Decisions decisions, AppealLinks appeals) {
    this.addressees = addressees;
    this.decisions = decisions;
    this.appeals = appeals;
  }

  Letter write(Queued message) {
    Optional<Decision> found =
        decisions.find(Objects.requireNonNull(message.about().get("decision")));
    Optional<Member> author = addressees.member(message);
    if (found.isEmpty() || author.isEmpty()) {
      return new Letter.Nobody();
    }
    Decision decision = found.get();
    return new Letter.To(
        author.get().email(),
        new Mail(
            "Décision de modération : " + decision.statement().measure().french(),
            new Mail.Nature.Owed(Mail.Source.ACCOUNT),
            List.of(
                new Paragraph("Bonjour " + author.get().personal().firstName() + ","),
                new Paragraph(
                    "Une personne de l’équipe de modération a pris une décision qui concerne ce"
                        + " que vous avez publié. En voici les motifs."),
                StatementFacts.of(decision.statement(), addressees.page(decision.target().path())),
                new Paragraph(Redress.FRENCH),
                new Link(
                    "Contester cette décision",
                    addressees.page(appeals.path(decision.id(), Redress.Party.AUTHOR))))));
  }
}
