package fr.actionpopulaire.browser;

import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.Settings;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The whole system, started once, on a free port and in memory, in the middle of a campaign. */
final class RunningSystem {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private static @Nullable LocalSystem system;

  private RunningSystem() {}

  static synchronized LocalSystem get() {
    LocalSystem running = system;
    if (running == null) {
      Path house = Path.of(System.getProperty("house", "../.."));
      running =
          LocalSystem.start(
              Settings.forTests(house, house, house.resolve("shared/browser/target/system")));
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
      running.settled().join();
      running.clock().set(NOW);
      system = running;
    }
    return running;
  }
}
