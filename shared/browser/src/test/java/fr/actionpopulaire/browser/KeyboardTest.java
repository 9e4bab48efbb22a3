package fr.actionpopulaire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import fr.actionpopulaire.local.LocalSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything can be reached by the keyboard alone, and one always sees where one is (WCAG 2.4). */
class KeyboardTest {

  private static final String REACHABLE =
      """
      () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter(element => element.type !== 'hidden' && element.checkVisibility()
          && !(element.type === 'radio' && !element.checked))
        .map(element => element.outerHTML.slice(0, 120))
      """;

  /** Name of what has the focus, and whether that can be seen; nothing back at the beginning. */
  private static final String FOCUS =
      """
      () => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const style = getComputedStyle(element), box = element.getBoundingClientRect();
        const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
          && box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth;
        return (seen ? '' : 'unseen: ') + element.outerHTML.slice(0, 120);
      }
      """;

  @Test
  void everythingIsReachedInOrderAndSeen() {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    try (Visitor member = new People(system).member("Clavier", true)) {
      for (String path :
          List.of(
              "/",
              "/evenements",
              "/evenements/nouveau?type=meeting",
              "/compte",
              "/compte/profil",
              "/compte/consentements",
              "/signalement")) {
        member.open(path);
        walk(member.page(), path);
      }
    }
  }

  private static void walk(Page page, String path) {
    List<?> reachable = (List<?>) page.evaluate(REACHABLE);
    assertTrue(reachable.size() > 5, path);
    assertTrue(reachable.getFirst().toString().contains("class=\"skip\""), path);
    List<Object> stops = new ArrayList<>();
    page.keyboard().press("Tab");
    Object focus = page.evaluate(FOCUS);
    // The way ends outside the page, or begins again. Coming back, the focus may be on the first
    // element before that is drawn, as it was when the way began.
    while (focus != null
        && (stops.isEmpty() || !focus.toString().endsWith(stops.getFirst().toString()))) {
      if (stops.isEmpty() || !stops.getLast().equals(focus)) {
        stops.add(focus); // a field for a date has several parts, each a stop of its own
      }
      assertTrue(stops.size() <= reachable.size(), () -> path + " has no end: " + stops);
      page.keyboard().press("Tab");
      focus = page.evaluate(FOCUS);
    }
    assertEquals(reachable, stops, path);
  }

  @Test
  void theFirstLinkSkipsToTheContent() {
    Chromium.get();
    try (Visitor visitor = Visitor.of(RunningSystem.get(), true)) {
      visitor.open("/");
      visitor.page().keyboard().press("Tab");
      visitor.page().keyboard().press("Enter");
      assertEquals(true, visitor.page().evaluate("() => document.activeElement.id === 'contenu'"));
    }
  }
}
