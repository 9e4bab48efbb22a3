package fr.actionpopulaire.domain.transparency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What may be told of counts, so that none under five can be read or worked out, not even by
 * somebody who knows these rules.
 *
 * <p>Of counts that add up to a total which is told as well:
 *
 * <ul>
 *   <li>each under five is only said to be that;
 *   <li>beside them the last of the others is withheld, or they could be had by subtraction;
 *   <li>none is told where even that would leave one possibility only: if all that is withheld
 *       could be nothing but zeros and one five, or nothing but fours.
 * </ul>
 *
 * <p>A total under five says all there is to say. Which count is withheld depends on its place and
 * never on its size: the smallest would tell by being it how large it can be at most.
 */
public final class Disclosure {

  /** The smallest count that is told. */
  public static final int LEAST = 5;

  private Disclosure() {}

  /**
   * Counts with their total, as they may be told.
   *
   * @param parts in the order of the counts
   */
  public record Breakdown(Figure total, List<Figure> parts) {
    public Breakdown {
      parts = List.copyOf(parts);
    }
  }

  /** A count that is part of no total that is told. */
  public static Figure count(long number) {
    return number < LEAST ? new Figure.Few() : new Figure.Told(number);
  }

  /** Two counts or more, and their total. */
  public static Breakdown breakdown(List<Long> counts) {
    long total = counts.stream().mapToLong(Long::longValue).sum();
    List<Figure> parts = new ArrayList<>(counts.stream().map(Disclosure::count).toList());
    if (total >= LEAST && parts.contains(new Figure.Few())) {
      if (canBeWorkedOut(counts, total)) {
        Collections.fill(parts, new Figure.Withheld());
      } else {
        int last = lastTold(counts);
        if (last >= 0) {
          parts.set(last, new Figure.Withheld());
        }
      }
    }
    return new Breakdown(count(total), parts);
  }

  private static boolean canBeWorkedOut(List<Long> counts, long total) {
    long few = counts.stream().filter(count -> count < LEAST).mapToLong(Long::longValue).sum();
    int last = lastTold(counts);
    boolean zerosAndAFive = few == 0 && last >= 0 && counts.get(last) == LEAST;
    return zerosAndAFive || total == (LEAST - 1L) * counts.size();
  }

  /** The place of the last count that may be told by itself, or -1. */
  private static int lastTold(List<Long> counts) {
    for (int i = counts.size() - 1; i >= 0; i--) {
      if (counts.get(i) >= LEAST) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The median of some lengths of time, of an even number the mean of the middle two, in whole
   * hours, half an hour counting as one; withheld of fewer than five.
   */
  public static Figure medianHours(List<Duration> lengths) {
    if (lengths.size() < LEAST) {
      return new Figure.Withheld();
    }
    List<Duration> sorted = lengths.stream().sorted().toList();
    Duration upper = sorted.get(sorted.size() / 2);
    Duration lower = sorted.get((sorted.size() - 1) / 2);
    return new Figure.Told(lower.plus(upper).dividedBy(2).plusMinutes(30).toHours());
  }
}
