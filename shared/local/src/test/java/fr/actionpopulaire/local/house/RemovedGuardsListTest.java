package fr.actionpopulaire.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.local.house.RemovedGuard.Chosen;
import fr.actionpopulaire.local.house.RulePages.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The list of guards that {@link RemovedGuardsTest} takes away keeps up with the rules, the code
 * and the tests: looked at in every build, since that test runs in long ones only.
 */
class RemovedGuardsListTest {

  /** Tests of the page that no entry names, and why the page names them all the same. */
  private static final Map<String, String> WITHOUT_ENTRY =
      Map.of(
          "AnswersAlikeTest", "runs packages, not classes",
          "BadInputTest", "runs packages, not classes",
          "MainJobTest", "runs packages, not classes",
          "ScannerTest", "runs packages, not classes",
          "RolesTest", "compares what whole suites called with the template",
          "LifecyclesTest", "simulates lives for as long as it is given");

  private final List<RemovedGuard> guards = RemovedGuard.all();
  private final List<Rule> rows = RulePages.read();

  /** Every rule of the page that is checked here. */
  private Set<String> rules() {
    return rows.stream()
        .filter(Rule::checked)
        .flatMap(row -> row.rules().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyRuleThatIsCheckedHereHasAGuardInTheList() {
    assertTrue(rules().size() > 40);
    assertEquals(
        rules(),
        guards.stream()
            .flatMap(guard -> guard.rules().stream())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyTextToTakeAwayStandsOnce() {
    assertEquals(
        List.of(),
        guards.stream().filter(guard -> guard.times() != 1).map(Object::toString).toList());
    assertEquals(
        List.of(),
        guards.stream()
            .filter(guard -> guard.source().equals(House.text(guard.path())))
            .map(Object::toString)
            .toList(),
        "and something is taken away");
  }

  @Test
  void noGuardIsListedTwice() {
    assertEquals(guards.size(), guards.stream().map(RemovedGuard::toString).distinct().count());
  }

  @Test
  void everyTestNamedExistsAndIsNamedOnThePage() {
    List<String> wrong = new ArrayList<>();
    for (RemovedGuard guard : guards) {
      Set<String> named =
          rows.stream()
              .filter(row -> row.rules().stream().anyMatch(guard.rules()::contains))
              .flatMap(row -> row.tests().stream())
              .collect(Collectors.toSet());
      for (Chosen test : guard.tests()) {
        String source = House.text(TestSources.only(test.type()));
        if (!source.contains(" void " + test.method())) {
          wrong.add(guard + ": there is no " + test);
        }
        if (!named.contains(test.simpleName())) {
          wrong.add(guard + ": the page does not name " + test.simpleName());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyTestOfThePageIsTaggedAndMissesAGuard() {
    Set<String> missing =
        guards.stream()
            .flatMap(guard -> guard.tests().stream())
            .map(Chosen::simpleName)
            .collect(Collectors.toSet());
    missing.addAll(WITHOUT_ENTRY.keySet());
    List<String> wrong = new ArrayList<>();
    for (Rule row : rows) {
      Set<String> untagged = new TreeSet<>(row.tests().isEmpty() ? List.of() : row.rules());
      for (String test : row.tests()) {
        Set<String> tags =
            row.rules().stream().filter(rule -> isTagged(test, rule)).collect(Collectors.toSet());
        if (tags.isEmpty()) {
          wrong.add(test + " has no tag of " + row.rules());
        }
        if (!missing.contains(test)) {
          wrong.add(test + " stands in no entry");
        }
        untagged.removeAll(tags);
      }
      untagged.forEach(rule -> wrong.add("no test of its row is tagged " + rule));
    }
    assertEquals(List.of(), wrong);
  }

  private static boolean isTagged(String test, String rule) {
    return TestSources.of(test).stream()
        .anyMatch(source -> House.text(source).contains("@Tag(\"" + rule + "\")"));
  }
}
