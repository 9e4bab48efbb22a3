package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Audit;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the reading of a range of the trail stands. Its text carries the range too: «the last seven
 * days» are others when the next page is asked for.
 *
 * @param from first instant of the range, inclusive
 * @param to last instant of the range, exclusive
 * @param after sort key of the last line read, or the beginning of the day to go on with; within
 *     the range
 */
record AuditCursor(Instant from, Instant to, String after) {

  /** No line is older or newer; dates far outside do not fit a calendar. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  private static final int DAY = "2026-11-21".length();
  private static final Pattern PLACE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z(#[0-9a-z]{26})?");

  /** Whether there may be lines of that time, now or ever. */
  static boolean isThinkable(Instant instant) {
    return instant.isAfter(EARLIEST) && instant.isBefore(LATEST);
  }

  /** Before the first line of a range. */
  static AuditCursor start(Instant from, Instant to) {
    return new AuditCursor(from, to, Audit.startOf(from.atOffset(ZoneOffset.UTC).toLocalDate()));
  }

  /** Another place in the same range. */
  AuditCursor at(String place) {
    return new AuditCursor(from, to, place);
  }

  LocalDate day() {
    return LocalDate.parse(after.substring(0, DAY));
  }

  /** In a form to carry in an address. */
  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((from + " " + to + " " + after).getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when the text was not made by {@link #text}. */
  static Optional<AuditCursor> parse(String cursor) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 4);
      if (parts.length != 3 || !PLACE.matcher(parts[2]).matches()) {
        return Optional.empty();
      }
      AuditCursor read =
          new AuditCursor(Instant.parse(parts[0]), Instant.parse(parts[1]), parts[2]);
      return Optional.of(read).filter(AuditCursor::isWithinRange);
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  private boolean isWithinRange() {
    String instant = after.contains("#") ? after.substring(0, after.indexOf('#')) : after;
    return isThinkable(from)
        && isThinkable(to)
        && Instant.parse(instant).isBefore(to)
        && !day().isBefore(from.atOffset(ZoneOffset.UTC).toLocalDate());
  }
}
