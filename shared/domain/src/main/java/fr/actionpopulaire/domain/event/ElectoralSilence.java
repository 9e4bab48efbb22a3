package fr.actionpopulaire.domain.event;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The time around a ballot in which nobody may campaign (Code électoral, L49), as one commune lives
 * it: from 00:00 there on the eve of its polling day to 20:00 in Paris on the ballot's Sunday.
 *
 * <p>West of the mainland polling day is Saturday, so silence begins there on Friday. L49 names no
 * end; the last metropolitan close is the customary reading. The calendar is data: it comes from
 * the campaign's ballots, the commune's time zone, and {@link PollingDays}.
 *
 * @param ballot the national polling day concerned
 * @param from first instant of silence
 * @param until first instant after it
 */
public record ElectoralSilence(LocalDate ballot, Instant from, Instant until) {

  static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  static final LocalTime LAST_CLOSE = LocalTime.of(20, 0);

  /**
   * The silence of every ballot, in order, where this commune is.
   *
   * @throws IllegalStateException if the polling days are not readable
   */
  public static List<ElectoralSilence> in(Commune commune, Campaign campaign, PollingDays days) {
    ZoneId zone = Communes.embedded().zoneOf(commune);
    return campaign.ballots().stream()
        .map(
            ballot ->
                new ElectoralSilence(
                    ballot,
                    days.of(commune.department(), ballot)
                        .minusDays(1)
                        .atStartOfDay(zone)
                        .toInstant(),
                    ballot.atTime(LAST_CLOSE).atZone(PARIS).toInstant()))
        .toList();
  }

  /**
   * The silence that an event there would break, if any; one that ends as it begins breaks none.
   *
   * @throws IllegalStateException if the polling days are not readable
   */
  public static Optional<ElectoralSilence> brokenBy(
      Instant startsAt, Instant endsAt, Commune commune, Campaign campaign, PollingDays days) {
    return in(commune, campaign, days).stream()
        .filter(silence -> startsAt.isBefore(silence.until) && endsAt.isAfter(silence.from))
        .findFirst();
  }
}
