package fr.actionpopulaire.coldstart;

import fr.actionpopulaire.local.lambda.RuntimeLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packages a function for {@code provided.al2023} with a Java runtime of its own: {@code
 * bootstrap}, which Lambda starts; {@code runtime}, the parts of the JDK it needs; {@code jars},
 * its own and AWS's runtime interface client's on one class path; {@code function.aot}, what the
 * JVM learnt while the function answered its sample requests. Runtime and cache fit the processor
 * architecture of the machine that makes them.
 */
final class OwnRuntime {

  /**
   * What the functions and the SDK use of the JDK: dates in French need the locale's data, XML and
   * SQL types the SDK, the parts below {@code jdk} TLS and the reading of jars.
   */
  private static final String MODULES =
      "java.base,java.logging,java.naming,java.management,java.net.http,java.sql,jdk.crypto.ec,"
          + "jdk.localedata,jdk.unsupported,jdk.zipfs";

  /** Draws pictures, and gets what that takes. */
  private static final String DRAWING = "photos";

  private static final String DRAWING_MODULE = ",java.desktop";

  /** How often it is asked what it does all day before everything else is asked once. */
  private static final int REQUESTS = 40;

  private static final String CACHE = "function.aot";

  private final Launch launch;
  private final Path work;
  private final Map<String, Path> runtimes = new HashMap<>();

  /**
   * @param work a folder for what is made once for several functions
   */
  OwnRuntime(Launch launch, Path work) {
    this.launch = launch;
    this.work = work;
  }

  /**
   * Lays out one function and trains it.
   *
   * @param managed the function in its other packaging, which it is made from
   * @param folder is made anew
   * @param samples everything it can be asked
   * @return how it is started now
   */
  Packaging.Own lay(Subject managed, Path folder, List<byte[]> samples)
      throws IOException, InterruptedException {
    delete(folder);
    Path jars = Files.createDirectories(folder.resolve("jars"));
    for (Path jar : files(managed.packaging().folder().resolve("lib"))) {
      Files.createLink(jars.resolve(name(jar)), jar);
    }
    for (String jar : launch.runtimeClient().split(":", -1)) {
      // The client was made for a newer version of what the function may hold too.
      Path own = Path.of(jar);
      String artefact = name(own).replaceFirst("-\\d.*", "");
      for (Path other : files(jars)) {
        if (name(other).replaceFirst("-\\d.*", "").equals(artefact)) {
          Files.delete(other);
        }
      }
      Files.copy(own, jars.resolve(name(own)));
    }
    link(runtime(managed.name()), folder.resolve("runtime"));
    Path bootstrap = Files.writeString(folder.resolve("bootstrap"), bootstrap(files(jars)));
    if (!bootstrap.toFile().setExecutable(true, false)) {
      throw new IOException(bootstrap + " cannot be made executable");
    }
    Packaging.Own own = new Packaging.Own(folder);
    train(with(managed, own), samples);
    return own;
  }

  static Subject with(Subject subject, Packaging packaging) {
    return new Subject(
        subject.name(),
        subject.handler(),
        subject.memoryMb(),
        subject.environment(),
        packaging,
        subject.event());
  }

  private void train(Subject subject, List<byte[]> samples)
      throws IOException, InterruptedException {
    Path cache = subject.packaging().folder().resolve(CACHE);
    int answered = 0;
    // Without profiles: they are for the second compiler, which bootstrap leaves out.
    List<String> flags =
        List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            "-XX:AOTCacheOutput=" + cache);
    try (Trial trial = Trial.start(subject, launch, flags)) {
      trial.init();
      for (int i = 0; i < REQUESTS; i++) {
        trial.invoke();
      }
      for (byte[] sample : samples) {
        answered += trial.answers(sample) ? 1 : 0;
      }
      trial.end();
    }
    if (answered == 0 || !Files.exists(cache)) {
      throw new IllegalStateException(
          "%s answered %d samples: see %s".formatted(subject.name(), answered, launch.log()));
    }
  }

  /** The JDK's parts for a function; those with the same are links to one. */
  private Path runtime(String function) throws IOException {
    boolean draws = function.equals(DRAWING);
    String modules = draws ? MODULES + DRAWING_MODULE : MODULES;
    Path known = runtimes.get(modules);
    if (known != null) {
      return known;
    }
    Path runtime = work.resolve("runtime" + runtimes.size());
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    PrintWriter log = new PrintWriter(Files.newBufferedWriter(work.resolve("jlink.log")), true);
    List<String> options =
        new ArrayList<>(
            List.of(
                "--add-modules",
                modules,
                "--include-locales=fr",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                runtime.toString()));
    if (draws) {
      Path excluded = Files.write(work.resolve("excluded"), PicturesOnly.excluded());
      options.add("--exclude-resources=@" + excluded);
    }
    int result = jlink.run(log, log, options.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalStateException("jlink failed: see " + work.resolve("jlink.log"));
    }
    if (draws) {
      PicturesOnly.trim(runtime);
    }
    AmazonRoots.keepOnly(runtime);
    RuntimeLibrary.unpack(launch.runtimeClient(), runtime.resolve("lib"));
    runtimes.put(modules, runtime);
    return runtime;
  }

  private static String bootstrap(List<Path> jars) {
    return """
        #!/bin/sh
        # Lambda (provided.al2023) starts this. The JVM works without its cache too, only later.
        cache=-XX:AOTCache=function.aot
        [ -f function.aot ] || cache=
        # There are no profiles in the cache; a thread would look for each class's all the same.
        exec runtime/bin/java $cache \\
          -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining \\
          -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders \\
          -Xmx$((AWS_LAMBDA_FUNCTION_MEMORY_SIZE * 85 / 100))m \\
          -XX:MaxRAM="$AWS_LAMBDA_FUNCTION_MEMORY_SIZE"m \\
          --enable-native-access=ALL-UNNAMED \\
          -D%s="$PWD"/runtime/lib/libaws-lambda-jni.so \\
          -classpath %s \\
          %s "$_HANDLER"
        """
        .formatted(
            RuntimeLibrary.PROPERTY,
            jars.stream().map(jar -> "jars/" + name(jar)).sorted().collect(Collectors.joining(":")),
            Packaging.MAIN);
  }

  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : tree.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.createLink(target, file);
        }
      }
    }
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String name(Path file) {
    return Objects.requireNonNull(file.getFileName()).toString();
  }
}
