package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.web.Words;

/** Why a consent cannot be recorded, told alike to apps and on the page. */
final class ConsentWords {

  static final Words OUTDATED =
      new Words(
          "Ce texte n’est plus d’actualité : lisez la version présente (/v1/consents).",
          "This text is no longer current: read the present version (/v1/consents).");

  static final Words ENDS_ACCOUNT =
      new Words(
          "Sans cet accord il n’y a pas de compte : pour le retirer, supprimez votre compte.",
          "Without it there is no account: to take it back, delete your account.");

  static final Words NO_PHONE =
      new Words(
          "Pour être appelé·e, indiquez d’abord un numéro de téléphone et des heures.",
          "To be called, first give a telephone number and hours.");

  static final Words AGE_UNTOLD =
      new Words(
          "Réservé aux personnes de 17 ans et plus : dites-nous que c’est votre cas.",
          "For people of 17 or more: tell us that you are.");

  static final Words CHANGING =
      new Words(
          "Votre compte vient d’être modifié ailleurs. Recommencez.",
          "Your account was just changed elsewhere. Try again.");

  private ConsentWords() {}

  /** What a purpose is called above its text. */
  static String title(Purpose purpose) {
    return switch (purpose) {
      case ACCOUNT -> "Avoir un compte";
      case NEWSLETTER -> "Les nouvelles par courriel";
      case CALLS -> "Les appels";
      case REUSE -> "Après la campagne";
      case TARGETING -> "Les messages selon votre commune ou vos intérêts";
    };
  }
}
