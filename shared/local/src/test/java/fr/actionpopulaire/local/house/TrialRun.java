package fr.actionpopulaire.local.house;

import fr.actionpopulaire.local.house.RemovedGuard.Chosen;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Trials of one module in one JVM, which starts the services of the tests once. Each trial loads
 * what is deployed, Micronaut and the tests anew; only what nobody changes is shared.
 */
final class TrialRun {

  private static final int MINUTES = 10;

  private TrialRun() {}

  /** Runs prepared trials of one module; what became of them is then theirs to tell. */
  static void run(List<Trial> trials) throws IOException, InterruptedException {
    Trial first = trials.getFirst();
    Path module = first.module();
    List<String> shared = new ArrayList<>();
    List<String> anew = new ArrayList<>();
    for (String entry : classPath(module)) {
      (!first.isAlone() && isLoadedAnew(entry) ? anew : shared).add(entry);
    }
    if (first.isAlone()) {
      shared.addFirst(first.changed().toString());
    }
    shared.add(placeOf(LauncherFactory.class));
    shared.add(placeOf(ChosenTests.class));

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-X") || flag.startsWith("--enable-native-access"))
        .forEach(command::add);
    Path basedir = first.house().resolve(House.root().relativize(module));
    command.add("-Dhouse=" + first.house());
    command.add("-Dbasedir=" + basedir);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, shared)));
    command.add(ChosenTests.class.getName());
    command.add(String.join(File.pathSeparator, anew));
    for (Trial trial : trials) {
      command.add(
          trial.folder()
              + " "
              + String.join(" ", trial.tests().stream().map(TrialRun::nameOf).toList()));
    }
    Process process =
        new ProcessBuilder(command)
            .directory(basedir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(first.folder().resolve("output.txt").toFile())
            .start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
  }

  private static List<String> classPath(Path module) throws IOException {
    return Stream.concat(
            Stream.of(
                module.resolve("target/test-classes").toString(),
                module.resolve("target/classes").toString()),
            Stream.of(
                Files.readString(Trial.classPathFile(module)).strip().split(File.pathSeparator)))
        .toList();
  }

  /**
   * What is of this house, except that logging and the services of tests are bound to the JVM; and
   * Micronaut, which looks for beans where it was loaded itself.
   */
  private static boolean isLoadedAnew(String entry) {
    Path path = Path.of(entry);
    boolean bound =
        Stream.of("testing", "embedded-aws", "logging")
            .anyMatch(name -> path.startsWith(House.path("shared/" + name)));
    return path.startsWith(House.root()) && !bound || entry.contains("/io/micronaut/");
  }

  private static String nameOf(Chosen test) {
    String packageName =
        House.text(TestSources.only(test.type()))
            .lines()
            .filter(line -> line.startsWith("package "))
            .map(line -> line.substring("package ".length(), line.indexOf(';')))
            .findFirst()
            .orElseThrow();
    String method = test.method().isEmpty() ? "" : '#' + test.method();
    return packageName + '.' + test.simpleName() + method;
  }

  private static String placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
