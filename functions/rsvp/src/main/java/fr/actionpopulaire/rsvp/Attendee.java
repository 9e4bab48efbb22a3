package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answer.Status;

/**
 * Somebody who answered, as the organiser sees them.
 *
 * @param handle by what the organiser accepts the answer, see {@link Answer#handle}
 * @param acceptance whether the answer was accepted
 */
public record Attendee(
    String firstName, int guests, Status status, String handle, Acceptance acceptance) {

  /** Where an answer stands at an event with a hidden address. */
  public enum Acceptance {
    /** Everybody sees the address. */
    NOT_NEEDED,
    OPEN,
    ACCEPTED
  }

  /** Whether it has a seat and was not accepted yet. */
  public boolean canBeAccepted() {
    return acceptance == Acceptance.OPEN && status == Status.CONFIRMED;
  }

  /** All of it in French, on one line. */
  public String words() {
    String company =
        switch (guests) {
          case 0 -> "";
          case 1 -> ", avec 1 personne";
          default -> ", avec " + guests + " personnes";
        };
    return firstName
        + company
        + (status == Status.WAITLISTED ? " (liste d’attente)" : "")
        + (acceptance == Acceptance.ACCEPTED ? " (réponse acceptée)" : "");
  }
}
