package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.event.ElectoralFreeze;
import fr.actionpopulaire.domain.event.ElectoralSilence;
import fr.actionpopulaire.domain.event.PollingDays;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What electoral silence forbids, in words that name the window. Without a calendar that can be
 * read, everything is silence.
 */
@Singleton
final class Silence {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final Words NO_CALENDAR =
      new Words(
          "Le calendrier électoral est illisible : rien n’est publié en attendant.",
          "The electoral calendar cannot be read: nothing is published meanwhile.");

  private final Campaign campaign;
  private final PollingDays days;
  private final Clock clock;

  Silence(Campaign campaign, PollingDays days, Clock clock) {
    this.campaign = campaign;
    this.days = days;
    this.clock = clock;
  }

  /** Why nothing may be published or changed now; empty when it may. */
  Optional<Words> now() {
    return days.isReadable()
        ? ElectoralFreeze.at(clock.instant(), campaign).map(Silence::frozen)
        : Optional.of(NO_CALENDAR);
  }

  /** Why nothing may take place then and there; empty when it may. */
  Optional<Words> brokenBy(Instant startsAt, Instant endsAt, Commune commune) {
    return days.isReadable()
        ? ElectoralSilence.brokenBy(startsAt, endsAt, commune, campaign, days)
            .map(window -> broken(window, commune))
        : Optional.of(NO_CALENDAR);
  }

  private static Words frozen(ElectoralFreeze freeze) {
    return new Words(
        "Réserve électorale : rien ne peut être publié ni modifié du %s au %s (heure de Paris)."
            .formatted(
                FrenchTime.moment(freeze.from(), PARIS), FrenchTime.moment(freeze.until(), PARIS)),
        "Electoral silence: nothing can be published or changed from %s to %s."
            .formatted(
                freeze.from().atZone(PARIS).toOffsetDateTime(),
                freeze.until().atZone(PARIS).toOffsetDateTime()));
  }

  private static Words broken(ElectoralSilence window, Commune commune) {
    ZoneId zone = Communes.embedded().zoneOf(commune);
    return new Words(
        "Silence électoral à cet endroit, du %s (heure locale) au %s (heure de Paris)."
            .formatted(
                FrenchTime.moment(window.from(), zone), FrenchTime.moment(window.until(), PARIS)),
        "Electoral silence there, from %s to %s."
            .formatted(
                window.from().atZone(zone).toOffsetDateTime(),
                window.until().atZone(PARIS).toOffsetDateTime()));
  }
}
