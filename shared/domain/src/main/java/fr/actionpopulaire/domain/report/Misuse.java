package fr.actionpopulaire.domain.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The notices of one person that staff dismissed as manifestly unfounded, and what follows (DSA
 * 23(2) to (4)). The first one brings a warning. Of those sent after the warning, {@value
 * #AFTER_WARNING} bring a suspension: for {@link #SUSPENSION} notices of that person are not taken,
 * counted from the last such decision. What was sent before somebody was warned does not count
 * against them. Whether a notice is abusive is for a person to say, case by case; nothing here
 * decides that.
 *
 * @param marks one for each such notice, by the report's id
 */
public record Misuse(Map<String, Mark> marks) {

  /** How many notices sent after the warning bring a suspension. */
  public static final int AFTER_WARNING = 2;

  /** How long a suspension lasts. */
  public static final Duration SUSPENSION = Duration.ofDays(30);

  /** How many marks are kept; further ones change nothing. */
  public static final int MOST = 40;

  public static final Misuse NONE = new Misuse(Map.of());

  public Misuse {
    marks = Map.copyOf(marks);
  }

  /**
   * One such notice.
   *
   * @param receivedAt when the notice was received
   * @param decidedAt when staff said so
   */
  public record Mark(Instant receivedAt, Instant decidedAt) {}

  /** What follows for the person. */
  public sealed interface Standing {

    /** Nothing. */
    record Clear() implements Standing {}

    /**
     * They were warned.
     *
     * @param since when
     * @param left how many more bring a suspension, at least 1
     */
    record Warned(Instant since, int left) implements Standing {}

    /**
     * Their notices are not taken.
     *
     * @param until exclusive
     */
    record Suspended(Instant until) implements Standing {}
  }

  /** The same with one notice more. */
  public Misuse with(String report, Mark mark) {
    if (marks.size() >= MOST) {
      return this;
    }
    return new Misuse(
        Stream.concat(marks.entrySet().stream(), Stream.of(Map.entry(report, mark)))
            .collect(
                Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, later) -> later)));
  }

  /** The same without a notice, as if it had never been found abusive. */
  public Misuse without(String report) {
    return new Misuse(
        marks.entrySet().stream()
            .filter(mark -> !mark.getKey().equals(report))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** What follows at an instant. */
  public Standing at(Instant now) {
    List<Mark> inOrder =
        marks.values().stream().sorted(Comparator.comparing(Mark::decidedAt)).toList();
    if (inOrder.isEmpty()) {
      return new Standing.Clear();
    }
    Instant warned = inOrder.getFirst().decidedAt();
    List<Mark> after = inOrder.stream().filter(mark -> mark.receivedAt().isAfter(warned)).toList();
    if (after.size() >= AFTER_WARNING) {
      Instant until = after.getLast().decidedAt().plus(SUSPENSION);
      if (now.isBefore(until)) {
        return new Standing.Suspended(until);
      }
    }
    return new Standing.Warned(warned, Math.max(1, AFTER_WARNING - after.size()));
  }
}
