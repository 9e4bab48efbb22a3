package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.consent.Purpose;
import java.time.Instant;

/**
 * Where a member stands on one purpose today; the receipts behind it are kept apart and never
 * changed.
 */
public record Consent(Purpose purpose, boolean granted, Instant at, String textVersion) {

  /**
   * When a change that follows this one is dated: now, but always later than this one, so that two
   * changes within a millisecond are two receipts in their order.
   */
  public Instant follow(Instant now) {
    Instant next = at.plusMillis(1);
    return now.isAfter(next) ? now : next;
  }
}
