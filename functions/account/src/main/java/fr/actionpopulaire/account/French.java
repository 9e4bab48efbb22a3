package fr.actionpopulaire.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as French pages write them. */
public final class French {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.FRENCH);

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private French() {}

  /** The day in Paris of an instant, in words. */
  public static String day(Instant instant) {
    return date(instant.atZone(PARIS).toLocalDate());
  }

  /** A day in words: 3 mai 2027, 1er mai 2027. */
  public static String date(LocalDate day) {
    String text = DATE.format(day);
    return day.getDayOfMonth() == 1 ? text.replaceFirst("1", "1er") : text;
  }
}
