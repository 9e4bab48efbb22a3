package fr.actionpopulaire.domain.event;

import fr.actionpopulaire.domain.campaign.Campaign;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The time around a ballot in which nothing new is said to the whole country (Code électoral, L48-1
 * and L49 2°): from 00:00 in Paris on the Friday before, which is earlier than the eve of any
 * territory's or consulate's vote, to 20:00 in Paris on the ballot's Sunday. What was published
 * before stays readable, as it is.
 *
 * @param ballot the national polling day concerned
 * @param from first instant of it
 * @param until first instant after it
 */
public record ElectoralFreeze(LocalDate ballot, Instant from, Instant until) {

  /** The freeze that is on; empty when none is. */
  public static Optional<ElectoralFreeze> at(Instant now, Campaign campaign) {
    return from(now, Duration.ZERO, campaign);
  }

  /**
   * The freeze within which something that leaves now may still arrive.
   *
   * @param delivery how long it may take
   */
  public static Optional<ElectoralFreeze> from(Instant now, Duration delivery, Campaign campaign) {
    return campaign.ballots().stream()
        .map(ElectoralFreeze::around)
        .filter(
            freeze -> !now.plus(delivery).isBefore(freeze.from()) && now.isBefore(freeze.until()))
        .findFirst();
  }

  private static ElectoralFreeze around(LocalDate ballot) {
    return new ElectoralFreeze(
        ballot,
        ballot.minusDays(2).atStartOfDay(ElectoralSilence.PARIS).toInstant(),
        ballot.atTime(ElectoralSilence.LAST_CLOSE).atZone(ElectoralSilence.PARIS).toInstant());
  }
}
