package fr.actionpopulaire.local.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The folders of this repository. */
final class House {

  /** Modules of {@code shared/} that become part of functions' packages. */
  static final List<String> SHIPPED =
      List.of("domain", "logging", "dynamodb", "bucket", "mail", "web", "trigger");

  private House() {}

  static Path root() {
    return Path.of(System.getProperty("house", "../..")).toAbsolutePath().normalize();
  }

  static Path path(String relative) {
    return root().resolve(relative);
  }

  /** The functions' folder names, sorted. */
  static List<String> functions() {
    try (Stream<Path> folders = Files.list(path("functions"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Module folders of all that is deployed: functions, and what they share. */
  static List<Path> deployedModules() {
    return Stream.concat(
            functions().stream().map(name -> path("functions/" + name)),
            SHIPPED.stream().map(name -> path("shared/" + name)))
        .toList();
  }

  /** Every file under a folder whose name ends so, sorted; none where the folder is missing. */
  static List<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The deployed Java sources, those of tests left out. */
  static List<Path> deployedSources() {
    return deployedModules().stream()
        .flatMap(module -> files(module.resolve("src/main/java"), ".java").stream())
        .toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String relative(Path file) {
    return root().relativize(file.toAbsolutePath().normalize()).toString();
  }

  /** Skips the test, saying why, when only a part of the modules has been built. */
  static void assumeBuilt(Path made) {
    Assumptions.assumeTrue(
        Files.exists(made),
        () -> {
          String reason = "skipped: " + relative(made) + " was not built in this run";
          System.err.println(reason);
          return reason;
        });
  }
}
