package fr.actionpopulaire.local.clock;

import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this process when the local system that started it is gone, killed or not: the system holds
 * the other end of this process's standard input, and the operating system closes it with the
 * system.
 */
@Context
final class EndsWithParent {
  /** Set by the local system only: elsewhere standard input belongs to somebody else. */
  static final String ATTACHED = "local.attached";

  EndsWithParent() {
    if (Boolean.getBoolean(ATTACHED)) {
      Thread.ofPlatform().daemon().name("parent-watch").start(() -> endAfter(System.in));
    }
  }

  private static void endAfter(InputStream in) {
    try {
      while (in.read() >= 0) {
        // Nothing is ever written: only the end matters.
      }
    } catch (IOException e) {
      // A broken pipe says the same as its end.
    }
    Runtime.getRuntime().halt(0);
  }
}
