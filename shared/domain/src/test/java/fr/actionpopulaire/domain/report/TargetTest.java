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

  /** Whoever decides about a message must not hit the event's organiser, who may have got it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "/answer"})
  void aMessageIsItsAuthorsAndNotTheEvents(String more) {
    Target target = new Target("/v1/events/" + EVENT + "/messages/" + EVENT + more);
    assertEquals(Optional.empty(), target.event());
    assertEquals(Optional.of(new Target.Message(EVENT, EVENT)), target.message());
    assertEquals("/evenements/" + EVENT + "/messages/" + EVENT, target.subject().path());
    assertEquals(Optional.empty(), new Target("/evenements/" + EVENT).message());
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
