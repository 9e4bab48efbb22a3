package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.StatementOfReasons.Gap;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import java.util.Set;

/** Says where and how a statement of reasons is incomplete. */
final class Gaps {

  private Gaps() {}

  static Findings findings(Set<Gap> gaps) {
    Findings findings = new Findings();
    StatementOfReasons.inOrder(gaps).forEach(gap -> findings.add(pointer(gap), words(gap)));
    return findings;
  }

  /** The measure cannot apply to what was reported. */
  static Findings nothingToBiteOn() {
    Findings findings = new Findings();
    findings.add(
        "/measure",
        new Words(
            "Cette mesure ne peut s’appliquer ici : il n’y a pas d’événement, pas de texte,"
                + " plus de réponse à attendre, plus de compte derrière, ou trop d’événements à venir pour les retirer d’un coup.",
            "This measure cannot apply here: there is no event, no text, no"
                + " answer to come, no account behind it any more, or too many events to come to hide them at once."));
    return findings;
  }

  /** The notice cannot be called abusive. */
  static Findings notAbusive() {
    Findings findings = new Findings();
    findings.add(
        "/abusive",
        new Words(
            "Seulement avec none, pour un signalement à la fois, envoyé avec une adresse ; sur un"
                + " recours, seulement si le signalement avait été jugé abusif.",
            "Only with none, for one report at a time, sent with an address; on an appeal, only if"
                + " the report had been called abusive."));
    return findings;
  }

  private static String pointer(Gap gap) {
    return switch (gap) {
      case MEASURE -> "/measure";
      case SCOPE -> "/scope";
      case DAYS -> "/days";
      case INDEFINITE -> "/indefinite";
      case FACTS -> "/facts";
      case AUTOMATED -> "/automated";
      case GROUND_KIND -> "/ground/kind";
      case GROUND_REFERENCE -> "/ground/reference";
      case GROUND_EXPLANATION -> "/ground/explanation";
    };
  }

  private static Words words(Gap gap) {
    return switch (gap) {
      case MEASURE ->
          new Words(
              "none, warn, hide-event, hide-text, close-answers, suspend-member ou"
                  + " close-account.",
              "none, warn, hide-event, hide-text, close-answers, suspend-member or"
                  + " close-account.");
      case SCOPE ->
          new Words(
              "La portée territoriale : une ligne de 2 à 200 caractères.",
              "The territorial scope: one line of 2 to 200 characters.");
      case DAYS ->
          new Words(
              "De 1 à 366 jours, avec suspend-member, sauf indefinite, ou avec hide-event, qui dure"
                  + " sinon jusqu’à une autre décision. hide-text, close-answers et"
                  + " close-account durent toujours jusque-là ; none et warn ne durent pas.",
              "1 to 366 days, with suspend-member, unless indefinite, or with hide-event, which"
                  + " otherwise lasts until another decision. hide-text, close-answers and"
                  + " close-account always do; none and warn do not last.");
      case INDEFINITE ->
          new Words(
              "Soit days, soit indefinite ; rien pour none et warn.",
              "Either days or indefinite; neither for none and warn.");
      case FACTS ->
          new Words(
              "Les faits, en 3 à 5 000 caractères, sans balises.",
              "The facts, in 3 to 5000 characters, without markup.");
      case AUTOMATED ->
          new Words(
              "Dites si des moyens automatisés ont été utilisés : true ou false.",
              "Say whether automated means were used: true or false.");
      case GROUND_KIND -> new Words("law ou terms.", "law or terms.");
      case GROUND_REFERENCE ->
          new Words(
              "L’article de loi ou la clause : une ligne de 2 à 200 caractères.",
              "The article of law or the clause: one line of 2 to 200 characters.");
      case GROUND_EXPLANATION ->
          new Words(
              "En quoi c’est contraire à cette règle : 3 à 5 000 caractères, sans balises.",
              "Why it is contrary to that rule: 3 to 5000 characters, without markup.");
    };
  }
}
