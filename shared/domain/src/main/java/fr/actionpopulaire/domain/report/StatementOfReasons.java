package fr.actionpopulaire.domain.report;

import fr.actionpopulaire.domain.text.PlainText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a moderation decision was taken, with everything the DSA wants in it (art. 17(3)): the
 * measure and, where it has one, its territorial scope and duration; the facts; whether automated
 * means were used; the ground in law or in our terms. Redress is the same for every decision and
 * stands in {@link Redress}. No decision can be stored without one, and an incomplete one cannot be
 * made.
 *
 * <p>It has no field for the reporter (art. 17(3)(b)).
 *
 * @param scope where the measure holds
 * @param facts what was found, at most {@value #MAX_TEXT} characters
 * @param automated whether automated means took part in the decision
 */
public record StatementOfReasons(
    Measure measure, String scope, Term term, String facts, boolean automated, Basis basis) {

  /** Bound of the facts and of the explanation of the ground, in characters. */
  public static final int MAX_TEXT = 5000;

  /** Bound of the scope and of the reference, in characters. */
  public static final int MAX_LINE = 200;

  /** The scope when none is given: the service has no territory of its own to cut. */
  public static final String EVERYWHERE = "tout le service, sur tout le territoire";

  public StatementOfReasons {
    if (scope.isBlank() || facts.isBlank()) {
      throw new IllegalArgumentException("A statement of reasons has a scope and facts");
    }
    if (!allows(measure, term)) {
      throw new IllegalArgumentException("This measure has no such duration");
    }
  }

  private static boolean allows(Measure measure, Term term) {
    return switch (measure) {
      case NONE, WARN -> term instanceof Term.Momentary;
      case HIDE_TEXT, CLOSE_ANSWERS, CLOSE_ACCOUNT -> term instanceof Term.Indefinite;
      case HIDE_EVENT, SUSPEND_MEMBER ->
          term instanceof Term.Days || term instanceof Term.Indefinite;
    };
  }

  /** What a statement still lacks, or has wrong. */
  public enum Gap {
    MEASURE,
    SCOPE,
    /** {@code days} is missing, out of bounds, or does not go with the measure. */
    DAYS,
    /** {@code indefinite} contradicts {@code days}, or does not go with the measure. */
    INDEFINITE,
    FACTS,
    AUTOMATED,
    GROUND_KIND,
    GROUND_REFERENCE,
    GROUND_EXPLANATION
  }

  /** Whether a draft makes a statement. */
  public sealed interface Verdict {

    record Complete(StatementOfReasons statement) implements Verdict {}

    /** Not one: with everything that is missing or wrong, at least one gap. */
    record Incomplete(Set<Gap> gaps) implements Verdict {
      public Incomplete {
        gaps = Set.copyOf(gaps);
      }
    }
  }

  /** What staff sent, each value perhaps missing. */
  public record Draft(
      @Nullable String measure,
      @Nullable String scope,
      @Nullable Integer days,
      @Nullable Boolean indefinite,
      @Nullable String facts,
      @Nullable Boolean automated,
      @Nullable String groundKind,
      @Nullable String groundReference,
      @Nullable String groundExplanation) {

    /** The statement this draft makes, or everything it lacks at once. */
    public Verdict verdict() {
      Set<Gap> gaps = EnumSet.noneOf(Gap.class);
      Measure read = read(measure, Measure::of, Measure.NONE, Gap.MEASURE, gaps);
      String where = read(scope == null ? EVERYWHERE : scope, Draft::line, "", Gap.SCOPE, gaps);
      String found = read(facts, Draft::prose, "", Gap.FACTS, gaps);
      Boolean byMachine = read(automated, Optional::of, Boolean.FALSE, Gap.AUTOMATED, gaps);
      Basis.Kind kind = read(groundKind, Basis.Kind::of, Basis.Kind.LAW, Gap.GROUND_KIND, gaps);
      String reference = read(groundReference, Draft::line, "", Gap.GROUND_REFERENCE, gaps);
      String why = read(groundExplanation, Draft::prose, "", Gap.GROUND_EXPLANATION, gaps);
      Term term = gaps.contains(Gap.MEASURE) ? new Term.Momentary() : term(read, gaps);
      return gaps.isEmpty()
          ? new Verdict.Complete(
              new StatementOfReasons(
                  read, where, term, found, byMachine, new Basis(kind, reference, why)))
          : new Verdict.Incomplete(gaps);
    }

    private Term term(Measure measure, Set<Gap> gaps) {
      boolean forever = Boolean.TRUE.equals(indefinite);
      return switch (measure) {
        case NONE, WARN -> {
          refuse(days != null, Gap.DAYS, gaps);
          refuse(forever, Gap.INDEFINITE, gaps);
          yield new Term.Momentary();
        }
        case HIDE_TEXT, CLOSE_ANSWERS, CLOSE_ACCOUNT -> {
          refuse(days != null, Gap.DAYS, gaps);
          yield new Term.Indefinite();
        }
        case HIDE_EVENT -> days == null ? new Term.Indefinite() : lasting(forever, gaps);
        case SUSPEND_MEMBER -> lasting(forever, gaps);
      };
    }

    private Term lasting(boolean forever, Set<Gap> gaps) {
      if (forever) {
        refuse(days != null, Gap.INDEFINITE, gaps);
        return new Term.Indefinite();
      }
      if (days == null || days < 1 || days > Term.MAX_DAYS) {
        gaps.add(Gap.DAYS);
        return new Term.Indefinite();
      }
      return new Term.Days(days);
    }

    private static void refuse(boolean wrong, Gap gap, Set<Gap> gaps) {
      if (wrong) {
        gaps.add(gap);
      }
    }

    private static Optional<String> line(String typed) {
      return PlainText.line(typed, 2, MAX_LINE);
    }

    private static Optional<String> prose(String typed) {
      return PlainText.text(typed, 3, MAX_TEXT);
    }

    private static <S, T> T read(
        @Nullable S sent,
        java.util.function.Function<S, Optional<T>> reader,
        T placeholder,
        Gap gap,
        Set<Gap> gaps) {
      Optional<T> value = sent == null ? Optional.empty() : reader.apply(sent);
      if (value.isEmpty()) {
        gaps.add(gap);
      }
      return value.orElse(placeholder);
    }
  }

  /** The gaps in the order of a form, to tell them. */
  public static List<Gap> inOrder(Set<Gap> gaps) {
    List<Gap> ordered = new ArrayList<>(gaps);
    ordered.sort(null);
    return ordered;
  }
}
