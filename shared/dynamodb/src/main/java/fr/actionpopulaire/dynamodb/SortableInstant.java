package fr.actionpopulaire.dynamodb;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * How an instant stands in a sort key: RFC 3339 in UTC with three decimals always, so that the text
 * sorts as the time does. ({@link Instant#toString} leaves zeros out, and {@code 10:00:00Z} sorts
 * behind {@code 10:00:00.500Z}.)
 */
public final class SortableInstant {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private SortableInstant() {}

  /** {@code 2026-11-21T10:00:00.000Z}; what is smaller than a millisecond is cut off. */
  public static String of(Instant instant) {
    return MILLISECONDS.format(instant);
  }
}
