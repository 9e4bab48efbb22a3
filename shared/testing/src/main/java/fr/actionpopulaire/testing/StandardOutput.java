package fr.actionpopulaire.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the function writes to its log meanwhile. */
public final class StandardOutput {

  private StandardOutput() {}

  /** What this JVM writes to its standard output while that work runs. */
  public static String of(Runnable work) {
    PrintStream real = System.out;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(real);
    }
    return log.toString(StandardCharsets.UTF_8);
  }
}
