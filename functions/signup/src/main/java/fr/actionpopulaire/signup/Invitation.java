package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Event;

/**
 * The event somebody signs up for, as everybody may know it.
 *
 * @param when in French
 * @param commune where it is
 */
public record Invitation(String title, String when, Commune commune) {

  static Invitation of(Event event, Commune commune) {
    return new Invitation(
        event.title(),
        FrenchTime.span(event.startsAt(), event.endsAt(), event.timeZone()),
        commune);
  }
}
