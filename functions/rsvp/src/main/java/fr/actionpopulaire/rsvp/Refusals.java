package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.web.Words;

/** Why an answer was not taken, for apps and pages alike. */
final class Refusals {

  static final Words NO_EVENT = new Words("Cet événement n’existe pas.", "There is no such event.");

  static final Words CLOSED =
      new Words(
          "Cet événement est passé, annulé ou masqué : il ne prend plus de réponses.",
          "This event is over, cancelled or hidden: it takes no more answers.");

  static final Words FULL =
      new Words(
          "Il ne reste pas assez de places pour plus de monde ; votre réponse d’avant est gardée.",
          "There are not enough seats left for more people; your former answer stands.");

  static final Words GUESTS =
      new Words(
          "Indiquez de 0 à 9 personnes qui vous accompagnent.",
          "Give how many people come along, 0 to 9.");

  static final Words NOT_THE_ORGANISER =
      new Words(
          "Seule la personne qui organise voit qui vient.", "Only the organiser sees who comes.");

  static final Words NO_SEAT =
      new Words(
          "Cette réponse n’existe pas, ou n’a pas encore de place.",
          "There is no such answer, or it has no seat yet.");

  static final Words NOTHING_HIDDEN =
      new Words(
          "Tout le monde voit l’adresse de cet événement : il n’y a rien à accepter.",
          "Everybody sees the address of this event: there is nothing to accept.");

  static final Words GONE = new Words("Ce compte n’existe plus.", "This account no longer exists.");

  static final Words CURSOR =
      new Words("Suivez le lien «\u00a0next\u00a0».", "Follow the link \"next\".");

  private Refusals() {}
}
