package fr.actionpopulaire.domain.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The country's freeze to the second, and the calendar behind it as data. */
class ElectoralFreezeTest {

  private static final Campaign CAMPAIGN =
      new Campaign(
          "test",
          "Réseau",
          "Camille Exemple",
          "Parti",
          "Élection présidentielle 2027",
          List.of(LocalDate.of(2027, 4, 18), LocalDate.of(2027, 5, 2)),
          "Association, 1 rue Exemple",
          "droits@example.org",
          "formulaire");

  private static boolean isOn(Instant instant) {
    return ElectoralFreeze.at(instant, CAMPAIGN).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "2027-04-15T22:00:00Z, 2027-04-18T18:00:00Z",
    "2027-04-29T22:00:00Z, 2027-05-02T18:00:00Z"
  })
  @Tag("B2")
  void itBeginsAndEndsToTheSecond(Instant from, Instant until) {
    assertFalse(isOn(from.minusSeconds(1)));
    assertTrue(isOn(from));
    assertTrue(isOn(until.minusSeconds(1)));
    assertFalse(isOn(until));
  }

  @Test
  @Tag("B2")
  void itIsOnWhereverSilenceIs() {
    for (Commune commune :
        List.of("75111", "97411", "98818", "98613", "97209", "97302", "97502", "98735", "98719")
            .stream()
            .map(code -> Communes.embedded().byCode(code).orElseThrow())
            .toList()) {
      for (ElectoralSilence silence :
          ElectoralSilence.in(commune, CAMPAIGN, PollingDays.embedded())) {
        assertTrue(isOn(silence.from()), () -> commune.name());
        assertTrue(isOn(silence.until().minusSeconds(1)), () -> commune.name());
      }
    }
  }

  @Test
  @Tag("B4")
  void whatMayArriveWithinItCountsAsWithinIt() {
    Instant from = Instant.parse("2027-04-15T22:00:00Z");
    Duration hour = Duration.ofHours(1);
    assertTrue(ElectoralFreeze.from(from.minus(hour).minusSeconds(1), hour, CAMPAIGN).isEmpty());
    assertTrue(ElectoralFreeze.from(from.minus(hour), hour, CAMPAIGN).isPresent());
    assertTrue(
        ElectoralFreeze.from(Instant.parse("2027-04-18T18:00:00Z"), hour, CAMPAIGN).isEmpty());
  }

  @Test
  @Tag("B1")
  void everyTerritoryThatVotesOnSaturdayHasItsLegalSource() {
    List<String> saturday =
        PollingDays.embedded().all().stream()
            .filter(day -> day.day() == java.time.DayOfWeek.SATURDAY)
            .peek(day -> assertFalse(day.source().isBlank()))
            .map(PollingDays.Day::territory)
            .sorted()
            .toList();
    assertEquals(List.of("971", "972", "973", "975", "977", "978", "987", "AME"), saturday);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "territory;name;polling day",
        "territory;name;polling day;legal source",
        "territory;name;polling day;legal source\n971;Guadeloupe;saturday;Loi",
        "territory;name;polling day;legal source\n*;Partout;monday;Loi",
        "territory;name;polling day;legal source\n*;Partout;sunday;",
        "territory;name;polling day;legal source\n*;Partout;sunday"
      })
  @Tag("B11")
  void aCalendarThatIsNotInOrderIsUnreadableAndNotEmpty(String csv) {
    assertFalse(PollingDays.read(csv).isReadable());
    assertFalse(PollingDays.read(null).isReadable());
    assertTrue(PollingDays.embedded().isReadable());
  }
}
