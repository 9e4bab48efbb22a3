package fr.actionpopulaire.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents point at is there. */
class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)(#[^)\\s]*)?\\)");
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

  @Test
  void everyLinkLeadsToAFile() {
    List<Path> documents = documents();
    List<String> broken = new ArrayList<>();
    for (Path document : documents) {
      Matcher link = LINK.matcher(House.text(document));
      while (link.find()) {
        String target = link.group(1);
        if (!target.contains(":") && !Files.exists(document.resolveSibling(target))) {
          broken.add(House.relative(document) + " -> " + target);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(documents.size() > 10);
  }

  @Test
  void everyTestNamedExists() throws IOException {
    Set<String> tests = tests();
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      Matcher name = TEST.matcher(House.text(document));
      while (name.find()) {
        if (!tests.contains(name.group(1))) {
          missing.add(House.relative(document) + " names " + name.group(1));
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  /** A row of the rules names the test that fails without the rule, or says that none can. */
  @Test
  void everyRuleOfLawNamesItsTest() throws IOException {
    List<String> unchecked = new ArrayList<>();
    int rules = 0;
    List<String> lines = new ArrayList<>(Files.readAllLines(House.path("docs/privacy.md")));
    lines.addAll(Files.readAllLines(House.path("docs/electoral-law.md")));
    for (String line : lines) {
      if (!line.matches("\\| [A-F][0-9].*")) {
        continue;
      }
      rules++;
      String[] cells = line.split("\\|");
      String checked = cells[cells.length - 1];
      if (!TEST.matcher(checked).find() && !checked.contains("not here:")) {
        unchecked.add(cells[1].strip());
      }
    }
    assertEquals(List.of(), unchecked);
    assertTrue(rules > 10);
  }

  /** Whoever moderates finds each call there is, as it is made. */
  @Test
  void everyCallOfStaffIsShown() throws IOException {
    String shown = House.text(House.path("docs/moderation.md"));
    List<String> missing = new ArrayList<>();
    int calls = 0;
    JsonNode paths =
        new ObjectMapper().readTree(House.path("docs/openapi.json").toFile()).path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      if (!path.getKey().startsWith("/v1/moderation/")) {
        continue;
      }
      for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
        calls++;
        String method = call.getKey().equals("get") ? "" : "-X " + call.getKey() + " ";
        String address = path.getKey().replaceAll("\\{[^}]+}", "[^/\"?]+");
        Pattern curl =
            Pattern.compile(
                "^(staff|other) " + method + "\"\\$URL" + address + "[\"?]",
                Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
        if (!curl.matcher(shown).find()) {
          missing.add(call.getKey() + " " + path.getKey());
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(calls > 10);
  }

  private static List<Path> documents() {
    List<Path> documents = new ArrayList<>(House.files(House.path("docs"), ".md"));
    documents.add(House.path("README.md"));
    documents.add(House.path("CONTRIBUTING.md"));
    return documents;
  }

  private static Set<String> tests() throws IOException {
    try (var files = Files.walk(House.path("."))) {
      return files
          .filter(file -> !file.toString().contains("/target/"))
          .map(file -> Objects.requireNonNull(file.getFileName()).toString())
          .filter(name -> name.endsWith("Test.java"))
          .map(name -> name.replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }
}
