package fr.actionpopulaire.coldstart;

import fr.actionpopulaire.local.lambda.RuntimeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What every process is started with.
 *
 * @param java the {@code java} command
 * @param runtimeClient class path of AWS's runtime interface client
 * @param libraryFlag tells the client where its native part lies, which Lambda has in place too
 * @param endpoints where the embedded AWS is
 * @param log where the process' output goes
 */
record Launch(
    Path java, String runtimeClient, String libraryFlag, Map<String, String> endpoints, Path log) {

  /**
   * With this JDK.
   *
   * @param work where the log and the client's native part go
   */
  static Launch of(Path house, Path work, Map<String, String> endpoints) throws IOException {
    String client = Files.readString(house.resolve("shared/local/target/ric.classpath")).strip();
    return new Launch(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        client,
        "-D" + RuntimeLibrary.PROPERTY + "=" + RuntimeLibrary.unpack(client, work),
        endpoints,
        work.resolve("output.log"));
  }
}
