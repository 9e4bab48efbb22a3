package fr.actionpopulaire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import fr.actionpopulaire.local.LocalSystem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody with a browser of their own on a telephone 320 pixels wide (WCAG 1.4.10), with scripts
 * and a finger, or without scripts and with nothing but a keyboard. Every page they come to is
 * looked at: see {@link PageRules}.
 */
final class Visitor implements AutoCloseable {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 640;

  private final URI home;
  private final boolean scripts;
  private final BrowserContext context;
  private final Page page;
  private final PageRules rules;
  private final List<Request> requests = new ArrayList<>();
  private final List<String> screens = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int arrivals;
  private int status;
  private boolean hiddenByHeader;

  private Visitor(LocalSystem system, boolean scripts) {
    home = system.address();
    this.scripts = scripts;
    context =
        Chromium.get()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(WIDTH, HEIGHT)
                    .setDeviceScaleFactor(2)
                    .setLocale("fr-FR")
                    .setJavaScriptEnabled(scripts));
    page = context.newPage();
    page.setDefaultTimeout(20_000);
    rules = new PageRules(page, scripts);
    page.onFrameNavigated(
        frame -> {
          if (frame.equals(page.mainFrame())) {
            arrivals++;
          }
        });
    page.onResponse(this::answered);
    page.onRequestFinished(requests::add);
    page.onConsoleMessage(this::said);
    page.onPageError(error -> faults.add("script: " + error));
    page.onRequest(
        request -> {
          if (!request.url().startsWith(home + "/")) {
            faults.add("a request elsewhere: " + request.url());
          }
        });
  }

  static Visitor of(LocalSystem system, boolean scripts) {
    return new Visitor(system, scripts);
  }

  private void answered(Response answer) {
    if (answer.request().isNavigationRequest() && answer.frame().equals(page.mainFrame())) {
      status = answer.status();
      hiddenByHeader = "noindex".equals(answer.headers().get("x-robots-tag"));
    }
  }

  private void said(ConsoleMessage message) {
    // The browser says of each refused form that its answer is no success: that is no fault.
    boolean refusal =
        status >= 400 && message.text().startsWith("Failed to load resource: the server responded");
    if (!refusal && (message.type().equals("error") || message.type().equals("warning"))) {
      faults.add(message.type() + ": " + message.text());
    }
  }

  /** Types an address of ours. */
  void open(String path) {
    open(path, 200);
  }

  /** Types an address that is answered with that status in the end. */
  void open(String path, int expected) {
    arriveBy(() -> page.navigate(home.resolve(path).toString()), expected);
  }

  /** Follows a link by its whole text. */
  void follow(String link) {
    arriveBy(() -> use(named(AriaRole.LINK, link).first()), 200);
  }

  /** Presses a button by its whole text. */
  void press(String button) {
    press(button, 200);
  }

  /** Presses a button whose form is answered with that status in the end. */
  void press(String button, int expected) {
    arriveBy(() -> use(named(AriaRole.BUTTON, button).first()), expected);
  }

  /** Opens what is folded under a text. */
  void unfold(String text) {
    use(page.locator("summary").getByText(text));
  }

  /** Ticks the box with that id. */
  void tick(String id) {
    Locator box = page.locator("#" + id);
    if (scripts) {
      box.check();
    } else {
      box.press("Space");
    }
    assertTrue(box.isChecked(), id);
  }

  private void use(Locator thing) {
    assertTrue(thing.isVisible(), thing::toString);
    if (scripts) {
      thing.click();
    } else {
      thing.press("Enter");
    }
  }

  private Locator named(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void arriveBy(Runnable act, int expected) {
    int before = arrivals;
    act.run();
    page.waitForCondition(() -> arrivals > before);
    page.waitForLoadState();
    screens.add(path());
    assertEquals(expected, status, () -> path() + ": " + text());
    faults.addAll(rules.brokenAt(path(), hiddenByHeader));
    assertEquals(List.of(), faults, this::path);
  }

  /** Writes into the field with that label. */
  void fill(String label, String value) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first().fill(value);
  }

  /** Whether something of that selector is there. */
  boolean sees(String selector) {
    return page.locator(selector).count() > 0;
  }

  /** All that can be read in the page's main part. */
  String text() {
    return page.locator("main").innerText();
  }

  /** Where the visitor is: path and query. */
  String path() {
    return page.url().replace(home.toString(), "");
  }

  /** The pages seen so far, in order, each time anew; forwardings are no screens. */
  List<String> screens() {
    return List.copyOf(screens);
  }

  /** Every byte that came over the wire so far: headers and bodies. */
  long bytes() {
    return requests.stream()
        .map(Request::sizes)
        .mapToLong(size -> (long) size.responseHeadersSize + size.responseBodySize)
        .sum();
  }

  Page page() {
    return page;
  }

  @Override
  public void close() {
    context.close();
  }
}
