package fr.actionpopulaire.domain.transparency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Half-years end at midnight in Paris, in winter as in summer. */
@Tag("C10")
class HalfYearTest {

  @ParameterizedTest
  @CsvSource({
    "2026-2, 2026-06-30T22:00:00Z, 2026-12-31T23:00:00Z",
    "2027-1, 2026-12-31T23:00:00Z, 2027-06-30T22:00:00Z"
  })
  void itsBoundsToTheMillisecond(String code, Instant start, Instant end) {
    HalfYear half = HalfYear.parse(code).orElseThrow();
    assertEquals(start, half.start());
    assertEquals(end, half.end());
    assertFalse(half.contains(start.minusMillis(1)));
    assertTrue(half.contains(start));
    assertTrue(half.contains(end.minusMillis(1)));
    assertFalse(half.contains(end));
    assertEquals(code, half.code());
    assertEquals(half, HalfYear.lastEnded(end));
    assertEquals(half, HalfYear.of(end.minusMillis(1)));
    assertFalse(HalfYear.lastEnded(end.minusMillis(1)).equals(half), "it is still running");
  }

  @Test
  void theySortAsTimeDoesAndHaveAName() {
    assertTrue(new HalfYear(2026, 2).compareTo(new HalfYear(2027, 1)) < 0);
    assertTrue(new HalfYear(2026, 1).compareTo(new HalfYear(2026, 2)) < 0);
    assertEquals("premier semestre 2027", new HalfYear(2027, 1).french());
    assertEquals("second semestre 2026", new HalfYear(2026, 2).french());
    assertThrows(IllegalArgumentException.class, () -> new HalfYear(2026, 0));
    assertThrows(IllegalArgumentException.class, () -> new HalfYear(2026, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026", "2026-0", "2026-3", "02026-1", "2026-1 ", "３026-1", "x"})
  void anythingElseIsNone(String text) {
    assertEquals(Optional.empty(), HalfYear.parse(text));
  }
}
