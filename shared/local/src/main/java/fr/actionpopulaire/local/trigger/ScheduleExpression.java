package fr.actionpopulaire.local.trigger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schedule of EventBridge: {@code rate(5 minutes)} or {@code cron(minutes hours day-of-month
 * month day-of-week year)}, in UTC, with {@code * ? , - /}, names of months and days, {@code L} and
 * {@code LW} as day of the month, {@code 5#2} and {@code 6L} as day of the week.
 */
public final class ScheduleExpression {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
  private static final Pattern CRON = Pattern.compile("cron\\((.+)\\)");
  private static final int LAST_YEAR = 2199;
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private sealed interface Kind {
    record Rate(Duration every) implements Kind {}

    record Cron(
        TreeSet<Integer> minutes,
        TreeSet<Integer> hours,
        Predicate<LocalDate> days,
        TreeSet<Integer> months,
        TreeSet<Integer> years)
        implements Kind {}
  }

  private final Kind kind;

  private ScheduleExpression(Kind kind) {
    this.kind = kind;
  }

  /**
   * @throws IllegalArgumentException when EventBridge would not take it
   */
  public static ScheduleExpression parse(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (rate.matches()) {
      long count = Long.parseLong(rate.group(1));
      boolean plural = expression.endsWith("s)");
      if (count < 1 || plural != (count > 1)) {
        throw new IllegalArgumentException("EventBridge refuses " + expression);
      }
      Duration unit =
          switch (rate.group(2)) {
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
          };
      return new ScheduleExpression(new Kind.Rate(unit.multipliedBy(count)));
    }
    Matcher cron = CRON.matcher(expression);
    String[] fields = cron.matches() ? cron.group(1).strip().split(" +", -1) : new String[0];
    if (fields.length != 6 || fields[2].equals("?") == fields[4].equals("?")) {
      throw new IllegalArgumentException("EventBridge refuses " + expression);
    }
    return new ScheduleExpression(
        new Kind.Cron(
            values(fields[0], 0, 59, List.of()),
            values(fields[1], 0, 23, List.of()),
            fields[4].equals("?") ? dayOfMonth(fields[2]) : dayOfWeek(fields[4]),
            values(fields[3], 1, 12, MONTHS),
            values(fields[5], 1970, LAST_YEAR, List.of())));
  }

  /**
   * The first tick strictly after {@code now}; nothing when there is none up to 2199.
   *
   * @param since when the schedule began: rates count from there
   */
  public Optional<Instant> next(Instant now, Instant since) {
    return switch (kind) {
      case Kind.Rate rate -> {
        long every = rate.every().toMillis();
        long passed = Duration.between(since, now).toMillis();
        yield Optional.of(since.plusMillis((Math.floorDiv(passed, every) + 1) * every));
      }
      case Kind.Cron cron -> nextOf(cron, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
    };
  }

  private static Optional<Instant> nextOf(Kind.Cron cron, LocalDateTime now) {
    LocalDateTime first = now.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDate day = first.toLocalDate();
    LocalTime from = first.toLocalTime();
    while (day.getYear() <= LAST_YEAR) {
      if (!cron.years().contains(day.getYear())) {
        day = LocalDate.of(day.getYear() + 1, 1, 1);
      } else if (!cron.months().contains(day.getMonthValue())) {
        day = day.withDayOfMonth(1).plusMonths(1);
      } else {
        Optional<LocalTime> time = cron.days().test(day) ? timeFrom(cron, from) : Optional.empty();
        if (time.isPresent()) {
          return Optional.of(day.atTime(time.get()).toInstant(ZoneOffset.UTC));
        }
        day = day.plusDays(1);
      }
      from = LocalTime.MIN;
    }
    return Optional.empty();
  }

  private static Optional<LocalTime> timeFrom(Kind.Cron cron, LocalTime from) {
    for (int hour : cron.hours().tailSet(from.getHour())) {
      Integer minute = cron.minutes().ceiling(hour == from.getHour() ? from.getMinute() : 0);
      if (minute != null) {
        return Optional.of(LocalTime.of(hour, minute));
      }
    }
    return Optional.empty();
  }

  private static Predicate<LocalDate> dayOfMonth(String field) {
    if (field.equals("L")) {
      return day -> day.getDayOfMonth() == day.lengthOfMonth();
    }
    if (field.equals("LW")) {
      return day -> day.equals(lastWeekday(day));
    }
    TreeSet<Integer> days = values(field, 1, 31, List.of());
    return day -> days.contains(day.getDayOfMonth());
  }

  private static LocalDate lastWeekday(LocalDate day) {
    LocalDate last = day.withDayOfMonth(day.lengthOfMonth());
    return last.minusDays(Math.max(0, last.getDayOfWeek().getValue() - 5));
  }

  private static Predicate<LocalDate> dayOfWeek(String field) {
    if (field.contains("#")) {
      int wanted = number(field.substring(0, field.indexOf('#')), 1, 7, DAYS);
      int nth = number(field.substring(field.indexOf('#') + 1), 1, 5, List.of());
      return day -> weekday(day) == wanted && (day.getDayOfMonth() - 1) / 7 + 1 == nth;
    }
    if (field.length() > 1 && field.endsWith("L")) {
      int wanted = number(field.substring(0, field.length() - 1), 1, 7, DAYS);
      return day -> weekday(day) == wanted && day.getDayOfMonth() + 7 > day.lengthOfMonth();
    }
    TreeSet<Integer> days = values(field, 1, 7, DAYS);
    return day -> days.contains(weekday(day));
  }

  /** EventBridge counts from Sunday, which is 1. */
  private static int weekday(LocalDate day) {
    return day.getDayOfWeek().getValue() % 7 + 1;
  }

  private static TreeSet<Integer> values(String field, int low, int high, List<String> names) {
    TreeSet<Integer> values = new TreeSet<>();
    for (String part : field.split(",", -1)) {
      String[] range = part.split("/", 2);
      int step = range.length == 2 ? number(range[1], 1, high, List.of()) : 1;
      int from = low;
      int to = high;
      if (!range[0].equals("*")) {
        String[] ends = range[0].split("-", 2);
        from = number(ends[0], low, high, names);
        to = ends.length == 2 ? number(ends[1], low, high, names) : range.length == 2 ? high : from;
      }
      for (int value = from; value <= to; value += step) {
        values.add(value);
      }
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing in " + field);
    }
    return values;
  }

  private static int number(String text, int low, int high, List<String> names) {
    int named = names.indexOf(text);
    int value = named >= 0 ? named + 1 : parsed(text);
    if (value < low || value > high) {
      throw new IllegalArgumentException(text + " is not within " + low + " and " + high);
    }
    return value;
  }

  private static int parsed(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
