package fr.actionpopulaire.local.house;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources of all tests that stand in for guards, looked for once. */
final class TestSources {

  private static final List<Path> ALL =
      Stream.concat(
              House.deployedModules().stream(),
              Stream.of(House.path("shared/testing"), House.path("shared/local")))
          .flatMap(module -> House.files(module.resolve("src/test/java"), "Test.java").stream())
          .toList();

  private TestSources() {}

  /** Those of every test class of that name. */
  static List<Path> of(String type) {
    return ALL.stream().filter(file -> file.endsWith(type + ".java")).toList();
  }

  /**
   * That of the test class of that name, after its last folder where others are called so.
   *
   * @throws IllegalStateException if there is none, or more than one
   */
  static Path only(String type) {
    List<Path> found = of(type);
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " test classes are called " + type);
    }
    return found.getFirst();
  }
}
