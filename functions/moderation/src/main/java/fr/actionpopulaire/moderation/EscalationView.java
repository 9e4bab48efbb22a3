package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Escalations.Escalation;
import fr.actionpopulaire.dynamodb.Escalations.Told;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom staff told that a report speaks of a danger (DSA 18).
 *
 * @param status {@code open} until somebody was told, then {@code told}
 * @param told oldest first
 */
@Serdeable
record EscalationView(String report, Instant receivedAt, String status, List<ToldView> told) {

  /**
   * That an authority was told.
   *
   * @param authority {@code emergency}, {@code pharos}, {@code child-protection}, {@code
   *     prosecutor}, {@code other}, or {@code nobody} when there was no threat
   * @param reference under which they keep it; with {@code nobody}, why
   * @param at when they were told
   * @param by who of staff wrote it down
   */
  @Serdeable
  record ToldView(String authority, String reference, Instant at, String by) {

    private static ToldView of(Told told) {
      return new ToldView(told.authority().code(), told.reference(), told.at(), told.by().text());
    }
  }

  /** A page of those that wait. */
  @Serdeable
  record ListView(List<EscalationView> items, @Nullable String next) {}

  static EscalationView of(Escalation escalation) {
    return new EscalationView(
        escalation.report(),
        escalation.receivedAt(),
        escalation.isOpen() ? "open" : "told",
        escalation.told().stream().map(ToldView::of).toList());
  }
}
