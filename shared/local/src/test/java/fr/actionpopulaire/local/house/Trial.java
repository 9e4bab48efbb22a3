package fr.actionpopulaire.local.house;

import fr.actionpopulaire.local.house.RemovedGuard.Chosen;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Chosen tests of one module on the house as it was built, but for one file. Nothing is written to
 * the house: the tests see a folder of links to it, in which that file is another, and its class,
 * compiled alone, is put ahead of all others.
 *
 * @param folder of its own: {@code house}, {@code changed} with the class, {@code told.txt} with
 *     what became of the tests
 * @param guard to take away; empty for none
 */
record Trial(Path folder, Path module, List<Chosen> tests, Optional<RemovedGuard> guard) {

  Trial {
    tests = List.copyOf(tests);
  }

  /** What became of one test. */
  record Outcome(String verdict, String name, List<String> tags, String reason) {

    boolean failed() {
      return verdict.equals("failed");
    }

    boolean passed() {
      return verdict.equals("passed");
    }

    static Outcome of(String line) {
      String[] fields = line.split("\t", 4);
      return new Outcome(fields[0], fields[1], List.of(fields[2].split(" ")), fields[3]);
    }
  }

  /** The module whose tests hold that class. */
  static Path moduleOf(Chosen test) {
    return moduleOf(TestSources.only(test.type()));
  }

  private static Path moduleOf(Path file) {
    Path folder = file;
    while (!Files.exists(folder.resolve("pom.xml"))) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    return folder;
  }

  /** Where the build with {@code -Pthorough} wrote what a module's tests run on. */
  static Path classPathFile(Path module) {
    return module.resolve("target/test.classpath");
  }

  /**
   * Whether it needs a JVM without others in it: what is changed is read before any test, or the
   * tests are this module's, which that JVM runs from.
   */
  boolean isAlone() {
    return module.equals(House.path("shared/local"))
        || guard
            .map(removed -> House.relative(removed.path()))
            .filter(path -> path.equals("template.yaml") || path.startsWith("shared/logging/"))
            .isPresent();
  }

  Path house() {
    return folder.resolve("house");
  }

  Path changed() {
    return folder.resolve("changed");
  }

  /**
   * What became of its tests, once they ran.
   *
   * @throws IllegalStateException if they did not
   */
  List<Outcome> outcomes() throws IOException {
    if (!Files.exists(told())) {
      throw new IllegalStateException("the tests ended without a word");
    }
    return Files.readAllLines(told()).stream().map(Outcome::of).toList();
  }

  private Path told() {
    return folder.resolve("told.txt");
  }

  /** Makes its house and its class; false, and told as broken, if that does not compile. */
  boolean prepare() throws IOException {
    try {
      make();
      return true;
    } catch (IllegalStateException broken) {
      String line = "broken\tpreparation\t\t" + broken.getMessage();
      Files.writeString(told(), line.replaceAll("\\R", " "));
      return false;
    }
  }

  private void make() throws IOException {
    Files.createDirectories(changed());
    link(House.root(), house());
    Path own = opened(House.root().relativize(module).resolve("target"));
    Files.deleteIfExists(own.resolve("calls.txt"));
    if (guard.isPresent()) {
      Path file = House.root().relativize(guard.get().path());
      if (file.getParent() != null) {
        opened(file.getParent());
      }
      Files.delete(house().resolve(file));
      Files.writeString(house().resolve(file), guard.get().source());
      compile(guard.get());
    }
  }

  /** Makes folders of the links on the way to a folder, each with links to what is in it. */
  private Path opened(Path relative) throws IOException {
    Path at = house();
    for (Path name : relative) {
      at = at.resolve(name);
      if (Files.isSymbolicLink(at)) {
        Path real = Files.readSymbolicLink(at);
        Files.delete(at);
        link(real, at);
      }
    }
    return at;
  }

  private static void link(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Files.createSymbolicLink(to.resolve(Objects.requireNonNull(entry.getFileName())), entry);
      }
    }
  }

  /** Compiles the one class that is another without the guard; of the template there is none. */
  private void compile(RemovedGuard removed) throws IOException {
    String name = String.valueOf(removed.path().getFileName());
    if (name.endsWith(".java")) {
      compile(removed, name, removed.source());
    } else if (name.endsWith(".jte")) {
      Path generated = folder.resolve("pages");
      TemplateEngine engine =
          TemplateEngine.create(
              new DirectoryCodeResolver(
                  house().resolve(House.root().relativize(removed.path())).getParent()),
              generated,
              ContentType.Html,
              null,
              "fr.actionpopulaire." + moduleOf(removed.path()).getFileName() + ".pages");
      engine.setTrimControlStructures(true);
      engine.generateAll();
      String type = "Jte" + name.replace(".jte", "").replace("-", "") + "Generated.java";
      compile(removed, type, House.text(House.files(generated, "/" + type).getFirst()));
    }
  }

  private void compile(RemovedGuard removed, String name, String source) throws IOException {
    Path changing = moduleOf(removed.path());
    String classPath =
        changing.resolve("target/classes")
            + File.pathSeparator
            + Files.readString(classPathFile(changing)).strip();
    StringWriter said = new StringWriter();
    var file =
        new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of(
            "-proc:none", "-nowarn", "-parameters", "-d", changed().toString(), "-cp", classPath);
    if (!ToolProvider.getSystemJavaCompiler()
        .getTask(said, null, null, options, null, List.of(file))
        .call()) {
      throw new IllegalStateException("does not compile without its guard: " + said);
    }
  }
}
