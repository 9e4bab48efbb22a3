package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Tally;
import fr.actionpopulaire.web.QrCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the pages say of one event and one's answer to it.
 *
 * @param open whether the event still takes answers
 * @param seats how many seats are left, in words; empty when everybody may come
 * @param code what who organises reads at the entrance; for who has a seat, until the event is over
 */
public record Participation(
    String event,
    String title,
    String when,
    String where,
    String status,
    Standing standing,
    int guests,
    boolean open,
    String seats,
    @Nullable QrCode code) {

  /** Where somebody stands on an event. */
  public enum Standing {
    /** Not signed in. */
    UNKNOWN,
    NO_ANSWER,
    COMING,
    WAITING
  }

  static Participation of(
      Event event,
      boolean open,
      boolean signedIn,
      @Nullable Answer answer,
      @Nullable Tally tally,
      @Nullable QrCode code) {
    boolean hidden = event.status() == EventStatus.HIDDEN;
    return new Participation(
        event.id(),
        hidden ? "Événement masqué" : event.title(),
        FrenchTime.span(event.startsAt(), event.endsAt(), event.timeZone()),
        Communes.embedded().byCode(event.commune()).map(Commune::name).orElse(""),
        switch (event.status()) {
          case PUBLISHED -> open ? "" : closed(event.closing().state());
          case CANCELLED -> "Cet événement est annulé.";
          case HIDDEN -> "Cet événement est masqué par une décision de modération.";
        },
        standing(signedIn, answer),
        answer == null ? 0 : answer.guests(),
        open,
        Optional.ofNullable(tally).map(Tally::seatsLeft).map(Participation::seats).orElse(""),
        code);
  }

  private static String closed(State closing) {
    return closing == State.OPEN ? "Cet événement est passé." : Refusals.closed(closing).fr();
  }

  private static Standing standing(boolean signedIn, @Nullable Answer answer) {
    if (answer == null) {
      return signedIn ? Standing.NO_ANSWER : Standing.UNKNOWN;
    }
    return switch (answer.status()) {
      case CONFIRMED -> Standing.COMING;
      case WAITLISTED -> Standing.WAITING;
    };
  }

  private static String seats(int left) {
    return switch (left) {
      case 0 -> "Il ne reste pas de place : votre réponse ira sur la liste d’attente.";
      case 1 -> "Il reste 1 place.";
      default -> "Il reste " + left + " places.";
    };
  }

  /** Who comes along, in words. */
  public String company() {
    return switch (guests) {
      case 0 -> "";
      case 1 -> ", avec 1 personne";
      default -> ", avec " + guests + " personnes";
    };
  }
}
