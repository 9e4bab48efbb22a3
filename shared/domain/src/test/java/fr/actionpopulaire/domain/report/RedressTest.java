package fr.actionpopulaire.domain.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RedressTest {

  @Test
  void sixMonthsAreCountedOnTheParisCalendar() {
    // Winter time to summer time: the same hour in Paris is one hour less in UTC.
    assertEquals(
        Instant.parse("2027-05-21T09:00:00Z"),
        Redress.appealsUntil(Instant.parse("2026-11-21T10:00:00Z")));
  }
}
