package fr.actionpopulaire.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A function's package as Lambda unpacks it, with the local clock laid beside the function's jars.
 */
final class TaskRoot {
  private TaskRoot() {}

  /**
   * Builds {@code folder} anew from links to everything in {@code packaged}, so that a rebuilt
   * function is picked up at the next start and nothing is copied.
   */
  static Path build(Path packaged, Path clockJar, Path folder) throws IOException {
    Path lib = folder.resolve("lib");
    Files.createDirectories(lib);
    clear(folder);
    for (Path jar : entries(packaged.resolve("lib"))) {
      link(lib.resolve(jar.getFileName()), jar);
    }
    link(lib.resolve(clockJar.getFileName()), clockJar);
    return folder;
  }

  /** Removes the links. */
  static void clear(Path folder) throws IOException {
    for (Path old : entries(folder.resolve("lib"))) {
      Files.delete(old);
    }
  }

  private static void link(Path link, Path target) throws IOException {
    Files.createSymbolicLink(link, target.toAbsolutePath());
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
