package fr.actionpopulaire.coldstart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Repeated measurements of one thing. */
final class Figures {

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double median() {
    return percentile(50);
  }

  /** The smallest value that so many per cent of all are not above. */
  double percentile(int percent) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  /** Median and range, without decimals. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.0f [%.0f–%.0f]",
        median(),
        Collections.min(values),
        Collections.max(values));
  }
}
