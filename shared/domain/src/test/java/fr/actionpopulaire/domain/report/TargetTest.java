package fr.actionpopulaire.domain.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  private static final String EVENT = "0123456789abcdefghjkmnpqrs";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/evenements/" + EVENT,
        "/v1/events/" + EVENT,
        "/v1/events/" + EVENT + ".ics",
        "/evenements/" + EVENT + "/participation"
      })
  void knowsTheEventItNames(String path) {
    assertEquals(Optional.of(EVENT), new Target(path).event());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/evenements",
        "/evenements/nouveau",
        "/v1/communes/75056/events.ics",
        "/evenements/" + EVENT + "x",
        "/pages/evenements/" + EVENT
      })
  void otherPagesHaveNoEvent(String path) {
    assertEquals(Optional.empty(), Target.parse(path).orElseThrow().event());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evenements",
        "//example.org/",
        "/a//b",
        "/a/",
        "/../etc/passwd",
        "/a/./b",
        "https://example.org/a",
        "/a?b=c",
        "/a#b",
        "/a b",
        "/<script>",
        "/a\nb",
        "/é",
        "/a\\b",
        "/a%0a"
      })
  void refusesWhatIsNoPathOfThisSite(String path) {
    assertEquals(Optional.empty(), Target.parse(path));
    assertThrows(IllegalArgumentException.class, () -> new Target(path));
  }

  @Test
  void isAtMost200Long() {
    assertEquals(200, Target.parse("/" + "a".repeat(199)).orElseThrow().path().length());
    assertEquals(Optional.empty(), Target.parse("/" + "a".repeat(200)));
  }
}
