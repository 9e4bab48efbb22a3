package fr.actionpopulaire.domain.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Dates and times as French people write them. The few words are here, because a Java image for the
 * cloud need not carry the world's languages.
 */
public final class FrenchTime {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final List<String> DAYS =
      List.of("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche");

  private static final List<String> MONTHS =
      List.of(
          "janvier",
          "février",
          "mars",
          "avril",
          "mai",
          "juin",
          "juillet",
          "août",
          "septembre",
          "octobre",
          "novembre",
          "décembre");

  private FrenchTime() {}

  /** {@code vendredi 1er mai 2027}. */
  public static String date(LocalDate date) {
    String day = date.getDayOfMonth() == 1 ? "1er" : String.valueOf(date.getDayOfMonth());
    return "%s %s %s %d"
        .formatted(
            DAYS.get(date.getDayOfWeek().getValue() - 1),
            day,
            MONTHS.get(date.getMonthValue() - 1),
            date.getYear());
  }

  /** {@code 18 h 30}, {@code 18 h}; with no-break spaces. */
  public static String time(LocalTime time) {
    return time.getMinute() == 0
        ? "%d\u00a0h".formatted(time.getHour())
        : "%d\u00a0h\u00a0%02d".formatted(time.getHour(), time.getMinute());
  }

  /** {@code vendredi 1er mai 2027 à 18 h 30}, on the clocks of a zone. */
  public static String moment(Instant instant, ZoneId zone) {
    ZonedDateTime local = instant.atZone(zone);
    return date(local.toLocalDate()) + " à " + time(local.toLocalTime());
  }

  /**
   * {@code vendredi 1er mai 2027, de 18 h 30 à 20 h}, naming the last day too when it is another,
   * and the clocks meant when they do not show the time of Paris.
   */
  public static String span(Instant start, Instant end, ZoneId zone) {
    ZonedDateTime from = start.atZone(zone);
    ZonedDateTime to = end.atZone(zone);
    String span =
        from.toLocalDate().equals(to.toLocalDate())
            ? "%s, de %s à %s"
                .formatted(
                    date(from.toLocalDate()), time(from.toLocalTime()), time(to.toLocalTime()))
            : "du %s au %s".formatted(moment(start, zone), moment(end, zone));
    boolean asInParis = zone.getRules().getOffset(start).equals(PARIS.getRules().getOffset(start));
    return asInParis ? span : span + " (heure locale)";
  }
}
