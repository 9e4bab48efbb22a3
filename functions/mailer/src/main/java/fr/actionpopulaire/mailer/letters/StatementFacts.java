package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.mail.Mail.Block.Fact;
import fr.actionpopulaire.mail.Mail.Block.Facts;
import java.util.List;

/**
 * A statement of reasons as both parties read it (DSA 17(3)); it has nothing about the reporter.
 */
final class StatementFacts {

  private StatementFacts() {}

  static Facts of(StatementOfReasons statement, String page) {
    return new Facts(
        List.of(
            new Fact("Page concernée", page),
            new Fact("Mesure", statement.measure().french()),
            new Fact("Étendue", statement.scope()),
            new Fact("Durée", statement.term().french()),
            new Fact("Faits constatés", statement.facts()),
            new Fact(
                "Fondement",
                statement.basis().kind().french() + " – " + statement.basis().reference()),
            new Fact("Pourquoi", statement.basis().explanation()),
            new Fact("Moyens automatisés", statement.automated() ? "oui, en partie" : "aucun")));
  }
}
