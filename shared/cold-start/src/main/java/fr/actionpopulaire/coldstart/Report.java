package fr.actionpopulaire.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The measurements as the tables of {@code docs/performance.md}. */
final class Report {

  private static final String BEGIN = "<!-- measured -->";
  private static final String END = "<!-- /measured -->";

  private final List<Measured> all;
  private final Map<String, Measured> floors;
  private final int runs;

  Report(List<Measured> all, int runs) {
    this.all = all;
    this.floors =
        all.stream()
            .filter(one -> Floor.of(one.subject.name()).subject().equals(one.subject.name()))
            .collect(Collectors.toMap(one -> one.subject.name(), Function.identity()));
    this.runs = runs;
  }

  /** Puts a text between the marks of a file. */
  static void into(Path file, String text) throws IOException {
    String page = Files.readString(file);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IllegalStateException(file + " has no place for what is measured");
    }
    Files.writeString(file, page.substring(0, begin) + "\n\n" + text + "\n" + page.substring(end));
  }

  String text() throws IOException {
    ZipSize zip = new ZipSize();
    StringBuilder text = new StringBuilder();
    text.append(
        "%s, %d processors (%s), Java %s, %d runs in turn; milliseconds, median [least–most].%n%n"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                System.getProperty("java.runtime.version"),
                runs));
    text.append(
        "| | INIT | first | sum | × floor | INIT, throttled after it | first, throttled | sum |"
            + " × floor | first × floor's |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (Measured one : all) {
      Measured floor = floor(one);
      text.append(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  one.name(),
                  one.init,
                  one.first,
                  one.sum,
                  ratio(one.sum, floor.sum),
                  one.slowInit,
                  one.slowFirst,
                  one.slowSum,
                  ratio(one.slowSum, floor.slowSum),
                  ratio(one.slowFirst, floor.slowFirst)));
    }
    text.append(
        "\n| | warm p50 | p99 | × floor's p50 | peak RSS MB | package MB | classes loaded by the"
            + " first request | of them ours |\n|---|---|---|---|---|---|---|---|\n");
    for (Measured one : all) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %s | %.0f | %.1f | %d | %d |%n",
              one.name(),
              one.warm.median(),
              one.warm.percentile(99),
              ratio(one.warm, floor(one).warm),
              one.peakMb.median(),
              zip.of(one.subject.packaging().folder()) / 1e6,
              one.classes,
              one.ownClasses));
    }
    return text.toString();
  }

  private Measured floor(Measured one) {
    return Objects.requireNonNull(floors.get(Floor.of(one.subject.name()).subject()));
  }

  private static String ratio(Figures one, Figures other) {
    return String.format(Locale.ROOT, "%.2f", one.median() / other.median());
  }
}
