package fr.actionpopulaire.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@Tag("F16")
class JsonLoggerTest {

  private final Logger ours = LoggerFactory.getLogger("fr.actionpopulaire.x.Y");
  private final Logger librarys = LoggerFactory.getLogger("io.micronaut.http.RouteExecutor");
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream before = System.out;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void back() {
    System.setOut(before);
    MDC.clear();
  }

  private String lines() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineIsOneObjectOfFixedFields() {
    MDC.put("AWSRequestId", "r-1");
    MDC.put("correlationId", "c-1");
    ours.info("Imported: accepted {}, refused {}", 2, 1);
    assertEquals(
        "{\"level\":\"INFO\",\"logger\":\"fr.actionpopulaire.x.Y\","
            + "\"message\":\"Imported: accepted 2, refused 1\","
            + "\"requestId\":\"r-1\",\"correlationId\":\"c-1\"}\n",
        lines());
  }

  @Test
  void outsideOfARequestItNamesNone() {
    ours.warn("Not primed");
    assertEquals(
        "{\"level\":\"WARN\",\"logger\":\"fr.actionpopulaire.x.Y\",\"message\":\"Not primed\"}\n",
        lines());
  }

  @Test
  void whatLibrariesPutIntoTheirSentencesStaysOut() {
    librarys.error("Unexpected error occurred: {}", "somebody@example.org");
    librarys.error("Two values {} and {}", "first@example.org", "second@example.org");
    librarys.error("Many {} {} {}", "a@example.org", "b@example.org", "c@example.org");
    assertFalse(lines().contains("example.org"), lines());
    assertTrue(lines().contains("\"message\":\"Unexpected error occurred: {}\""), lines());
  }

  @Test
  void anExceptionTellsItsPlaceAndNotWhatItSays() {
    ours.error(
        "Failed",
        new IllegalStateException(
            "about somebody@example.org", new IllegalArgumentException("other@example.org")));
    assertFalse(lines().contains("example.org"), lines());
    assertTrue(lines().contains("java.lang.IllegalStateException\\n  at fr.actionpopulaire"));
    assertTrue(lines().contains("caused by java.lang.IllegalArgumentException"));
    assertEquals(1, lines().lines().count());
  }

  @Test
  void aValueCannotBeginALineOrAField() {
    ours.info("Kept {}", "a\"b\\c\nd\r\te\u0000f\u2028g");
    assertEquals(
        "{\"level\":\"INFO\",\"logger\":\"fr.actionpopulaire.x.Y\","
            + "\"message\":\"Kept a\\\"b\\\\c\\nd\\r\\te\\u0000f\\u2028g\"}\n",
        lines());
  }

  @Test
  void whatIsForDebuggingIsNotWritten() {
    ours.debug("Debugging {}", 1);
    librarys.trace("Tracing");
    assertEquals("", lines());
  }
}
