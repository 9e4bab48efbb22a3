package fr.actionpopulaire.embeddedaws;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The server process's class path: this module's own classes and the jars the build wrote into
 * {@code target/server.classpath}, which stay in the local Maven repository because their licence
 * forbids handing them on.
 */
final class ServerClassPath {

  private static final String FILE = "server.classpath";

  private ServerClassPath() {}

  /**
   * Finds it beside these classes or, when they come from an installed jar, in the house.
   *
   * @throws IllegalStateException if the module was not built
   */
  static String find() throws IOException {
    Path classes = classes();
    Path file =
        candidates(classes).stream()
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no "
                            + FILE
                            + ": build shared/embedded-aws first (./mvnw -pl shared/embedded-aws"
                            + " process-classes)"));
    return classes + File.pathSeparator + Files.readString(file).strip();
  }

  private static List<Path> candidates(Path classes) {
    Path beside = classes.resolveSibling(FILE);
    Optional<Path> house =
        Optional.ofNullable(System.getProperty("house"))
            .map(path -> Path.of(path, "shared", "embedded-aws", "target", FILE));
    return Stream.concat(Stream.of(beside), house.stream()).toList();
  }

  private static Path classes() {
    try {
      return Path.of(
          ServerClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
