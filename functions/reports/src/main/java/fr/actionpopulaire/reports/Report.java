package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.dynamodb.Notices.Reporter;

/** A notice whose every value has been read and found in order. */
record Report(Target target, Ground ground, String explanation, boolean danger, Reporter reporter) {

  /** Never its content. */
  @Override
  public String toString() {
    return "Report[…]";
  }
}
