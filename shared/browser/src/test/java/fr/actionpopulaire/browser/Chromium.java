package fr.actionpopulaire.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium, without a window; started once. Nothing is downloaded. */
final class Chromium {

  private static final Path EXECUTABLE =
      Path.of(System.getProperty("chromium", "/usr/bin/chromium"));

  private static @Nullable Browser browser;
  private static boolean told;

  private Chromium() {}

  /** The browser; where there is none, says so once and skips the test. */
  static synchronized Browser get() {
    if (!Files.isExecutable(EXECUTABLE) && !told) {
      told = true;
      System.err.println(
          "skipped: no Chromium at " + EXECUTABLE + " (apt install chromium, or -Dchromium=PATH)");
    }
    Assumptions.assumeTrue(Files.isExecutable(EXECUTABLE), "no Chromium at " + EXECUTABLE);
    Browser running = browser;
    if (running == null) {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      running =
          playwright
              .chromium()
              .launch(new BrowserType.LaunchOptions().setExecutablePath(EXECUTABLE));
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      browser = running;
    }
    return running;
  }
}
