package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.StatementOfReasons;

/** Why an event is hidden, as its page tells everybody: the ground, never the facts or persons. */
final class HiddenBecause {

  private HiddenBecause() {}

  static String of(StatementOfReasons statement) {
    return "Retiré par une décision de modération, sur le fondement de "
        + statement.basis().kind().french()
        + " : "
        + statement.basis().reference()
        + ". "
        + statement.basis().explanation();
  }
}
