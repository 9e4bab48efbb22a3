package fr.actionpopulaire.domain.member;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hours of the day, at home, within which somebody agreed to be called. Written {@code
 * 18:00-20:30}.
 *
 * @param from first minute at which the telephone may ring
 * @param to minute from which it must not ring any more; later than {@code from}
 */
public record CallHours(LocalTime from, LocalTime to) {

  private static final Pattern TYPED =
      Pattern.compile(
          "([0-9]{1,2})(?:[h:]([0-9]{2})?)?\\s*(?:-|–|—|à|a)\\s*([0-9]{1,2})(?:[h:]([0-9]{2})?)?");

  public CallHours {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("Hours end after they begin");
    }
  }

  /**
   * Reads {@code 18:00-20:30}, and what people type instead: {@code 18h-20h30}, {@code 18 à 20}.
   */
  public static Optional<CallHours> parse(String typed) {
    if (typed.length() > 30) {
      return Optional.empty();
    }
    Matcher matcher = TYPED.matcher(typed.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalTime from = time(matcher.group(1), matcher.group(2));
      LocalTime to = time(matcher.group(3), matcher.group(4));
      return from.isBefore(to) ? Optional.of(new CallHours(from, to)) : Optional.empty();
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  private static LocalTime time(String hour, @Nullable String minute) {
    return LocalTime.of(Integer.parseInt(hour), minute == null ? 0 : Integer.parseInt(minute));
  }

  /** The form in which hours are stored and answered. */
  @Override
  public String toString() {
    return from + "-" + to;
  }
}
