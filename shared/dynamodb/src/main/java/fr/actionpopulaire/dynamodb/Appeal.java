package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Redress.Party;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One party's appeal against a decision.
 *
 * @param report the notice decided
 * @param decision the decision the party contests
 * @param first the first decision on that notice: a party contests it or one that replaced it, once
 * @param decidedBy the decision that answers it, {@code null} while open
 */
public record Appeal(
    String id,
    String report,
    String decision,
    String first,
    Party party,
    String explanation,
    Instant receivedAt,
    @Nullable String decidedBy) {

  public boolean isOpen() {
    return decidedBy == null;
  }
}
