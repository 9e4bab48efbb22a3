package fr.actionpopulaire.local.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables of rules in {@code docs/privacy.md} and {@code docs/electoral-law.md}. */
final class RulePages {

  /** A test class as the page names it. */
  static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

  private static final Pattern RULES = Pattern.compile("([A-F])(\\d+)(?:–[A-F](\\d+))?");

  private RulePages() {}

  /**
   * One row.
   *
   * @param rules its identifiers, {@code C3–C6} as four
   * @param tests the test classes it names
   * @param checked false where it says that no test here can see it
   */
  record Rule(List<String> rules, List<String> tests, boolean checked) {
    Rule {
      rules = List.copyOf(rules);
      tests = List.copyOf(tests);
    }
  }

  static List<Rule> read() {
    List<Rule> rows = new ArrayList<>();
    List<String> lines =
        Stream.of("docs/privacy.md", "docs/electoral-law.md")
            .flatMap(page -> House.text(House.path(page)).lines())
            .toList();
    for (String line : lines) {
      if (line.matches("\\| [A-F][0-9].*")) {
        String[] cells = line.split("\\|");
        String checked = cells[cells.length - 1];
        rows.add(
            new Rule(
                RULES.matcher(cells[1]).results().flatMap(RulePages::each).toList(),
                TEST.matcher(checked).results().map(found -> found.group(1)).toList(),
                !checked.contains("not here:")));
      }
    }
    return rows;
  }

  private static Stream<String> each(MatchResult range) {
    int first = Integer.parseInt(range.group(2));
    int last = range.group(3) == null ? first : Integer.parseInt(range.group(3));
    return IntStream.rangeClosed(first, last).mapToObj(number -> range.group(1) + number);
  }
}
