package fr.actionpopulaire.domain.event;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.territory.Department;
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
 * the campaign's ballots, the commune's time zone, and the departments' polling days.
 *
 * @param ballot the national polling day concerned
 * @param from first instant of silence
 * @param until first instant after it
 */
public record ElectoralSilence(LocalDate ballot, Instant from, Instant until) {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final LocalTime LAST_CLOSE = LocalTime.of(20, 0);

  /** The silence of every ballot, in order, where this commune is. */
  public static List<ElectoralSilence> in(Commune commune, Campaign campaign) {
    boolean saturday =
        Department.byCode(commune.department()).map(Department::votesOnSaturday).orElse(false);
    ZoneId zone = Communes.embedded().zoneOf(commune);
    return campaign.ballots().stream().map(ballot -> of(ballot, saturday, zone)).toList();
  }

  /**
   * The silence that an event there would break, if any; one that ends as it begins breaks none.
   */
  public static Optional<ElectoralSilence> brokenBy(
      Instant startsAt, Instant endsAt, Commune commune, Campaign campaign) {
    return in(commune, campaign).stream()
        .filter(silence -> startsAt.isBefore(silence.until) && endsAt.isAfter(silence.from))
        .findFirst();
  }

  private static ElectoralSilence of(LocalDate ballot, boolean saturday, ZoneId zone) {
    LocalDate pollingDay = saturday ? ballot.minusDays(1) : ballot;
    return new ElectoralSilence(
        ballot,
        pollingDay.minusDays(1).atStartOfDay(zone).toInstant(),
        ballot.atTime(LAST_CLOSE).atZone(PARIS).toInstant());
  }
}
