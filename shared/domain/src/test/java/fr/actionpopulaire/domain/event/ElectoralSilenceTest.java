package fr.actionpopulaire.domain.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("B1")
@Tag("B6")
class ElectoralSilenceTest {

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

  private static Commune commune(String code) {
    return Communes.embedded().byCode(code).orElseThrow();
  }

  /** Paris, Réunion, Nouméa, Wallis vote on Sunday; the others on Saturday, so on Friday's eve. */
  @ParameterizedTest
  @CsvSource({
    "75111, 2027-04-16T22:00:00Z",
    "2A004, 2027-04-16T22:00:00Z",
    "97411, 2027-04-16T20:00:00Z",
    "97611, 2027-04-16T21:00:00Z",
    "98818, 2027-04-16T13:00:00Z",
    "98613, 2027-04-16T12:00:00Z",
    "97209, 2027-04-16T04:00:00Z",
    "97105, 2027-04-16T04:00:00Z",
    "97302, 2027-04-16T03:00:00Z",
    "97502, 2027-04-16T02:00:00Z",
    "97701, 2027-04-16T04:00:00Z",
    "97801, 2027-04-16T04:00:00Z",
    "98735, 2027-04-16T10:00:00Z",
    "98731, 2027-04-16T09:30:00Z",
    "98719, 2027-04-16T09:00:00Z"
  })
  void silenceBeginsAtMidnightOnTheEveOfTheLocalVoteAndEndsAtEightInParis(
      String code, Instant from) {
    List<ElectoralSilence> silence =
        ElectoralSilence.in(commune(code), CAMPAIGN, PollingDays.embedded());
    assertEquals(2, silence.size());
    assertEquals(from, silence.getFirst().from());
    assertEquals(Instant.parse("2027-04-18T18:00:00Z"), silence.getFirst().until());
    assertEquals(Instant.parse("2027-05-02T18:00:00Z"), silence.getLast().until());
  }

  @Test
  void whatEndsAsSilenceBeginsOrBeginsAsItEndsBreaksNone() {
    Instant from = Instant.parse("2027-04-30T22:00:00Z");
    Instant until = Instant.parse("2027-05-02T18:00:00Z");
    assertFalse(breaks(from.minusSeconds(3600), from));
    assertTrue(breaks(from.minusSeconds(3600), from.plusSeconds(1)));
    assertTrue(breaks(from, from.plusSeconds(1)));
    assertTrue(breaks(until.minusSeconds(1), until));
    assertTrue(breaks(from.minusSeconds(1), until.plusSeconds(1)));
    assertFalse(breaks(until, until.plusSeconds(1)));
  }

  private static boolean breaks(Instant startsAt, Instant endsAt) {
    return ElectoralSilence.brokenBy(
            startsAt, endsAt, commune("75111"), CAMPAIGN, PollingDays.embedded())
        .isPresent();
  }
}
