package fr.actionpopulaire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One package to be measured.
 *
 * @param name as the table calls it
 * @param code its folder: {@code lib/*.jar}
 * @param event a new payload at each call, for what it does all day
 */
record Subject(
    String name,
    String handler,
    Path code,
    int memoryMb,
    Map<String, String> environment,
    Supplier<byte[]> event) {

  /** The size of its zip is about that of its jars, which are compressed already. */
  double packageMb() {
    try (Stream<Path> jars = Files.list(code.resolve("lib"))) {
      return jars.mapToLong(Subject::size).sum() / 1e6;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
