package fr.actionpopulaire.domain.transparency;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Six months of which one report is published: January to June or July to December, on the Paris
 * calendar.
 *
 * @param half 1 or 2
 */
public record HalfYear(int year, int half) implements Comparable<HalfYear> {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Pattern CODE = Pattern.compile("([12][0-9]{3})-([12])");

  public HalfYear {
    if (half < 1 || half > 2) {
      throw new IllegalArgumentException("A year has two halves");
    }
  }

  /** The one an instant lies in. */
  public static HalfYear of(Instant instant) {
    ZonedDateTime there = instant.atZone(PARIS);
    return new HalfYear(there.getYear(), there.getMonthValue() <= 6 ? 1 : 2);
  }

  /** The last one that is over at an instant. */
  public static HalfYear lastEnded(Instant now) {
    HalfYear running = of(now);
    return running.half == 1 ? new HalfYear(running.year - 1, 2) : new HalfYear(running.year, 1);
  }

  /** Reads a {@link #code}; empty when it is none. */
  public static Optional<HalfYear> parse(String code) {
    Matcher matcher = CODE.matcher(code);
    return matcher.matches()
        ? Optional.of(
            new HalfYear(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Its first instant. */
  public Instant start() {
    return LocalDate.of(year, half == 1 ? 1 : 7, 1).atStartOfDay(PARIS).toInstant();
  }

  /** The first instant after it. */
  public Instant end() {
    return next().start();
  }

  private HalfYear next() {
    return half == 1 ? new HalfYear(year, 2) : new HalfYear(year + 1, 1);
  }

  public boolean contains(Instant instant) {
    return of(instant).equals(this);
  }

  /** {@code 2026-2}: sorts as time does. */
  public String code() {
    return year + "-" + half;
  }

  /** {@code second semestre 2026}. */
  public String french() {
    return (half == 1 ? "premier semestre " : "second semestre ") + year;
  }

  @Override
  public int compareTo(HalfYear other) {
    return code().compareTo(other.code());
  }
}
