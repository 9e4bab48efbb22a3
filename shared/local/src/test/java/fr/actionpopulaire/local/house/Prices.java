package fr.actionpopulaire.local.house;

import fr.actionpopulaire.testing.Cost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What AWS asks for, from {@code docs/costs/prices.csv}, and what operations cost by it. */
final class Prices {

  static final double MILLION = 1e6;
  static final double BYTES_OF_A_GB = 1e9;

  /** Until it is measured on AWS; docs/costs.md says so. */
  static final double SECONDS_AT_LEAST = 0.015;

  static final double SECONDS_A_REQUEST = 0.003;
  static final double RESTORES = 0.01;
  static final double SECONDS_A_RESTORE = 0.5;
  static final double GIGABYTES = 1;
  static final int PLATFORM_LOG = 400;

  /** The front door's line, the longest route's rounded up, with what CloudWatch adds to a line. */
  static final int DOOR_LOG = 150;

  /** Logs are kept for thirty days. */
  static final double LOG_MONTHS = 1;

  /** Of the runs that X-Ray does not record because one of that second was, it records so many. */
  static final double TRACED = 0.05;

  private static final double SECONDS_OF_A_YEAR = 365 * 24 * 3600.0;

  /** One line of the file, by its columns. */
  private final Map<String, Map<String, String>> lines = new LinkedHashMap<>();

  Prices() {
    csv("prices.csv").forEach(line -> lines.put(column(line, "what"), line));
  }

  /**
   * Euros.
   *
   * @param door the front door's: its price of a request and its line in the log
   * @param files what S3 asks for requests
   * @param egress of what is answered; what triggers return goes nowhere
   */
  record Euros(
      double database, double lambda, double door, double files, double log, double egress) {
    double sum() {
      return database + lambda + door + files + log + egress;
    }

    Euros times(double times) {
      return new Euros(
          database * times,
          lambda * times,
          door * times,
          files * times,
          log * times,
          egress * times);
    }

    Euros plus(Euros other) {
      return new Euros(
          database + other.database,
          lambda + other.lambda,
          door + other.door,
          files + other.files,
          log + other.log,
          egress + other.egress);
    }
  }

  static Euros nothing() {
    return new Euros(0, 0, 0, 0, 0, 0);
  }

  Iterable<Map<String, String>> all() {
    return lines.values();
  }

  /** In euros, for what the file says. */
  double of(String what) {
    return dollars(what) * dollars("dollar");
  }

  double dollars(String what) {
    return Double.parseDouble(column(Objects.requireNonNull(lines.get(what), what), "dollars"));
  }

  /**
   * Of one run of an operation.
   *
   * @param byTheDoor whether the front door leads to it
   * @param writes of files, the upload that began it included
   * @param reads of files
   */
  Euros of(Cost cost, boolean byTheDoor, int writes, int reads) {
    double seconds =
        Math.max(SECONDS_AT_LEAST, SECONDS_A_REQUEST * cost.requests())
            + RESTORES * SECONDS_A_RESTORE;
    double logged = (of("log") + LOG_MONTHS * of("log-kept")) / BYTES_OF_A_GB;
    return new Euros(
        (cost.readUnits() * of("read") + cost.writeUnits() * of("write")) / MILLION,
        (of("invocation") + seconds * GIGABYTES * of("compute")) / MILLION,
        byTheDoor ? of("door") / MILLION + DOOR_LOG * logged : 0,
        (writes * of("file-write") + reads * of("file-read")) / MILLION,
        (cost.log() + PLATFORM_LOG) * logged,
        (cost.headers() + cost.body()) * of("egress") / BYTES_OF_A_GB);
  }

  /**
   * What X-Ray asks for at most in a year of so many runs: one in each second, were they never two
   * in a second until they are one in each, and of the others the sample.
   */
  double traces(double runs) {
    double first = Math.min(runs, SECONDS_OF_A_YEAR);
    return (first + TRACED * (runs - first)) * of("trace") / MILLION;
  }

  /** The lines of a file of {@code docs/costs}, whose first one names the columns. */
  static List<Map<String, String>> csv(String file) {
    List<String> text = House.text(House.path("docs/costs/" + file)).lines().toList();
    String[] names = text.getFirst().split(";", -1);
    List<Map<String, String>> lines = new ArrayList<>();
    for (String row : text.subList(1, text.size())) {
      String[] cells = row.split(";", names.length);
      Map<String, String> line = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        line.put(names[i], cells[i]);
      }
      lines.add(line);
    }
    return lines;
  }

  static String column(Map<String, String> line, String name) {
    return Objects.requireNonNull(line.get(name), name);
  }

  static double number(Map<String, String> line, String name) {
    return Double.parseDouble(column(line, name));
  }
}
