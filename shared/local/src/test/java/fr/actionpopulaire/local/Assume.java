package fr.actionpopulaire.local;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** Skips a test, saying why, where a tool is missing. */
final class Assume {
  private Assume() {}

  static void command(String name) throws InterruptedException {
    boolean there;
    try {
      there =
          new ProcessBuilder(name, "--version")
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      there = false;
    }
    Assumptions.assumeTrue(there, name + " is not on this machine: its test is skipped");
  }
}
