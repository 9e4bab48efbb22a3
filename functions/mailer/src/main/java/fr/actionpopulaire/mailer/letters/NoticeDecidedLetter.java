package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Redress;
import fr.actionpopulaire.dynamodb.AppealLinks;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Notices.Reporter;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** To the person who sent a notice: what was decided, and how to contest it (DSA 16(5)). */
@Singleton
final class NoticeDecidedLetter {

  private final Addressees addressees;
  private final Notices notices;
  private final Decisions decisions;
  private final AppealLinks appeals;

  NoticeDecidedLetter(
      Addressees addressees, Notices notices, Decisions decisions, AppealLinks appeals) {
    this.addressees = addressees;
    this.notices = notices;
    this.decisions = decisions;
    this.appeals = appeals;
  }

  Letter write(Queued message) {
    if (!(message.recipient() instanceof Recipient.Reporter(String report))) {
      return new Letter.Nobody();
    }
    Optional<Decision> found =
        decisions.find(Objects.requireNonNull(message.about().get("decision")));
    Optional<EmailAddress> address =
        notices.reporter(report).map(Reporter::email).flatMap(Optional::ofNullable);
    if (found.isEmpty() || address.isEmpty()) {
      return new Letter.Nobody();
    }
    Decision decision = found.get();
    return new Letter.To(
        address.get(),
        new Mail(
            "Votre signalement : "
                + MisuseWords.subject(decision.statement().measure().french(), decision.misuse()),
            new Mail.Nature.Owed(Mail.Source.NOTICE),
            blocks(decision)));
  }

  private List<Block> blocks(Decision decision) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph("Bonjour,"));
    blocks.add(
        new Paragraph(
            "Une personne de l’équipe de modération a examiné votre signalement. Voici la décision"
                + " et ses motifs."));
    blocks.add(StatementFacts.of(decision.statement(), addressees.page(decision.target().path())));
    blocks.addAll(MisuseWords.told(decision.misuse()));
    blocks.add(new Paragraph(Redress.FRENCH));
    blocks.add(
        new Link(
            "Contester cette décision",
            addressees.page(appeals.path(decision.id(), Redress.Party.REPORTER))));
    return blocks;
  }
}
