package fr.actionpopulaire.events;

import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;

/** Why no message leaves, and how that is said. */
enum RelayRefusal {
  UNKNOWN(ProblemKind.NOT_FOUND, EventWords.UNKNOWN),
  OWN(
      ProblemKind.CONFLICT,
      new Words("Vous organisez cet événement vous-même.", "You run this event yourself.")),
  CLOSED(
      ProblemKind.EVENT_CLOSED,
      new Words(
          "Cet événement est terminé, annulé ou retiré : on n’écrit plus à son sujet.",
          "This event is over, cancelled or taken down: no more is written about it.")),
  NO_MAIL(
      ProblemKind.CONFLICT,
      new Words(
          "Vous ne recevez plus nos courriels : aucune réponse ne pourrait vous parvenir.",
          "You have left our mails: no answer could reach you.")),
  UNREACHABLE(
      ProblemKind.CONFLICT,
      new Words(
          "La personne à qui vous écrivez ne peut pas ou plus être jointe par nous.",
          "We cannot reach the person you write to, or no longer.")),
  NO_LINK(
      ProblemKind.NOT_FOUND,
      new Words(
          "Ce lien ne marche pas ou plus : un message est effacé après 30 jours, ou avec l’une des"
              + " personnes concernées.",
          "This link does not work, or no longer: a message is deleted after 30 days, or with"
              + " anybody it concerns.")),
  ANSWERED(
      ProblemKind.CONFLICT,
      new Words(
          "Ce message a déjà une réponse ; il n’y en a qu’une.",
          "This message has its answer already; there is one only.")),
  SUSPENDED(
      ProblemKind.SUSPENDED, new Words("Votre compte est suspendu.", "Your account is suspended.")),
  TAKEN(ProblemKind.CONFLICT, ProblemKind.CONFLICT.title()),
  GONE(ProblemKind.UNAUTHENTICATED, ProblemKind.UNAUTHENTICATED.title());

  private final ProblemKind kind;
  private final Words words;

  RelayRefusal(ProblemKind kind, Words words) {
    this.kind = kind;
    this.words = words;
  }

  ProblemKind kind() {
    return kind;
  }

  Words words() {
    return words;
  }
}
