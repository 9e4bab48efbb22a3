package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.dynamodb.HiddenTexts;

/** Why something is hidden, as its page tells everybody: the ground, never the facts or persons. */
final class HiddenBecause {

  private HiddenBecause() {}

  /** Of an event. */
  static String of(StatementOfReasons statement) {
    return "Retiré "
        + (statement.term() instanceof Term.Days ? "pour " + statement.term().french() + " " : "")
        + "par une décision de modération, "
        + ground(statement.basis())
        + ". "
        + statement.basis().explanation();
  }

  /** Of its description, in whose place this stands: short, since it may be read as one. */
  static String ofText(StatementOfReasons statement) {
    return HiddenTexts.NOTICE + ground(statement.basis()) + ".";
  }

  private static String ground(Basis basis) {
    return "sur le fondement de " + basis.kind().french() + " : " + basis.reference();
  }
}
