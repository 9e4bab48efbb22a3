package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.CoOrganisers.Named;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Invitations.Open;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who runs an event, as those who do see it.
 *
 * @param own the slot of whoever looks, or {@code null} for the organiser
 * @param links that still work; only the organiser sees them
 */
public record Crew(Event event, @Nullable Integer own, List<Named> others, List<Open> links) {

  /** Whether whoever looks may take this one off: the organiser anybody, others themselves. */
  public boolean mayTakeOff(Named one) {
    return own == null || own.intValue() == one.slot();
  }
}
