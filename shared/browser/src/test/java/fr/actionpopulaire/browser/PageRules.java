package fr.actionpopulaire.browser;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What every page keeps, whoever looks at it: it fits a narrow screen (WCAG 1.4.10), has one
 * heading, a title and a language, names each of its fields, holds no script that runs, says to
 * search engines whether they may keep it (CNIL A9), and axe finds nothing.
 */
final class PageRules {

  /** Where members appear, or are asked who they are. */
  private static final Pattern PRIVATE =
      Pattern.compile(
          "/(compte|connexion|deconnexion|inscription|mes-participations|mon-agenda|recours|signalement"
              + "|signalements|vos-droits|desinscription|problems)([/?].*)?"
              + "|/evenements/((nouveau|pour-moi)([/?].*)?|[^/?]+/.+)");

  /** A public page; what else there is, for instance an error at any address, is not judged. */
  private static final Pattern PUBLIC =
      Pattern.compile(
          "/|/evenements(\\?.*)?|/(mentions-legales|confidentialite|conditions|accessibilite|sources)");

  private static final String WIDTH =
      "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private static final String UNNAMED =
      """
      () => [...document.querySelectorAll('input, select, textarea')]
        .filter(field => field.type !== 'hidden' && field.labels.length === 0)
        .map(field => field.outerHTML)
      """;

  private static final String SCRIPTS =
      """
      () => [...document.scripts].filter(script => script.type !== 'application/ld+json').length
        + document.querySelectorAll('[style], [onclick], style').length
      """;

  private final Page page;
  private final boolean scripts;

  PageRules(Page page, boolean scripts) {
    this.page = page;
    this.scripts = scripts;
  }

  /** What is wrong with the page as it stands. */
  List<String> brokenAt(String path, boolean hiddenByHeader) {
    List<String> broken = new ArrayList<>();
    int tooWide = (int) page.evaluate(WIDTH);
    if (tooWide > 0) {
      broken.add(path + " is " + tooWide + " pixels too wide");
    }
    if (page.locator("h1").count() != 1) {
      broken.add(path + " has " + page.locator("h1").count() + " headings of the first level");
    }
    if (page.title().isBlank() || !"fr".equals(page.locator("html").getAttribute("lang"))) {
      broken.add(path + " has no title or is not in French");
    }
    if (page.evaluate(UNNAMED) instanceof List<?> fields && !fields.isEmpty()) {
      broken.add(path + " has fields without a label: " + fields);
    }
    if (!page.evaluate(SCRIPTS).equals(0)) {
      broken.add(path + " has scripts or styles of its own");
    }
    boolean hidden = page.locator("meta[name=robots][content=noindex]").count() == 1;
    if (hidden != hiddenByHeader
        || (PRIVATE.matcher(path).matches() && !hidden)
        || (PUBLIC.matcher(path).matches() && hidden)) {
      broken.add(path + (hidden ? " is hidden from" : " is open to") + " search engines");
    }
    if (scripts) {
      broken.addAll(foundByAxe(path));
    }
    return broken;
  }

  private List<String> foundByAxe(String path) {
    AxeRunOptions options = new AxeRunOptions();
    // WCAG 2.2's 24 pixels, which axe leaves out unless asked.
    AxeRuleOptions on = new AxeRuleOptions();
    on.setEnabled(true);
    options.setRules(Map.of("target-size", on));
    List<Rule> violations = new AxeBuilder(page).options(options).analyze().getViolations();
    return violations.stream()
        .map(rule -> path + ": " + rule.getId() + " " + rule.getHelp() + rule.getNodes())
        .toList();
  }
}
