package fr.actionpopulaire.local.lambda;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What every function's process on this machine has in common.
 *
 * @param java the {@code java} command of a JDK 25 or later
 * @param runtimeClient class path of AWS's Runtime Interface Client, as one string
 * @param clockJar laid beside each function's own jars
 * @param clockFile what moves the clock in that jar
 * @param folder where task roots and logs go; created when missing
 * @param endpoints AWS_ENDPOINT_URL_* variables of the embedded AWS
 * @param environments how many invocations of one function may run at once
 */
public record Workspace(
    Path java,
    String runtimeClient,
    Path clockJar,
    Path clockFile,
    Path folder,
    Map<String, String> endpoints,
    int environments) {
  /** The one region everything is in. */
  public static final String REGION = "eu-west-3";

  /** An account that cannot exist. */
  public static final String ACCOUNT = "000000000000";

  /**
   * Lambda's own choices (serial collector, first compiler only) with less of everything: ten of
   * these share a laptop with the embedded AWS, in 2 GB of resident memory.
   */
  static final List<String> JVM =
      List.of(
          "-Xms16m",
          "-Xmx96m",
          // Not what the template gives a start: there are thirteen of them here.
          "-XX:NewSize=5m",
          "-XX:MaxNewSize=32m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=48m",
          "-XX:+UseCompactObjectHeaders",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=20",
          "-Xshare:auto",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED");

  /** ARN under which a function of this name is invoked here. */
  public static String functionArn(String name) {
    return "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:" + name;
  }
}
