package fr.actionpopulaire.domain.transparency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is published of one half-year, figure by figure; it names nobody, and what may not be told
 * is not in it.
 *
 * @param publishedAt when it first was
 * @param correctedAt when it was counted anew, {@code null} as a rule
 * @param figures by code; a report of another time may lack some, and have others
 */
public record TransparencyReport(
    HalfYear half,
    Instant publishedAt,
    @Nullable Instant correctedAt,
    Map<String, Figure> figures) {

  /** The median from receipt of a notice to its first decision, in hours. */
  public static final String HOURS_TO_DECISION = "median-hours/decision";

  /** The median from receipt of an appeal to the decision on it, in hours. */
  public static final String HOURS_TO_OUTCOME = "median-hours/appeal";

  private static final String DELAYS = "Délais médians, en heures";

  public TransparencyReport {
    figures = Map.copyOf(figures);
  }

  /**
   * One line of the report.
   *
   * @param detail {@code total}, or which part of it, in French
   */
  public record Line(String subject, String detail, Figure figure) {}

  /** The code of a subject's total. */
  public static String total(Subject subject) {
    return subject.code() + "/total";
  }

  /** The code of one of its parts. */
  public static String part(Subject subject, Subject.Part part) {
    return subject.code() + "/" + part.code();
  }

  /** Whether nothing was received nor decided: then there is nothing to publish. */
  public boolean isEmpty() {
    return figures.isEmpty();
  }

  /** What there is, in the order in which it is told. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      add(lines, subject.french(), "total", total(subject));
      for (Subject.Part part : subject.parts()) {
        add(lines, subject.french(), part.french(), part(subject, part));
      }
    }
    add(lines, DELAYS, "du signalement à la décision", HOURS_TO_DECISION);
    add(lines, DELAYS, "du recours à son issue", HOURS_TO_OUTCOME);
    return lines;
  }

  private void add(List<Line> lines, String subject, String detail, String code) {
    Figure figure = figures.get(code);
    if (figure != null) {
      lines.add(new Line(subject, detail, figure));
    }
  }
}
