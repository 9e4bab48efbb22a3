package fr.actionpopulaire.account;

import fr.actionpopulaire.web.Words;

/** Why an address is not changed, told alike to apps and on the page. */
final class EmailWords {

  static final Words NOT_AN_ADDRESS =
      new Words(
          "Cette adresse n’est pas complète. Exemple : prenom.nom@exemple.fr.",
          "This is not a complete e-mail address.");

  static final Words SAME = new Words("C’est déjà votre adresse.", "This is your address already.");

  static final Words TOO_MANY =
      new Words(
          "Trop de codes ont été demandés pour l’une des deux adresses. Réessayez plus tard.",
          "Too many codes were asked for one of both addresses. Try again later.");

  static final Words CODE =
      new Words(
          "Le code a huit chiffres : recopiez-le du courriel.",
          "The code has eight digits: copy it from the mail.");

  static final Words WRONG =
      new Words(
          "L’un des deux codes n’est pas celui que nous avons envoyé.",
          "One of both codes is not the one we sent.");

  static final Words OVER =
      new Words(
          "Ces codes ne peuvent plus servir : recommencez la demande.",
          "These codes cannot be used any more: ask again.");

  static final Words TAKEN =
      new Words(
          "Cette adresse a déjà un compte : supprimez-le d’abord, ou gardez l’un des deux.",
          "This address has an account already: delete it first, or keep one of both.");

  static final Words GONE = new Words("Ce compte n’existe plus.", "This account no longer exists.");

  private EmailWords() {}
}
