package fr.actionpopulaire.events;

import fr.actionpopulaire.web.Words;

/** What is said in JSON and on pages alike. */
final class EventWords {

  static final Words UNKNOWN =
      new Words("Cet événement n’existe pas ou plus.", "There is no such event, or no longer.");

  static final Words NOT_ORGANISER =
      new Words(
          "Seules les personnes qui organisent cet événement peuvent l’annuler.",
          "Only those who run this event can cancel it.");

  static final Words NOT_YOURS =
      new Words(
          "Seules les personnes qui organisent cet événement peuvent le modifier.",
          "Only those who run this event can change it.");

  static final Words NO_POSTER =
      new Words(
          "Seules les personnes qui organisent cet événement en impriment l’affiche.",
          "Only the people who organise this event print its poster.");

  static final Words NO_CHANGE =
      new Words(
          "Cet événement est terminé, annulé ou retiré : il ne peut plus être modifié.",
          "This event is over, cancelled or taken down: it can no longer be changed.");

  static final Words CLOSED =
      new Words(
          "Cet événement est terminé ou retiré.", "This event is over or has been taken down.");

  static final Words TOO_MANY =
      new Words(
          "Un nouveau compte publie peu d’événements par jour, jusqu’à ce que l’un d’eux ait eu"
              + " lieu. Réessayez demain.",
          "A new account publishes few events a day until one of them has taken place. Try again"
              + " tomorrow.");
  static final Words MOVED_TOO_OFTEN =
      new Words(
          "Cet événement a été déplacé dix fois en un jour : chaque fois, tout le monde reçoit un"
              + " courriel. Attendez avant de le déplacer encore.",
          "This event was moved ten times in a day, and everybody is told by mail each time. Wait"
              + " before moving it again.");

  static final Words NOT_RUN_BY_YOU =
      new Words(
          "Seules les personnes qui organisent cet événement voient cela.",
          "Only those who run this event see that.");

  static final Words NOT_OVER =
      new Words(
          "Le bilan vient après la fin d’un événement qui a eu lieu.",
          "There is a debrief after the end of an event that took place.");

  static final Words NO_DEBRIEF =
      new Words("Personne n’a encore écrit de bilan.", "Nobody has written a debrief yet.");

  static final Words NO_NOTES =
      new Words(
          "La personne qui organisait est partie : le bilan ne peut plus avoir de notes.",
          "The organiser has left: the debrief can have no notes any more.");

  static final Words NO_SUCH_SEARCH =
      new Words(
          "Cette recherche n’existe pas ; recommencez depuis l’accueil.",
          "There is no such search; start again from the home page.");

  private EventWords() {}
}
