package fr.actionpopulaire.local.house;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One guard of a rule, and how to take it away: an entry of {@code removed-guards/*.txt}.
 *
 * <pre>
 * A5 A6: what the code no longer does, as a sentence
 * in Deadline.java
 * - text that stands once in that file, whatever its line breaks and indentation
 * + what stands there instead; without such lines the text goes
 * by RetentionRuleTest#eachRuleEndsToTheMillisecond ExpiredInStoreTest
 * </pre>
 *
 * @param rules whose guard it is
 * @param without what no longer happens
 * @param file the end of its path, as far as needed to tell it from others
 * @param tests of which, for each rule, one tagged with the rule must fail
 */
record RemovedGuard(
    List<String> rules,
    String without,
    String file,
    String text,
    String replacement,
    List<Chosen> tests) {

  private static final Pattern HEAD = Pattern.compile("([A-F]\\d+(?: [A-F]\\d+)*): (.+)");

  /** What is deployed, where guards may stand. */
  private static final List<Path> FILES =
      Stream.concat(
              House.deployedModules().stream()
                  .flatMap(module -> House.files(module.resolve("src/main"), "").stream())
                  .filter(file -> file.toString().matches(".*\\.(java|jte)")),
              Stream.of(House.path("template.yaml")))
          .toList();

  RemovedGuard {
    rules = List.copyOf(rules);
    tests = List.copyOf(tests);
  }

  /**
   * A test class, or one method of it; an empty method stands for all. The class is named as in
   * {@code signup/SignOfLifeTest} where another one has the same name.
   */
  record Chosen(String type, String method) {

    static Chosen of(String text) {
      int hash = text.indexOf('#');
      return hash < 0
          ? new Chosen(text, "")
          : new Chosen(text.substring(0, hash), text.substring(hash + 1));
    }

    /** The class without its folder. */
    String simpleName() {
      return type.substring(type.indexOf('/') + 1);
    }

    @Override
    public String toString() {
      return method.isEmpty() ? type : type + '#' + method;
    }
  }

  /** Every entry, in the order of the files. */
  static List<RemovedGuard> all() {
    return House.files(House.path("shared/local/src/test/resources/removed-guards"), ".txt")
        .stream()
        .flatMap(file -> Arrays.stream(House.text(file).split("\n{2,}")))
        .filter(entry -> !entry.isBlank() && !entry.startsWith("#"))
        .map(entry -> read(entry.strip()))
        .toList();
  }

  private static RemovedGuard read(String entry) {
    List<String> lines = entry.lines().toList();
    Matcher head = HEAD.matcher(lines.getFirst());
    if (!head.matches()) {
      throw new IllegalArgumentException("no rules and sentence: " + lines.getFirst());
    }
    return new RemovedGuard(
        List.of(head.group(1).split(" ")),
        head.group(2),
        part(lines, "in "),
        part(lines, "- "),
        part(lines, "+ "),
        Arrays.stream(part(lines, "by ").split(" ")).map(Chosen::of).toList());
  }

  /** The lines with that mark, as they are behind it. */
  private static String part(List<String> lines, String mark) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .collect(Collectors.joining("\n"));
  }

  /** The file it stands in. */
  Path path() {
    List<Path> found = FILES.stream().filter(path -> path.endsWith(file)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " files are called " + file);
    }
    return found.getFirst();
  }

  /** How often the text stands in its file; right is once. */
  int times() {
    return (int) pattern().matcher(House.text(path())).results().count();
  }

  /** The file as it would be without the guard. */
  String source() {
    return pattern()
        .matcher(House.text(path()))
        .replaceFirst(Matcher.quoteReplacement(replacement));
  }

  private Pattern pattern() {
    return Pattern.compile(
        Arrays.stream(text.strip().split("\\s+"))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+")));
  }

  @Override
  public String toString() {
    return String.join(" ", rules) + ": " + without;
  }
}
