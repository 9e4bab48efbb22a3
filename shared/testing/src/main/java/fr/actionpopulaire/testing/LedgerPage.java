package fr.actionpopulaire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The measured lines of {@code docs/access-patterns.md}: a table under {@code ### <function>,
 * measured} for each function, one row for each operation, with a word after a comma where one
 * operation has several.
 */
public final class LedgerPage {

  private static final String HEAD =
      """
      | operation | requests | items read | items written | RCU | WCU | bytes read | bytes written | headers | body | log |
      |---|---|---|---|---|---|---|---|---|---|---|
      """;

  private final Path file = House.path().resolve("docs/access-patterns.md");
  private final String heading;

  private LedgerPage(String function) {
    heading = "### " + function + ", measured";
  }

  /** That function's. */
  public static LedgerPage of(String function) {
    return new LedgerPage(function);
  }

  /** Its lines by operation, as {@code PUT /v1/events/{id}/rsvp, no room}, in their order. */
  public Map<String, Cost> lines() {
    Map<String, Cost> lines = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : text()) {
      if (line.startsWith("#")) {
        inside = line.equals(heading);
      } else if (inside && line.startsWith("| `")) {
        String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
        lines.put(cells[0].replace("`", ""), Cost.of(Arrays.copyOfRange(cells, 1, cells.length)));
      }
    }
    return lines;
  }

  /** Writes lines in the place of the present ones, or at the end of the function's chapter. */
  void write(Map<String, Cost> lines) {
    List<String> text = new ArrayList<>(text());
    int from = text.indexOf(heading);
    String function = heading.substring("### ".length(), heading.indexOf(','));
    int chapter = text.indexOf("## " + function);
    if (chapter < 0) {
      throw new IllegalStateException("the page has no chapter about " + function);
    }
    int to = next(text, from < 0 ? chapter : from);
    if (from >= 0) {
      text.subList(from, to).clear();
      to = from;
    }
    List<String> table = new ArrayList<>(List.of(heading, ""));
    HEAD.lines().forEach(table::add);
    lines.forEach((operation, cost) -> table.add(row(operation, cost)));
    table.add("");
    text.addAll(to, table);
    try {
      Files.write(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int next(List<String> text, int heading) {
    int next = heading + 1;
    while (next < text.size() && !text.get(next).startsWith("#")) {
      next++;
    }
    return next;
  }

  static String row(String operation, Cost cost) {
    int comma = operation.indexOf(", ");
    return "| `"
        + (comma < 0
            ? operation + "`"
            : operation.substring(0, comma) + "`" + operation.substring(comma))
        + " | "
        + cost.cells()
        + " |";
  }

  private List<String> text() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
