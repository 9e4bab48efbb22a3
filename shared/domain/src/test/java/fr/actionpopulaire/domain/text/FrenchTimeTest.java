package fr.actionpopulaire.domain.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FrenchTimeTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void datesAreWrittenOut() {
    assertEquals("samedi 1er mai 2027", FrenchTime.date(LocalDate.of(2027, 5, 1)));
    assertEquals("dimanche 2 mai 2027", FrenchTime.date(LocalDate.of(2027, 5, 2)));
    assertEquals("lundi 31 août 2026", FrenchTime.date(LocalDate.of(2026, 8, 31)));
  }

  @Test
  void hoursHaveNoEmptyMinutes() {
    assertEquals("0\u00a0h", FrenchTime.time(LocalTime.MIDNIGHT));
    assertEquals("18\u00a0h\u00a005", FrenchTime.time(LocalTime.of(18, 5)));
  }

  @Test
  void aSpanNamesOneDayOrTwo() {
    Instant start = Instant.parse("2026-12-05T17:30:00Z");
    assertEquals(
        "samedi 5 décembre 2026, de 18\u00a0h\u00a030 à 20\u00a0h",
        FrenchTime.span(start, Instant.parse("2026-12-05T19:00:00Z"), PARIS));
    assertEquals(
        "du samedi 5 décembre 2026 à 18\u00a0h\u00a030 au dimanche 6 décembre 2026 à 0\u00a0h",
        FrenchTime.span(start, Instant.parse("2026-12-05T23:00:00Z"), PARIS));
  }

  @Test
  void otherClocksThanThoseOfParisAreNamed() {
    Instant start = Instant.parse("2026-12-05T17:30:00Z");
    assertEquals(
        "samedi 5 décembre 2026, de 21\u00a0h\u00a030 à 22\u00a0h\u00a030 (heure locale)",
        FrenchTime.span(start, start.plusSeconds(3600), ZoneId.of("Indian/Reunion")));
  }
}
