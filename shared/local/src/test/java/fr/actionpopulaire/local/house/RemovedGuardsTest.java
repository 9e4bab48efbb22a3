package fr.actionpopulaire.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.local.house.RemovedGuard.Chosen;
import fr.actionpopulaire.local.house.Trial.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rule's test fails without the rule's guard: each guard of {@code removed-guards/*.txt} is taken
 * away, one at a time, and a test tagged with its rule must say no. With every guard in its place
 * the same tests pass. Runs on what {@code ./mvnw verify -Pthorough} has built before.
 */
@Tag("thorough")
class RemovedGuardsTest {

  /** Trials of one JVM: it starts once for all of them, and none of them leaves all it took. */
  private static final int TOGETHER = 16;

  private static final ExecutorService TWO = Executors.newFixedThreadPool(2);

  @TempDir private static Path folder;

  private final List<Trial> trials = new ArrayList<>();
  private final Map<Trial, Future<?>> runs = new LinkedHashMap<>();

  @AfterAll
  static void end() {
    TWO.shutdownNow();
  }

  @TestFactory
  List<DynamicTest> withEveryGuardTheTestsPassAndWithoutOneATestOfItsRuleFails() {
    List<DynamicTest> tests = new ArrayList<>();
    List<RemovedGuard> guards = RemovedGuard.all();
    byModule(guards.stream().flatMap(guard -> guard.tests().stream()).distinct())
        .forEach(
            (module, chosen) -> {
              Trial trial = trial(module, chosen, Optional.empty());
              tests.add(
                  DynamicTest.dynamicTest(House.relative(module), () -> withEveryGuard(trial)));
            });
    for (RemovedGuard guard : guards) {
      List<Trial> own = new ArrayList<>();
      byModule(guard.tests().stream())
          .forEach((module, chosen) -> own.add(trial(module, chosen, Optional.of(guard))));
      tests.add(DynamicTest.dynamicTest(guard.toString(), () -> withoutItsGuard(guard, own)));
    }
    begin();
    return tests;
  }

  private static Map<Path, List<Chosen>> byModule(Stream<Chosen> tests) {
    return tests.collect(
        Collectors.groupingBy(Trial::moduleOf, LinkedHashMap::new, Collectors.toList()));
  }

  private Trial trial(Path module, List<Chosen> tests, Optional<RemovedGuard> guard) {
    House.assumeBuilt(Trial.classPathFile(module));
    Trial trial = new Trial(folder.resolve("trial-" + trials.size()), module, tests, guard);
    trials.add(trial);
    return trial;
  }

  /** Two JVMs at a time, each with trials of one module. */
  private void begin() {
    Collection<List<Trial>> groups =
        trials.stream()
            .collect(
                Collectors.groupingBy(
                    trial -> trial.isAlone() ? trial.folder() : trial.module(),
                    LinkedHashMap::new,
                    Collectors.toList()))
            .values();
    for (List<Trial> group : groups) {
      for (int from = 0; from < group.size(); from += TOGETHER) {
        List<Trial> some = group.subList(from, Math.min(from + TOGETHER, group.size()));
        Future<?> run = TWO.submit(() -> run(some));
        some.forEach(trial -> runs.put(trial, run));
      }
    }
  }

  private static Void run(List<Trial> trials) throws Exception {
    List<Trial> prepared = new ArrayList<>();
    for (Trial trial : trials) {
      if (trial.prepare()) {
        prepared.add(trial);
      }
    }
    if (!prepared.isEmpty()) {
      TrialRun.run(prepared);
    }
    return null;
  }

  private List<Outcome> outcomes(Trial trial) throws Exception {
    try {
      runs.getOrDefault(trial, TWO.submit(() -> null)).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
    return trial.outcomes();
  }

  private void withEveryGuard(Trial trial) throws Exception {
    List<Outcome> outcomes = outcomes(trial);
    assertEquals(List.of(), outcomes.stream().filter(outcome -> !outcome.passed()).toList());
    assertTrue(outcomes.size() >= trial.tests().size(), "each was run");
  }

  private void withoutItsGuard(RemovedGuard guard, List<Trial> trials) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    for (Trial trial : trials) {
      outcomes.addAll(outcomes(trial));
    }
    assertEquals(
        List.of(),
        outcomes.stream().filter(outcome -> !outcome.passed() && !outcome.failed()).toList(),
        "without the guard there is still a system to test");
    for (String rule : guard.rules()) {
      assertTrue(
          outcomes.stream().anyMatch(test -> test.failed() && test.tags().contains(rule)),
          () -> "no test of " + rule + " misses it: " + outcomes);
    }
  }
}
