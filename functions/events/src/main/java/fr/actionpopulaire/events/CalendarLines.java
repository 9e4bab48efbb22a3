package fr.actionpopulaire.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Content lines of iCalendar (RFC 5545): CRLF, folded at 75 octets, text escaped. */
final class CalendarLines {

  private static final int OCTETS = 75;

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder lines = new StringBuilder(1024);

  /** A line whose value is of our own making. */
  CalendarLines line(String name, String value) {
    fold(name + ':' + value);
    return this;
  }

  /** A line whose value people typed. */
  CalendarLines text(String name, String value) {
    return line(
        name,
        value
            .replace("\\", "\\\\")
            .replace(";", "\\;")
            .replace(",", "\\,")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .replace("\n", "\\n"));
  }

  /** A line with an instant, in UTC. */
  CalendarLines instant(String name, Instant value) {
    return line(name, UTC.format(value));
  }

  /** Breaks between characters, never within one, whatever its octets. */
  private void fold(String line) {
    int octets = 0;
    int i = 0;
    while (i < line.length()) {
      int character = line.codePointAt(i);
      String text = Character.toString(character);
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      if (octets + length > OCTETS) {
        lines.append("\r\n ");
        octets = 1;
      }
      lines.append(text);
      octets += length;
      i += Character.charCount(character);
    }
    lines.append("\r\n");
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
