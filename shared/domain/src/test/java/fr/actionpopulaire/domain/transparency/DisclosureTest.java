package fr.actionpopulaire.domain.transparency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.transparency.Disclosure.Breakdown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No count under five can be read, nor worked out, by whoever knows how it is done. */
@Tag("C10")
class DisclosureTest {

  private static List<String> told(long... counts) {
    Breakdown told = Disclosure.breakdown(java.util.Arrays.stream(counts).boxed().toList());
    return Stream.concat(Stream.of(told.total()), told.parts().stream()).map(Figure::code).toList();
  }

  @Test
  void fourIsWithheldAndFiveIsTold() {
    assertEquals("few", Disclosure.count(0).code());
    assertEquals("few", Disclosure.count(4).code());
    assertEquals("5", Disclosure.count(5).code());
    assertEquals(List.of("10", "5", "5"), told(5, 5));
    assertEquals(List.of("24", "few", "withheld"), told(4, 20));
    assertEquals(List.of("57", "few", "few", "20", "withheld"), told(4, 3, 20, 30));
    assertEquals(List.of("9", "few", "withheld", "few"), told(1, 5, 3));
    assertEquals(List.of("6", "few", "few", "few"), told(1, 1, 4));
    assertEquals(List.of("few", "few", "few"), told(0, 4));
    assertEquals(List.of("few", "few", "few"), told(0, 0));
  }

  /** What is withheld beside a zero must not be known to be a five, nor four to be four. */
  @Test
  void whereOnePossibilityIsLeftNothingIsTold() {
    assertEquals(List.of("5", "withheld", "withheld"), told(0, 5));
    assertEquals(List.of("25", "withheld", "withheld", "withheld"), told(20, 0, 5));
    assertEquals(List.of("8", "withheld", "withheld"), told(4, 4));
    assertEquals(List.of("8", "withheld", "withheld"), told(3, 5));
    assertEquals(List.of("26", "20", "few", "withheld"), told(20, 0, 6));
    assertEquals(List.of("26", "20", "few", "withheld"), told(20, 1, 5));
  }

  /** Every list of so many counts with that total, given to somebody. */
  private static void each(int parts, int total, List<Long> begun, Consumer<List<Long>> taker) {
    if (parts == 1) {
      List<Long> whole = new ArrayList<>(begun);
      whole.add((long) total);
      taker.accept(whole);
      return;
    }
    for (int count = 0; count <= total; count++) {
      List<Long> more = new ArrayList<>(begun);
      more.add((long) count);
      each(parts - 1, total - count, more, taker);
    }
  }

  /**
   * The counts that are not told and yet known, since every list that would be published the same
   * way has the same one in that place.
   */
  private static int givenAway(int parts, int total, Function<List<Long>, List<Figure>> publish) {
    Map<List<Figure>, List<Set<Long>>> possible = new HashMap<>();
    each(
        parts,
        total,
        List.of(),
        counts -> {
          List<Set<Long>> there =
              possible.computeIfAbsent(
                  publish.apply(counts),
                  _ ->
                      Stream.generate(HashSet<Long>::new)
                          .limit(parts)
                          .map(s -> (Set<Long>) s)
                          .toList());
          for (int i = 0; i < parts; i++) {
            there.get(i).add(counts.get(i));
          }
        });
    int known = 0;
    for (var published : possible.entrySet()) {
      for (int i = 0; i < parts; i++) {
        boolean isTold = published.getKey().get(i) instanceof Figure.Told;
        known += !isTold && published.getValue().get(i).size() == 1 ? 1 : 0;
      }
    }
    return known;
  }

  @ParameterizedTest
  @CsvSource({"2, 40", "3, 30", "4, 20", "5, 21", "6, 16"})
  void noneCanBeWorkedOutEvenByWhoKnowsTheRules(int parts, int most) {
    int naive = 0;
    for (int total = Disclosure.LEAST; total <= most; total++) {
      assertEquals(
          0,
          givenAway(parts, total, counts -> Disclosure.breakdown(counts).parts()),
          parts + " parts of " + total);
      naive += givenAway(parts, total, counts -> counts.stream().map(Disclosure::count).toList());
    }
    assertTrue(naive > 0, "positive control: withholding only what is under five gives some away");
  }

  @Test
  void aTotalUnderFiveLooksTheSameWhateverItIs() {
    Set<Breakdown> seen = new HashSet<>();
    for (int total = 0; total < Disclosure.LEAST; total++) {
      each(3, total, List.of(), counts -> seen.add(Disclosure.breakdown(counts)));
    }
    assertEquals(1, seen.size());
  }

  /** What is five or more is told but where it must not, and never wrongly. */
  @Test
  void whatIsToldIsTrueAndAtMostOneIsWithheldForTheOthersSake() {
    for (int total = Disclosure.LEAST; total <= 30; total++) {
      each(
          4,
          total,
          List.of(),
          counts -> {
            Breakdown told = Disclosure.breakdown(counts);
            for (int i = 0; i < counts.size(); i++) {
              switch (told.parts().get(i)) {
                case Figure.Told(long number) -> assertEquals(counts.get(i), number);
                case Figure.Few _ -> assertTrue(counts.get(i) < Disclosure.LEAST);
                case Figure.Withheld _ -> {}
              }
            }
            long withheld =
                told.parts().stream().filter(figure -> figure instanceof Figure.Withheld).count();
            boolean open = counts.stream().allMatch(count -> count >= Disclosure.LEAST);
            assertTrue(open ? withheld == 0 : withheld <= 1 || withheld == 4, counts.toString());
          });
    }
  }

  @Test
  void mediansInWholeHoursOfFiveLengthsOrMore() {
    List<Duration> four = Stream.of(1, 2, 3, 4).map(Duration::ofHours).toList();
    assertEquals("withheld", Disclosure.medianHours(four).code());
    assertEquals("withheld", Disclosure.medianHours(List.of()).code());
    List<Duration> five = Stream.of(90, 1, 50, 2, 4).map(Duration::ofHours).toList();
    assertEquals("4", Disclosure.medianHours(five).code());
    List<Duration> six = Stream.of(90, 1, 50, 2, 4, 7).map(Duration::ofHours).toList();
    assertEquals("6", Disclosure.medianHours(six).code(), "five and a half");
    List<Duration> short1 =
        Stream.generate(() -> Duration.ofMinutes(29).plusSeconds(59)).limit(5).toList();
    assertEquals("0", Disclosure.medianHours(short1).code());
    List<Duration> long1 = Stream.generate(() -> Duration.ofMinutes(30)).limit(5).toList();
    assertEquals("1", Disclosure.medianHours(long1).code());
  }

  @Test
  void figuresAreReadBackAsTheyWereStored() {
    for (Figure figure : List.of(new Figure.Told(12), new Figure.Few(), new Figure.Withheld())) {
      assertEquals(figure, Figure.of(figure.code()).orElseThrow());
    }
    for (String other : List.of("", "-1", "1.5", "4 ", "1234567890123456")) {
      assertFalse(Figure.of(other).isPresent(), other);
    }
    assertEquals("<\u00a05", new Figure.Few().french());
    assertEquals("n.\u00a0c.", new Figure.Withheld().french());
    assertEquals("12", new Figure.Told(12).french());
  }
}
