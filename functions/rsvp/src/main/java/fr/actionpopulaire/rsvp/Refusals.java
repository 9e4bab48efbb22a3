package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.dynamodb.Closing;
import fr.actionpopulaire.web.Words;

/** Why an answer was not taken, for apps and pages alike. */
final class Refusals {

  static final Words NO_EVENT = new Words("Cet événement n’existe pas.", "There is no such event.");

  static final Words CLOSED =
      new Words(
          "Cet événement est passé, annulé ou masqué : il ne prend plus de réponses.",
          "This event is over, cancelled or hidden: it takes no more answers.");

  static final Words CLOSED_BY_ORGANISER =
      new Words(
          "Les réponses sont closes : la personne qui organise n’en prend plus.",
          "Answers are closed: the organiser takes no more.");

  static final Words CLOSED_BY_STAFF =
      new Words(
          "La modération a fermé les réponses à cet événement.",
          "Moderation closed the answers to this event.");

  static final Words STAFF_REOPENS =
      new Words(
          "La modération a fermé les réponses à cet événement ; elle seule peut les rouvrir.",
          "Moderation closed the answers to this event; only it can reopen them.");

  static final Words NO_CHOICE =
      new Words(
          "Choisissez de fermer ou de rouvrir les réponses.", "Choose to close or to reopen.");

  static final Words NO_TICKET =
      new Words(
          "Ce code ne vaut pas pour cet événement, ou la réponse a été retirée.",
          "This code is not one of this event, or the answer was taken back.");

  static final Words CALLED_OFF =
      new Words(
          "Cet événement est annulé ou masqué : personne n’y est attendu.",
          "This event is cancelled or hidden: nobody is expected.");

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
          "Seules les personnes qui organisent voient qui vient.",
          "Only those who run the event see who comes.");

  static final Words NO_SEAT =
      new Words(
          "Cette réponse n’existe pas, ou n’a pas encore de place.",
          "There is no such answer, or it has no seat yet.");

  static final Words NOTHING_HIDDEN =
      new Words(
          "Tout le monde voit l’adresse de cet événement : il n’y a rien à accepter.",
          "Everybody sees the address of this event: there is nothing to accept.");

  static final Words NOT_YOURS =
      new Words(
          "Seule la personne qui organise peut faire cela.", "Only the organiser may do this.");

  static final Words GONE = new Words("Ce compte n’existe plus.", "This account no longer exists.");

  static final Words CURSOR =
      new Words("Suivez le lien «\u00a0next\u00a0».", "Follow the link \"next\".");

  /** Why answers are not taken. */
  static Words closed(Closing.State by) {
    return by == Closing.State.CLOSED_BY_STAFF ? CLOSED_BY_STAFF : CLOSED_BY_ORGANISER;
  }

  /** How many of a party may be there. */
  static Words present(int seats) {
    return new Words(
        "Indiquez de 1 à " + seats + " personnes présentes.",
        "Give how many people are there, 1 to " + seats + ".");
  }

  private Refusals() {}
}
