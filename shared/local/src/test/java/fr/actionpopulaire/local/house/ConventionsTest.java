package fr.actionpopulaire.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.actionpopulaire.embeddedaws.FunctionResource;
import fr.actionpopulaire.embeddedaws.Template;
import fr.actionpopulaire.testing.HouseTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One name finds everything, and what CONTRIBUTING.md asks for is there. */
class ConventionsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Template template = HouseTemplate.read();

  @Test
  void everyFolderIsAFunctionOfTheTemplateAndTheOtherWayRound() {
    assertEquals(
        House.functions(), template.functions().stream().map(f -> f.folder()).sorted().toList());
    for (FunctionResource function : template.functions()) {
      String name = function.folder();
      String block = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      assertEquals(block, function.logicalId());
      assertEquals("functions/" + name + "/target/function", function.codeUri());
      assertEquals(
          "fr.actionpopulaire." + name + "." + block + "Function", function.handler(), name);
    }
  }

  @Test
  void everyHandlerIsThere() {
    List<String> missing = new ArrayList<>();
    for (FunctionResource function : template.functions()) {
      Path source =
          House.path("functions/" + function.folder())
              .resolve("src/main/java/" + function.handler().replace('.', '/') + ".java");
      if (!Files.exists(source)) {
        missing.add(House.relative(source));
      }
    }
    assertEquals(List.of(), missing);
  }

  /**
   * A good sample is {@code <case>.json}; a bad one says after the case what is wrong with it:
   * {@code <case>-<what>.json}, or only that something is: {@code <case>-bad.json}. What cannot be
   * asked wrongly, by its own declaration, needs none.
   */
  @Test
  void everyOperationHasAGoodAndABadSample() {
    List<String> missing = new ArrayList<>();
    for (FunctionResource function : template.functions()) {
      List<Path> samples = House.files(House.path("events/" + function.folder()), ".json");
      if (function.triggers().isEmpty()) {
        for (Operation operation : Operation.of(function.folder())) {
          lacking(
              operation.toString(),
              samplesOf(operation, samples),
              operation.canBeRefused(),
              missing);
        }
      } else {
        lacking(function.folder(), samples, true, missing);
      }
    }
    assertEquals("", String.join("\n", missing));
  }

  private static void lacking(
      String operation, List<Path> samples, boolean refusable, List<String> missing) {
    if (samples.isEmpty()) {
      missing.add(operation + " has no sample");
    } else if (refusable && samples.stream().noneMatch(bad -> isBad(bad, samples))) {
      missing.add(operation + " has no bad sample");
    }
  }

  private static boolean isBad(Path sample, List<Path> others) {
    return name(sample).endsWith("-bad")
        || others.stream().anyMatch(good -> name(sample).startsWith(name(good) + "-"));
  }

  private static String name(Path sample) {
    return Objects.requireNonNull(sample.getFileName()).toString().replace(".json", "");
  }

  private static List<Path> samplesOf(Operation operation, List<Path> samples) {
    return samples.stream()
        .filter(
            sample -> {
              JsonNode event = json(sample);
              return operation.matches(
                  event.at("/requestContext/http/method").asText(), event.at("/rawPath").asText());
            })
        .toList();
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(House.text(file));
    } catch (IOException e) {
      throw new AssertionError(House.relative(file) + " is no JSON", e);
    }
  }

  /** Loaded by name, so a sample nobody loads is a sample nobody checks. */
  @Test
  void everySampleIsUsedByATestOfItsFunction() {
    List<String> unused = new ArrayList<>();
    for (String function : House.functions()) {
      String tests =
          String.join(
              "\n",
              House.files(House.path("functions/" + function + "/src/test/java"), ".java").stream()
                  .map(House::text)
                  .toList());
      for (Path sample : House.files(House.path("events/" + function), ".json")) {
        if (!isNamed(name(sample), tests)) {
          unused.add(House.relative(sample));
        }
      }
    }
    assertEquals(List.of(), unused);
  }

  /** Whole, or made of two: {@code "<case>"} and {@code "-<what>"}. */
  private static boolean isNamed(String sample, String tests) {
    if (Pattern.compile("[\"/]" + sample + "(\\.json)?[\",;\\s]").matcher(tests).find()) {
      return true;
    }
    int dash = sample.lastIndexOf('-');
    return dash > 0
        && tests.contains('"' + sample.substring(0, dash) + '"')
        && tests.contains('"' + sample.substring(dash) + '"');
  }

  /** Called otherwise, the function would not run under its role; a test that must says why. */
  @Test
  void testsCallFunctionsThroughHandler() {
    List<String> directly = new ArrayList<>();
    for (String function : House.functions()) {
      for (Path test :
          House.files(House.path("functions/" + function + "/src/test/java"), ".java")) {
        String text = House.text(test);
        if (text.contains(".handleRequest(") && !text.contains("Not through {@code Handler}")) {
          directly.add(House.relative(test));
        }
      }
    }
    assertEquals(List.of(), directly);
  }

  @Test
  void everyOperationSaysWhatItCosts() throws IOException {
    List<String> lines = Files.readAllLines(House.path("docs/access-patterns.md"));
    List<String> missing = new ArrayList<>();
    for (String function : House.functions()) {
      List<String[]> rows = rows(lines, function);
      if (rows.isEmpty()) {
        missing.add(function + " has no row");
      }
      for (String[] row : rows) {
        boolean asAnother = row.length > 1 && row[1].contains("as ");
        if (!asAnother
            && (row.length < 4 || !row[2].matches(".*\\d.*") || !row[3].matches(".*\\d.*"))) {
          missing.add(function + ": " + row[0] + " does not say its read and write units");
        }
      }
      for (Operation operation : Operation.of(function)) {
        if (rows.stream().noneMatch(row -> row[0].contains(operation.toString()))) {
          missing.add(function + ": " + operation + " has no row");
        }
      }
    }
    assertEquals("", String.join("\n", missing));
  }

  /** The cells of the rows under a function's heading, code marks left out. */
  private static List<String[]> rows(List<String> lines, String function) {
    List<String[]> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith("#")) {
        inside = line.equals("## " + function);
      } else if (inside
          && line.startsWith("|")
          && !line.matches("\\|[\\s:|-]+\\||.*\\| RCU \\|.*")) {
        rows.add(line.replace("`", "").substring(1).strip().split("\\s*\\|\\s*"));
      }
    }
    return rows;
  }

  @Test
  void classesAreNamedByWhatTheyAre() {
    Pattern vague = Pattern.compile(".*(Utils?|Helpers?|Common|Impl|Manager)\\.java");
    assertEquals(List.of(), sources(file -> vague.matcher(file.toString()).matches()));
  }

  @Test
  void noFileIsLongerThan300Lines() {
    assertEquals(List.of(), sources(file -> House.text(file).lines().count() > 300));
  }

  @Test
  void timeComesFromTheClockAndWordsGoToTheLog() {
    Pattern banned =
        Pattern.compile(
            "(Instant|LocalDate|LocalDateTime|LocalTime|ZonedDateTime|OffsetDateTime|Year|YearMonth)"
                + "\\.now\\(\\s*\\)|System\\.(currentTimeMillis|nanoTime)|new Date\\(\\s*\\)"
                + "|Thread\\.sleep|System\\.(out|err)\\b|printStackTrace\\(");
    // The log itself is written to the standard output, which is where the platform takes it from.
    assertEquals(
        List.of("shared/logging/src/main/java/fr/actionpopulaire/logging/JsonLine.java"),
        sources(file -> banned.matcher(House.text(file)).find()));
  }

  @Test
  void everyPackageIsNullMarked() {
    assertEquals(
        List.of(),
        House.deployedSources().stream()
            .map(Path::getParent)
            .distinct()
            .filter(
                folder ->
                    !Files.exists(folder.resolve("package-info.java"))
                        || !House.text(folder.resolve("package-info.java")).contains("@NullMarked"))
            .map(House::relative)
            .toList());
  }

  private static List<String> sources(java.util.function.Predicate<Path> wrong) {
    return House.deployedSources().stream().filter(wrong).map(House::relative).toList();
  }

  /** The page is made from the enumeration, or names each rule. */
  @Test
  void thePrivacyPageTellsEveryRetentionRule() {
    Path site = House.path("functions/site/src/main");
    String words =
        String.join(
            "\n",
            java.util.stream.Stream.concat(
                    House.files(site, ".java").stream(), House.files(site, ".jte").stream())
                .map(House::text)
                .toList());
    if (!words.contains("RetentionRule.values()")) {
      Matcher rule =
          Pattern.compile("(?m)^  ([A-Z_]+)\\(")
              .matcher(
                  House.text(
                      House.path(
                          "shared/domain/src/main/java/fr/actionpopulaire/domain/retention/"
                              + "RetentionRule.java")));
      List<String> untold = new ArrayList<>();
      while (rule.find()) {
        if (!words.matches("(?s).*\\b" + rule.group(1) + "\\b.*")) {
          untold.add(rule.group(1));
        }
      }
      assertEquals(List.of(), untold);
    }
  }
}
