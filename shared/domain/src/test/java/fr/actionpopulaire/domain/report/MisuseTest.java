package fr.actionpopulaire.domain.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.domain.report.Misuse.Mark;
import fr.actionpopulaire.domain.report.Misuse.Standing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C9: warned first, then suspended for a time, and never for what was sent before the warning. */
@Tag("C9")
class MisuseTest {

  private static final Instant WARNED = Instant.parse("2026-11-21T10:00:00Z");
  private static final Mark FIRST = new Mark(WARNED.minusSeconds(60), WARNED);

  private static Mark sent(Duration afterTheWarning) {
    Instant received = WARNED.plus(afterTheWarning);
    return new Mark(received, received.plus(Duration.ofDays(1)));
  }

  @Test
  void theFirstBringsAWarningOnly() {
    assertEquals(new Standing.Clear(), Misuse.NONE.at(WARNED));
    assertEquals(new Standing.Warned(WARNED, 2), Misuse.NONE.with("a", FIRST).at(WARNED));
  }

  @Test
  void oneAfterTheWarningIsNotYetEnoughTwoAreAndAThirdProlongs() {
    Misuse misuse = Misuse.NONE.with("a", FIRST).with("b", sent(Duration.ofDays(1)));
    assertEquals(new Standing.Warned(WARNED, 1), misuse.at(WARNED));
    misuse = misuse.with("c", sent(Duration.ofDays(2)));
    Instant until = WARNED.plus(Duration.ofDays(33));
    assertEquals(new Standing.Suspended(until), misuse.at(until.minusMillis(1)));
    assertEquals(new Standing.Warned(WARNED, 1), misuse.at(until));
    assertEquals(new Standing.Warned(WARNED, 1), misuse.at(until.plusMillis(1)));
    misuse = misuse.with("d", sent(Duration.ofDays(40)));
    assertEquals(
        new Standing.Suspended(WARNED.plus(Duration.ofDays(71))), misuse.at(until), "one more");
  }

  @Test
  void whatWasSentBeforeOrAtTheWarningDoesNotCount() {
    Misuse misuse = Misuse.NONE.with("a", FIRST).with("b", sent(Duration.ofDays(1)));
    for (Duration early : new Duration[] {Duration.ofMillis(-1), Duration.ZERO}) {
      assertEquals(new Standing.Warned(WARNED, 1), misuse.with("c", sent(early)).at(WARNED));
    }
    assertEquals(
        new Standing.Suspended(WARNED.plus(Duration.ofDays(32))),
        misuse.with("c", sent(Duration.ofMillis(1))).at(WARNED),
        "counted from the last one's decision");
  }

  @Test
  void takenBackItIsAsIfItHadNeverBeen() {
    Misuse two = Misuse.NONE.with("a", FIRST).with("b", sent(Duration.ofDays(1)));
    Misuse three = two.with("c", sent(Duration.ofDays(2)));
    assertEquals(two, three.without("c"));
    assertEquals(Misuse.NONE, two.without("b").without("a"));
    assertEquals(three, three.without("unknown"));
    // Without the warning the second one is the warning, and the third was sent before it.
    Instant warned = WARNED.plus(Duration.ofDays(2));
    assertEquals(new Standing.Warned(warned, 2), three.without("a").at(warned));
  }

  @Test
  void theSameNoticeCountsOnceAndNoMoreAreKeptThanNeeded() {
    Misuse misuse = Misuse.NONE.with("a", FIRST);
    assertEquals(misuse, misuse.with("a", FIRST));
    for (int i = 1; i <= Misuse.MOST; i++) {
      misuse = misuse.with("n" + i, sent(Duration.ofDays(i)));
    }
    assertEquals(Misuse.MOST, misuse.marks().size());
    assertEquals(Misuse.MOST - 1, misuse.without("n1").marks().size());
  }
}
