package fr.actionpopulaire.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.actionpopulaire.local.lambda.Initialization;
import fr.actionpopulaire.local.template.FunctionSpec;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code ./mvnw -Pbench}: starts every packaged function as Lambda would, beside a floor, several
 * times in turn, and writes {@code docs/performance.md}. Figures of one run can be compared with
 * each other; those of two runs only as ratios.
 */
public final class Bench {

  /** Invocations the compiler takes to know them. */
  private static final int WARMING = 100;

  /** Warm invocations measured: some of each package in turn. */
  private static final int ROUNDS = 5;

  private static final int WARM_A_ROUND = 100;

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);

  private final Launch launch;
  private final Path work;
  private final List<Measured> all;

  /** What the managed runtime's JVM is given besides its usual flags. */
  private final List<String> cache;

  private Bench(Launch launch, Path work, List<Measured> all, List<String> cache) {
    this.launch = launch;
    this.work = work;
    this.all = all;
    this.cache = cache;
  }

  /** Takes the system properties {@code house}, {@code runs} and {@code functions}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path house = Path.of(System.getProperty("house", ""));
    int runs = Integer.getInteger("runs", 7);
    Set<String> wanted =
        Stream.of(System.getProperty("functions", "").split(","))
            .filter(name -> !name.isBlank())
            .collect(Collectors.toSet());
    Path work = house.resolve("shared/cold-start/target/work");
    OwnRuntime.delete(work);
    Files.createDirectories(work);
    OUT.println("Setting the stage…");
    try (Stage stage = Stage.set(house, work)) {
      Launch training = Launch.of(house, work, stage.endpoints());
      List<Measured> all = subjects(house, stage, new OwnRuntime(training, work), wanted);
      stage.reset();
      Launch launch = Launch.of(house, work, stage.endpoints());
      Bench bench = new Bench(launch, work, all, cache(house, launch, work));
      bench.run(runs);
      String report = new Report(all, runs).text();
      OUT.println(report);
      Report.into(house.resolve("docs/performance.md"), report);
    }
  }

  /** The floors, then each function wanted in both packagings, side by side. */
  private static List<Measured> subjects(
      Path house, Stage stage, OwnRuntime runtime, Set<String> wanted)
      throws IOException, InterruptedException {
    List<Measured> all = new ArrayList<>();
    for (Floor floor : Floor.values()) {
      if (floor == Floor.EVENTS || wanted.isEmpty() || wanted.contains(floor.function())) {
        all.add(new Measured(floor(floor, house, stage)));
      }
    }
    for (FunctionSpec spec : stage.functions()) {
      if (wanted.isEmpty() || wanted.contains(spec.name())) {
        OUT.println("Own runtime: " + spec.name());
        Subject managed = stage.managed(spec);
        Path folder = spec.code().resolveSibling("own-runtime");
        Packaging own = runtime.lay(managed, folder, stage.payloads().all(spec.name()));
        all.add(new Measured(managed));
        all.add(new Measured(OwnRuntime.with(managed, own)));
      }
    }
    return all;
  }

  /** With Lambda's own flags only. */
  private static Subject floor(Floor floor, Path house, Stage stage) {
    FunctionSpec function =
        stage.functions().stream()
            .filter(spec -> spec.name().equals(floor.function()))
            .findFirst()
            .orElseThrow();
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.remove(Trial.FLAGS);
    return new Subject(
        floor.subject(),
        floor.handler(),
        function.memoryMb(),
        environment,
        floor(house),
        () -> stage.payloads().of(function.name()));
  }

  private static Packaging floor(Path house) {
    return new Packaging.Managed(
        house.resolve("shared/cold-start/floor/target/function"), Initialization.ON_DEMAND);
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
            "fr.actionpopulaire.floor.Nothing",
            512,
            Map.of(),
            floor(house),
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

  private void run(int runs) throws IOException, InterruptedException {
    for (int run = 1; run <= runs; run++) {
      OUT.println("Cold, run " + run + " of " + runs);
      for (Measured one : shuffled(run)) {
        try (Trial trial = Trial.start(one.subject, launch, flags(one))) {
          double init = trial.init();
          one.cold(init, trial.invoke());
        }
        try (Trial trial = Trial.start(one.subject, launch, flags(one))) {
          double init = trial.init();
          try (Throttle throttle = trial.throttle()) {
            one.throttled(init, trial.invoke());
          }
        }
      }
    }
    warm();
    for (Measured one : all) {
      classes(one);
    }
  }

  /** The same for each bench: what starts before leaves the processors' caches to what follows. */
  private List<Measured> shuffled(int run) {
    List<Measured> order = new ArrayList<>(all);
    Collections.shuffle(order, new Random(run));
    return order;
  }

  private List<String> flags(Measured one) {
    return switch (one.subject.packaging()) {
      case Packaging.Managed managed -> cache;
      case Packaging.Own own -> List.of();
    };
  }

  /** All are there at once, and idle but one. */
  private void warm() throws IOException, InterruptedException {
    Map<Measured, Trial> trials = new LinkedHashMap<>();
    try {
      for (Measured one : all) {
        OUT.println("Warm: " + one.name());
        Trial trial = Trial.start(one.subject, launch, flags(one));
        trials.put(one, trial);
        trial.init();
        for (int i = 0; i < WARMING; i++) {
          trial.invoke();
        }
      }
      for (int round = 1; round <= ROUNDS; round++) {
        OUT.println("Warm, round " + round + " of " + ROUNDS);
        for (Map.Entry<Measured, Trial> entry : trials.entrySet()) {
          for (int i = 0; i < WARM_A_ROUND; i++) {
            entry.getKey().warm.add(entry.getValue().invoke());
          }
        }
      }
      for (Map.Entry<Measured, Trial> entry : trials.entrySet()) {
        entry.getKey().peakMb.add(entry.getValue().peakMb());
      }
    } finally {
      trials.values().forEach(Trial::close);
    }
  }

  /** Which classes the first request still loads; the log slows it, so it is not timed. */
  private void classes(Measured one) throws IOException, InterruptedException {
    Path log = work.resolve("classes.log");
    Files.deleteIfExists(log);
    List<String> flags = new ArrayList<>(flags(one));
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
