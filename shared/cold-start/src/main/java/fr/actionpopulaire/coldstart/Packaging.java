package fr.actionpopulaire.coldstart;

import fr.actionpopulaire.local.lambda.Initialization;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a function's code is laid out in its package, and what starts it. */
sealed interface Packaging {

  /** Starts whatever handler it is told to, inside AWS's runtime interface client. */
  String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** The package's content, as Lambda unpacks it. */
  Path folder();

  /** The files and folders a start may read. */
  List<Path> files(Launch launch);

  /** What it is started for. */
  Initialization initialization();

  /**
   * What starts it.
   *
   * @param more flags of the JVM besides its usual ones
   */
  List<String> command(Subject subject, Launch launch, List<String> more);

  /**
   * The managed {@code java25} runtime: a JVM and a runtime interface client that are Lambda's, the
   * function's jars under {@code lib}.
   *
   * @param folder {@code target/function} of a function
   * @param initialization with SnapStart it starts ahead, without it on demand
   */
  record Managed(Path folder, Initialization initialization) implements Packaging {

    /** Lambda's part too: the JDK and the client. */
    @Override
    public List<Path> files(Launch launch) {
      List<Path> files = new ArrayList<>();
      files.add(folder);
      files.add(launch.java().resolve("../../lib").normalize());
      for (String jar : launch.runtimeClient().split(File.pathSeparator)) {
        files.add(Path.of(jar));
      }
      return files;
    }

    @Override
    public List<String> command(Subject subject, Launch launch, List<String> more) {
      List<String> command = new ArrayList<>();
      command.add(launch.java().toString());
      command.addAll(
          List.of(
              // 85 % of the memory, as public captures of Lambda's command line show.
              "-XX:MaxHeapSize=" + subject.memoryMb() * 1024L * 85 / 100 + "k",
              // The heap begins as on a machine with that memory, not as on this one.
              "-XX:MaxRAM=" + subject.memoryMb() + "m",
              "-XX:+UseSerialGC",
              "-XX:+TieredCompilation",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED"));
      command.addAll(more);
      command.add(launch.libraryFlag());
      command.add("-classpath");
      command.add(launch.runtimeClient());
      command.add(MAIN);
      command.add(subject.handler());
      return command;
    }
  }

  /**
   * The own runtime for {@code provided.al2023}: whatever Lambda finds in {@code bootstrap}.
   *
   * @param folder what {@link OwnRuntime} laid out
   */
  record Own(Path folder) implements Packaging {

    @Override
    public List<Path> files(Launch launch) {
      return List.of(folder);
    }

    /** Custom runtimes have no SnapStart. */
    @Override
    public Initialization initialization() {
      return Initialization.ON_DEMAND;
    }

    /** More flags reach it as they would on Lambda: in {@link Trial#FLAGS}. */
    @Override
    public List<String> command(Subject subject, Launch launch, List<String> more) {
      return List.of("/bin/sh", "bootstrap");
    }
  }
}
