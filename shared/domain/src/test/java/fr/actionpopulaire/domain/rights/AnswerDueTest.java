package fr.actionpopulaire.domain.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One calendar month by the calendar of Paris (GDPR 12(3)). */
@Tag("A15")
class AnswerDueTest {

  @ParameterizedTest
  @CsvSource({
    // an ordinary month
    "2026-11-21T10:00:00Z,2026-12-21,2026-12-21T23:00:00Z",
    // the last millisecond of a day in Paris, and the first of the next
    "2026-11-21T22:59:59.999Z,2026-12-21,2026-12-21T23:00:00Z",
    "2026-11-21T23:00:00Z,2026-12-22,2026-12-22T23:00:00Z",
    // months without that day end on their last
    "2027-01-28T12:00:00Z,2027-02-28,2027-02-28T23:00:00Z",
    "2027-01-29T12:00:00Z,2027-02-28,2027-02-28T23:00:00Z",
    "2027-01-31T12:00:00Z,2027-02-28,2027-02-28T23:00:00Z",
    "2027-01-31T23:00:00Z,2027-03-01,2027-03-01T23:00:00Z",
    "2027-05-31T12:00:00Z,2027-06-30,2027-06-30T22:00:00Z",
    // a leap year
    "2028-01-30T12:00:00Z,2028-02-29,2028-02-29T23:00:00Z",
    "2028-02-29T12:00:00Z,2028-03-29,2028-03-29T22:00:00Z",
    // the end of the year, and both nights on which the clocks change
    "2026-12-31T12:00:00Z,2027-01-31,2027-01-31T23:00:00Z",
    "2027-02-28T12:00:00Z,2027-03-28,2027-03-28T22:00:00Z",
    "2027-09-30T12:00:00Z,2027-10-30,2027-10-30T22:00:00Z",
    "2027-09-30T22:00:00Z,2027-11-01,2027-11-01T23:00:00Z",
  })
  void theAnswerIsDueAMonthLater(Instant receivedAt, LocalDate lastDay, Instant end) {
    assertEquals(lastDay, AnswerDue.lastDay(receivedAt));
    assertEquals(end, AnswerDue.end(receivedAt));
  }
}
