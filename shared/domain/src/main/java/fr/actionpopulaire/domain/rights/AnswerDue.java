package fr.actionpopulaire.domain.rights;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * By when somebody who exercises a right must have an answer: one calendar month (GDPR 12(3)). It
 * ends with the last hour of the day of the next month that bears the number of the day of receipt,
 * or of that month's last day where it has no such number (Regulation 1182/71, article 3(2)(c)), by
 * the calendar and the clocks of Paris. Weekends and holidays are not added: earlier is allowed.
 */
public final class AnswerDue {

  /** How long before the end of the month staff are called who have not answered yet. */
  public static final Duration NEAR = Duration.ofDays(7);

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private AnswerDue() {}

  /** The last day on which an answer is in time. */
  public static LocalDate lastDay(Instant receivedAt) {
    return receivedAt.atZone(PARIS).toLocalDate().plusMonths(1);
  }

  /** The instant from which an answer is late. */
  public static Instant end(Instant receivedAt) {
    return lastDay(receivedAt).plusDays(1).atStartOfDay(PARIS).toInstant();
  }
}
