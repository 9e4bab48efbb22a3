package fr.actionpopulaire.domain.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.actionpopulaire.domain.report.StatementOfReasons.Draft;
import fr.actionpopulaire.domain.report.StatementOfReasons.Gap;
import fr.actionpopulaire.domain.report.StatementOfReasons.Verdict;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** C5: a decision has a complete statement of reasons, or there is none (DSA 17(3)). */
@Tag("C5")
class StatementOfReasonsTest {

  private static final Basis BASIS = new Basis(Basis.Kind.TERMS, "article 4", "Ce n’est pas ici.");

  private static Draft draft(
      @Nullable String measure, @Nullable Integer days, @Nullable Boolean indefinite) {
    return new Draft(
        measure, null, days, indefinite, "Des faits.", false, "terms", "article 4", "Pourquoi.");
  }

  private static Set<Gap> gaps(Draft draft) {
    return switch (draft.verdict()) {
      case Verdict.Complete _ -> Set.of();
      case Verdict.Incomplete(Set<Gap> gaps) -> gaps;
    };
  }

  @Test
  void anEmptyDraftLacksEverythingTheLawAsksFor() {
    assertEquals(
        Set.of(
            Gap.MEASURE,
            Gap.FACTS,
            Gap.AUTOMATED,
            Gap.GROUND_KIND,
            Gap.GROUND_REFERENCE,
            Gap.GROUND_EXPLANATION),
        gaps(new Draft(null, null, null, null, null, null, null, null, null)));
  }

  static Stream<Arguments> terms() {
    return Stream.of(
        Arguments.of("none", null, null, Set.of()),
        Arguments.of("none", null, false, Set.of()),
        Arguments.of("none", 1, null, Set.of(Gap.DAYS)),
        Arguments.of("warn", null, true, Set.of(Gap.INDEFINITE)),
        Arguments.of("hide-event", null, null, Set.of()),
        Arguments.of("hide-event", null, true, Set.of()),
        Arguments.of("hide-event", 0, null, Set.of(Gap.DAYS)),
        Arguments.of("hide-event", 1, null, Set.of()),
        Arguments.of("hide-event", 366, null, Set.of()),
        Arguments.of("hide-event", 367, null, Set.of(Gap.DAYS)),
        Arguments.of("hide-event", 3, true, Set.of(Gap.INDEFINITE)),
        Arguments.of("hide-text", null, null, Set.of()),
        Arguments.of("hide-text", 3, null, Set.of(Gap.DAYS)),
        Arguments.of("close-answers", null, null, Set.of()),
        Arguments.of("close-answers", null, true, Set.of()),
        Arguments.of("close-answers", 3, null, Set.of(Gap.DAYS)),
        Arguments.of("close-account", null, true, Set.of()),
        Arguments.of("close-account", 3, null, Set.of(Gap.DAYS)),
        Arguments.of("suspend-member", null, null, Set.of(Gap.DAYS)),
        Arguments.of("suspend-member", null, false, Set.of(Gap.DAYS)),
        Arguments.of("suspend-member", 0, null, Set.of(Gap.DAYS)),
        Arguments.of("suspend-member", 1, null, Set.of()),
        Arguments.of("suspend-member", 366, null, Set.of()),
        Arguments.of("suspend-member", 367, null, Set.of(Gap.DAYS)),
        Arguments.of("suspend-member", null, true, Set.of()),
        Arguments.of("suspend-member", 3, true, Set.of(Gap.INDEFINITE)),
        Arguments.of("delete-everything", null, null, Set.of(Gap.MEASURE)));
  }

  @ParameterizedTest
  @MethodSource("terms")
  void eachMeasureHasItsOwnDuration(
      String measure, @Nullable Integer days, @Nullable Boolean indefinite, Set<Gap> gaps) {
    assertEquals(gaps, gaps(draft(measure, days, indefinite)));
  }

  @Test
  void textsAreBoundedOnBothSides() {
    assertEquals(Set.of(), gaps(withFacts("fai")));
    assertEquals(Set.of(Gap.FACTS), gaps(withFacts("fa")));
    assertEquals(Set.of(Gap.FACTS), gaps(withFacts("   \n  ")));
    assertEquals(Set.of(), gaps(withFacts("f".repeat(5000))));
    assertEquals(Set.of(Gap.FACTS), gaps(withFacts("f".repeat(5001))));
    assertEquals(Set.of(Gap.FACTS), gaps(withFacts("<script>alert(1)</script>")));
  }

  private static Draft withFacts(String facts) {
    return new Draft("none", null, null, null, facts, true, "law", "art. 29", "Pourquoi.");
  }

  @Test
  void aCompleteDraftKeepsEveryWord() {
    Draft draft =
        new Draft(
            "suspend-member", "France", 7, null, "Des faits.", true, "law", "art. 29", "Car.");
    assertEquals(
        new Verdict.Complete(
            new StatementOfReasons(
                Measure.SUSPEND_MEMBER,
                "France",
                new Term.Days(7),
                "Des faits.",
                true,
                new Basis(Basis.Kind.LAW, "art. 29", "Car."))),
        draft.verdict());
  }

  @Test
  void theScopeIsTheWholeServiceUnlessSaid() {
    Verdict verdict = draft("none", null, null).verdict();
    assertEquals(
        StatementOfReasons.EVERYWHERE,
        verdict instanceof Verdict.Complete(StatementOfReasons statement) ? statement.scope() : "");
  }

  @Test
  void theTypeItselfRefusesHalfAStatement() {
    assertThrows(IllegalArgumentException.class, () -> new Basis(Basis.Kind.LAW, " ", "x"));
    assertThrows(IllegalArgumentException.class, () -> new Basis(Basis.Kind.LAW, "x", ""));
    assertThrows(IllegalArgumentException.class, () -> new Term.Days(0));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new StatementOfReasons(
                Measure.WARN, "partout", new Term.Momentary(), " ", false, BASIS));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new StatementOfReasons(
                Measure.SUSPEND_MEMBER, "partout", new Term.Momentary(), "f", false, BASIS));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new StatementOfReasons(
                Measure.HIDE_EVENT, "", new Term.Indefinite(), "f", false, BASIS));
  }
}
