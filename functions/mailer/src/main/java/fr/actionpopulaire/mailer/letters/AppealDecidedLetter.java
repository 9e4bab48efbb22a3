package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Redress;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.AppealLinks;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Member;
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

/**
 * To both parties: what another person decided on an appeal, or that staff took a measure back by
 * themselves, why, and what is left to contest it (DSA 20(5)). Neither learns who the other is, nor
 * which of them appealed.
 */
@Singleton
final class AppealDecidedLetter {

  private final Addressees addressees;
  private final Notices notices;
  private final Decisions decisions;
  private final Appeals filed;
  private final AppealLinks links;

  AppealDecidedLetter(
      Addressees addressees,
      Notices notices,
      Decisions decisions,
      Appeals filed,
      AppealLinks links) {
    this.addressees = addressees;
    this.notices = notices;
    this.decisions = decisions;
    this.filed = filed;
    this.links = links;
  }

  Letter write(Queued message) {
    return decisions
        .find(Objects.requireNonNull(message.about().get("decision")))
        .map(decision -> write(message, decision))
        .orElseGet(Letter.Nobody::new);
  }

  private Letter write(Queued message, Decision decision) {
    return switch (message.recipient()) {
      case Recipient.Member _ ->
          addressees
              .member(message)
              .map(Member::email)
              .map(to -> letter(to, Mail.Source.ACCOUNT, Party.AUTHOR, decision))
              .orElseGet(Letter.Nobody::new);
      case Recipient.Reporter(String report) ->
          notices
              .reporter(report)
              .map(Reporter::email)
              .flatMap(Optional::ofNullable)
              .map(to -> letter(to, Mail.Source.NOTICE, Party.REPORTER, decision))
              .orElseGet(Letter.Nobody::new);
      case Recipient.CodeRequest _, Recipient.Everyone _ -> new Letter.Nobody();
    };
  }

  private Letter letter(EmailAddress to, Mail.Source source, Party party, Decision decision) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph("Bonjour,"));
    blocks.add(
        new Paragraph(
            (answersAppeal(decision)
                    ? "Une décision de modération qui vous concerne a été contestée. Une autre"
                        + " personne de l’équipe l’a réexaminée."
                    : "L’équipe de modération est revenue d’elle-même sur une décision qui vous"
                        + " concerne.")
                + " Voici ce qui vaut désormais, et pourquoi."));
    blocks.add(StatementFacts.of(decision.statement(), addressees.page(decision.target().path())));
    if (party == Party.REPORTER && decision.onAppeal() != null) {
      decisions
          .find(decision.report(), decision.first())
          .map(first -> MisuseWords.reconsidered(first.misuse(), decision.misuse()))
          .ifPresent(blocks::addAll);
    }
    if (filed.hasAppealed(decision, party)) {
      blocks.add(new Paragraph(Redress.AFTER_APPEAL));
    } else {
      blocks.add(new Paragraph(Redress.FRENCH));
      blocks.add(
          new Link("Contester cette décision", addressees.page(links.path(decision.id(), party))));
    }
    return new Letter.To(
        to,
        new Mail(
            "Réexamen d’une décision : " + decision.statement().measure().french(),
            new Mail.Nature.Owed(source),
            blocks));
  }

  private static boolean answersAppeal(Decision decision) {
    return decision.onAppeal() == null || decision.onAppeal().appeal() != null;
  }
}
