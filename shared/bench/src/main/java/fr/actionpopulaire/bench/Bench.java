package fr.actionpopulaire.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.actionpopulaire.local.lambda.RuntimeLibrary;
import fr.actionpopulaire.local.template.FunctionSpec;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code ./mvnw -Pbench}: starts every packaged function as Lambda would, beside the floor, several
 * times in turn, and writes {@code docs/performance.md}. Figures of one run can be compared with
 * each other; those of two runs only as ratios.
 */
public final class Bench {

  /** Warm invocations measured, after as many as the compiler takes to know them. */
  private static final int WARM = 500;

  private static final int WARMING = 100;

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);

  private final Launch launch;
  private final Path work;
  private final List<Measured> all;

  private Bench(Launch launch, Path work, List<Measured> all) {
    this.launch = launch;
    this.work = work;
    this.all = all;
  }

  /** Takes the system properties {@code house}, {@code runs} and {@code functions}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path house = Path.of(System.getProperty("house", ""));
    int runs = Integer.getInteger("runs", 7);
    Set<String> wanted =
        Stream.of(System.getProperty("functions", "").split(","))
            .filter(name -> !name.isBlank())
            .collect(Collectors.toSet());
    Path work = Files.createTempDirectory("bench");
    OUT.println("Setting the stage…");
    try (Stage stage = Stage.set(house, work)) {
      Launch launch = launch(house, work, stage.endpoints());
      List<Measured> all =
          subjects(house, stage).stream()
              .filter(
                  subject ->
                      wanted.isEmpty()
                          || wanted.contains(subject.name())
                          || subject.name().equals(Report.FLOOR))
              .map(Measured::new)
              .toList();
      Bench bench = new Bench(launch, work, all);
      bench.run(runs, cache(house, launch, work));
      String report = new Report(all, runs).text();
      OUT.println(report);
      if (wanted.isEmpty()) {
        Report.into(house.resolve("docs/performance.md"), report);
      }
    }
  }

  private static Launch launch(Path house, Path work, Map<String, String> endpoints)
      throws IOException {
    String client = Files.readString(house.resolve("shared/local/target/ric.classpath")).strip();
    return new Launch(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        client,
        "-D" + RuntimeLibrary.PROPERTY + "=" + RuntimeLibrary.unpack(client, work),
        endpoints,
        work.resolve("output.log"));
  }

  private static List<Subject> subjects(Path house, Stage stage) {
    List<Subject> subjects = new ArrayList<>();
    FunctionSpec events =
        stage.functions().stream()
            .filter(spec -> spec.name().equals("events"))
            .findFirst()
            .orElseThrow();
    subjects.add(
        new Subject(
            Report.FLOOR,
            "fr.actionpopulaire.bench.floor.Floor",
            floor(house),
            events.memoryMb(),
            events.environment(),
            stage.payloads()::readEvent));
    for (FunctionSpec spec : stage.functions()) {
      subjects.add(
          new Subject(
              spec.name(),
              spec.handler(),
              spec.code(),
              spec.memoryMb(),
              spec.environment(),
              () -> stage.payloads().of(spec.name())));
    }
    return subjects;
  }

  private static Path floor(Path house) {
    return house.resolve("shared/bench/floor/target/function");
  }

  /**
   * The runtime client's own cache, as Lambda's java25 has one (made anew: that one is not ours).
   */
  private static List<String> cache(Path house, Launch launch, Path work)
      throws IOException, InterruptedException {
    Path cache = work.resolve("client.aot");
    Subject nothing =
        new Subject(
            "nothing",
            "fr.actionpopulaire.bench.floor.Nothing",
            floor(house),
            512,
            Map.of(),
            () -> "\"\"".getBytes(UTF_8));
    try (Trial trial = Trial.start(nothing, launch, List.of("-XX:AOTCacheOutput=" + cache))) {
      trial.init();
      trial.invoke();
      trial.end();
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("No cache was made: see " + launch.log());
    }
    return List.of("-XX:AOTCache=" + cache);
  }

  private void run(int runs, List<String> cache) throws IOException, InterruptedException {
    for (int run = 1; run <= runs; run++) {
      OUT.println("Cold, run " + run + " of " + runs);
      for (Measured one : all) {
        try (Trial trial = Trial.start(one.subject, launch, cache)) {
          double init = trial.init();
          one.cold(init, trial.invoke());
        }
        try (Trial trial = Trial.start(one.subject, launch, cache)) {
          double init = trial.init();
          try (Throttle throttle = trial.throttle()) {
            one.throttled(init, trial.invoke());
          }
        }
      }
    }
    for (Measured one : all) {
      OUT.println("Warm: " + one.subject.name());
      warm(one, cache);
      classes(one, cache);
    }
  }

  private void warm(Measured one, List<String> cache) throws IOException, InterruptedException {
    try (Trial trial = Trial.start(one.subject, launch, cache)) {
      trial.init();
      for (int i = 0; i < WARMING; i++) {
        trial.invoke();
      }
      for (int i = 0; i < WARM; i++) {
        one.warm.add(trial.invoke());
      }
      one.peakMb.add(trial.peakMb());
    }
  }

  /** Which classes the first request still loads; the log slows it, so it is not timed. */
  private void classes(Measured one, List<String> cache) throws IOException, InterruptedException {
    Path log = work.resolve("classes.log");
    Files.deleteIfExists(log);
    List<String> flags = new ArrayList<>(cache);
    flags.add("-Xlog:class+load:file=" + log + "::filecount=0");
    try (Trial trial = Trial.start(one.subject, launch, flags)) {
      trial.init();
      int before = Files.readAllLines(log).size();
      trial.invoke();
      List<String> loaded = Files.readAllLines(log);
      List<String> during = loaded.subList(before, loaded.size());
      one.classes = during.size();
      one.ownClasses =
          (int) during.stream().filter(line -> line.contains("fr.actionpopulaire.")).count();
    }
  }
}
