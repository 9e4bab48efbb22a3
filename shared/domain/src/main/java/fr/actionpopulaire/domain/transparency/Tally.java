package fr.actionpopulaire.domain.transparency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts of one half-year on their way to a report; they are not kept. Not for several threads. */
public final class Tally {

  private final Map<Subject, Map<String, Long>> counts = new EnumMap<>(Subject.class);
  private final List<Duration> toDecision = new ArrayList<>();
  private final List<Duration> toOutcome = new ArrayList<>();

  /** Counts one of a subject that has no parts. */
  public void add(Subject subject) {
    add(subject, "");
  }

  /** Counts one of a part. */
  public void add(Subject subject, String part) {
    counts.computeIfAbsent(subject, _ -> new HashMap<>()).merge(part, 1L, Long::sum);
  }

  /** Notes how long a notice waited for its first decision. */
  public void decidedAfter(Duration length) {
    toDecision.add(length);
  }

  /** Notes how long an appeal waited for its outcome. */
  public void appealDecidedAfter(Duration length) {
    toOutcome.add(length);
  }

  /**
   * What is told of it, by the codes {@link TransparencyReport} names; empty when nothing was
   * counted.
   */
  public Map<String, Figure> figures() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    if (counts.isEmpty()) {
      return figures;
    }
    for (Subject subject : Subject.values()) {
      Map<String, Long> counted = counts.getOrDefault(subject, Map.of());
      if (subject.parts().isEmpty()) {
        figures.put(
            TransparencyReport.total(subject), Disclosure.count(counted.getOrDefault("", 0L)));
      } else {
        Disclosure.Breakdown told =
            Disclosure.breakdown(
                subject.parts().stream()
                    .map(part -> counted.getOrDefault(part.code(), 0L))
                    .toList());
        figures.put(TransparencyReport.total(subject), told.total());
        for (int i = 0; i < subject.parts().size(); i++) {
          figures.put(
              TransparencyReport.part(subject, subject.parts().get(i)), told.parts().get(i));
        }
      }
    }
    figures.put(TransparencyReport.HOURS_TO_DECISION, Disclosure.medianHours(toDecision));
    figures.put(TransparencyReport.HOURS_TO_OUTCOME, Disclosure.medianHours(toOutcome));
    return figures;
  }
}
