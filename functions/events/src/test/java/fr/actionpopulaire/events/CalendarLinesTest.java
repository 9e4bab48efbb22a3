package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CalendarLinesTest {

  @Test
  void aLineOf75OctetsIsOneLineAndOf76IsTwo() {
    assertEquals("X:" + "a".repeat(73) + "\r\n", lines("X", "a".repeat(73)));
    assertEquals("X:" + "a".repeat(73) + "\r\n a\r\n", lines("X", "a".repeat(74)));
    assertEquals(
        "X:" + "a".repeat(73) + "\r\n " + "a".repeat(74) + "\r\n a\r\n",
        lines("X", "a".repeat(148)));
  }

  @Test
  void noCharacterIsCut() {
    assertEquals("X:" + "a".repeat(72) + "\r\n é\r\n", lines("X", "a".repeat(72) + "é"));
    assertEquals("X:" + "a".repeat(70) + "\r\n 🎉\r\n", lines("X", "a".repeat(70) + "🎉"));
    assertEquals("X:" + "a".repeat(69) + "🎉\r\n", lines("X", "a".repeat(69) + "🎉"));
  }

  @Test
  void typedTextCannotLeaveItsLine() {
    assertEquals("X:a\\nEND:VEVENT\\, \\; \\\\n\r\n", lines("X", "a\r\nEND:VEVENT, ; \\n"));
    assertEquals("X:a\\nb\r\n", lines("X", "a\rb"));
  }

  @Test
  void instantsAreUtc() {
    assertEquals(
        "X:20270418T180000Z\r\n",
        new CalendarLines().instant("X", Instant.parse("2027-04-18T18:00:00Z")).toString());
  }

  private static String lines(String name, String value) {
    return new CalendarLines().text(name, value).toString();
  }
}
