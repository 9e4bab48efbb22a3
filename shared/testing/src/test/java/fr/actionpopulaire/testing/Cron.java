package fr.actionpopulaire.testing;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which schedule expressions EventBridge takes: {@code rate(n unit)} with the unit's number
 * agreeing, and {@code cron(minutes hours day-of-month month day-of-week year)} with exactly one of
 * the two days being {@code ?}. The rarer {@code L}, {@code W} and {@code #} are refused: nothing
 * here needs them.
 */
final class Cron {

  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)(s?)\\)");
  private static final Pattern CRON = Pattern.compile("cron\\((\\S+( \\S+){5})\\)");
  private static final Pattern PART = Pattern.compile("(\\*|\\w+)(?:-(\\w+))?(?:/(\\d+))?");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private Cron() {}

  static boolean isValid(String schedule) {
    Matcher rate = RATE.matcher(schedule);
    if (rate.matches()) {
      int every = Integer.parseInt(rate.group(1));
      return every > 0 && (every == 1) == rate.group(3).isEmpty();
    }
    Matcher cron = CRON.matcher(schedule);
    if (!cron.matches()) {
      return false;
    }
    List<String> fields = List.of(cron.group(1).split(" "));
    String dayOfMonth = fields.get(2);
    String dayOfWeek = fields.get(4);
    return dayOfMonth.equals("?") != dayOfWeek.equals("?")
        && isField(fields.get(0), 0, 59, List.of())
        && isField(fields.get(1), 0, 23, List.of())
        && (dayOfMonth.equals("?") || isField(dayOfMonth, 1, 31, List.of()))
        && isField(fields.get(3), 1, 12, MONTHS)
        && (dayOfWeek.equals("?") || isField(dayOfWeek, 1, 7, DAYS))
        && isField(fields.get(5), 1970, 2199, List.of());
  }

  private static boolean isField(String field, int least, int most, List<String> names) {
    for (String text : field.split(",", -1)) {
      Matcher part = PART.matcher(text);
      if (!part.matches()) {
        return false;
      }
      boolean any = part.group(1).equals("*");
      if (any && part.group(2) != null
          || !any && !isNumber(part.group(1), least, most, names)
          || part.group(2) != null && !isNumber(part.group(2), least, most, names)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String text, int least, int most, List<String> names) {
    if (names.contains(text.toUpperCase(Locale.ROOT))) {
      return true;
    }
    return text.matches("\\d{1,4}")
        && Integer.parseInt(text) >= least
        && Integer.parseInt(text) <= most;
  }
}
