package fr.actionpopulaire.account;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as French pages write them. */
public final class French {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.FRENCH);

  private French() {}

  /** A day in words: 3 mai 2027, 1er mai 2027. */
  public static String date(LocalDate day) {
    String text = DATE.format(day);
    return day.getDayOfMonth() == 1 ? text.replaceFirst("1", "1er") : text;
  }
}
