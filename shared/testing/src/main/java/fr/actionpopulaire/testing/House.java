package fr.actionpopulaire.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the whole project: where {@code template.yaml} and {@code events/} are. */
final class House {

  private House() {}

  /**
   * The build's system property {@code house}, or in an IDE the nearest folder above that holds a
   * template.
   *
   * @throws IllegalStateException if there is none
   */
  static Path path() {
    String given = System.getProperty("house");
    if (given != null && Files.exists(Path.of(given, "template.yaml"))) {
      return Path.of(given);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("template.yaml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no template.yaml here or above, nor in -Dhouse=");
    }
    return folder;
  }
}
