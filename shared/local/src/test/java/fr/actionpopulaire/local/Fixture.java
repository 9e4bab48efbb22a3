package fr.actionpopulaire.local;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A house of its own for the tests: a template and functions that echo, packaged as the real ones
 * are.
 */
public final class Fixture {
  private static final List<String> FUNCTIONS =
      List.of("hello", "moderation", "endorsements", "mailer", "purge");

  private Fixture() {}

  /** The project's folder. */
  public static Path tools() {
    return Path.of(System.getProperty("house"));
  }

  /** The Runtime Interface Client's class path. */
  public static String runtimeClient() throws IOException {
    return Files.readString(tools().resolve("shared/local/target/ric.classpath")).strip();
  }

  /** The jar laid beside functions. */
  public static Path clockJar() {
    return tools().resolve("shared/local/clock/target/local-clock.jar");
  }

  /** Builds the house in this folder. */
  public static Path house(Path folder) throws IOException {
    Path sources = tools().resolve("shared/local/src/test/fixture");
    Files.copy(sources.resolve("template.yaml"), folder.resolve("template.yaml"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                classes.toString(),
                "-classpath",
                runtimeClient() + File.pathSeparator + clockJar(),
                sources.resolve("fixture/Echo.java").toString());
    if (failed != 0) {
      throw new IllegalStateException("the fixture does not compile");
    }
    for (String function : FUNCTIONS) {
      Path lib =
          Files.createDirectories(folder.resolve("functions/" + function + "/target/function/lib"));
      jar(classes, lib.resolve(function + ".jar"));
    }
    return folder;
  }

  private static void jar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
  }
}
