package fr.actionpopulaire.testing;

import fr.actionpopulaire.embeddedaws.FunctionResource;
import fr.actionpopulaire.embeddedaws.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The role of one function, as {@code template.yaml} writes it, deciding as IAM does for the few
 * conditions the template uses.
 *
 * <p>Where AWS's own manual leaves open which keys are looked at together, the stricter reading is
 * taken: all partition keys that one request names in one table must be granted by one statement.
 */
public final class Role {

  /** The few patterns of the template, each compiled once: they are asked at every request. */
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private final String function;
  private final List<Statement> statements;

  private Role(String function, List<Statement> statements) {
    this.function = function;
    this.statements = List.copyOf(statements);
  }

  /**
   * The role of the function in that folder.
   *
   * @throws IllegalArgumentException if the template has no such function
   */
  public static Role ofFunction(String folder) {
    return of(TestTemplate.read().function(folder));
  }

  static Role of(FunctionResource function) {
    return of(function.folder(), function.policies());
  }

  static Role of(String function, List<Statement> statements) {
    return new Role(function, statements);
  }

  /** The same role with one action taken out of every statement; for showing that it matters. */
  Role without(String action, String resourceEnd) {
    return new Role(
        function,
        statements.stream()
            .map(
                statement ->
                    statement.resources().stream().noneMatch(arn -> arn.endsWith(resourceEnd))
                        ? statement
                        : new Statement(
                            statement.effect(),
                            statement.actions().stream().filter(a -> !a.equals(action)).toList(),
                            statement.resources(),
                            statement.condition()))
            .toList());
  }

  /** The folder of its function. */
  public String function() {
    return function;
  }

  /** Everything it grants, statement after statement; twice what two statements grant. */
  public List<Grant> grants() {
    List<Grant> grants = new ArrayList<>();
    for (Statement statement : statements) {
      List<String> families = families(statement);
      for (String action : statement.actions()) {
        for (String resource : statement.resources()) {
          for (String family : families.isEmpty() ? List.of("") : families) {
            grants.add(new Grant(action, Grant.shortName(resource), family));
          }
        }
      }
    }
    return grants;
  }

  /** What it grants that access by; empty if it does not grant it. */
  Set<Grant> grantsOf(Access access) {
    Set<Grant> used = new LinkedHashSet<>();
    for (Statement statement : statements) {
      if (!statement.effect().equals("Allow")) {
        throw new IllegalStateException("roles here only allow: " + function);
      }
      if (!statement.actions().contains(access.action())) {
        continue;
      }
      for (String resource : statement.resources()) {
        if (like(resource, access.resource()) && holds(statement.condition(), access)) {
          List<String> families =
              families(statement).stream()
                  .filter(
                      family -> access.leadingKeys().stream().anyMatch(key -> like(family, key)))
                  .toList();
          for (String family : families.isEmpty() ? List.of("") : families) {
            used.add(new Grant(access.action(), Grant.shortName(resource), family));
          }
        }
      }
    }
    return used;
  }

  private static List<String> families(Statement statement) {
    Object keys = statement.condition().get("ForAllValues:StringLike");
    return keys instanceof Map<?, ?> map ? texts(map.get(Access.LEADING_KEYS)) : List.of();
  }

  private static boolean holds(Map<String, Object> condition, Access access) {
    return condition.entrySet().stream()
        .allMatch(operator -> holds(operator.getKey(), operator.getValue(), access));
  }

  private static boolean holds(String operator, Object wanted, Access access) {
    if (!(wanted instanceof Map<?, ?> keys)) {
      throw new IllegalArgumentException("not a condition: " + operator);
    }
    return keys.entrySet().stream()
        .allMatch(
            key -> {
              List<String> there = access.context().getOrDefault(text(key.getKey()), List.of());
              List<String> patterns = texts(key.getValue());
              return switch (operator) {
                case "ForAllValues:StringEquals" -> patterns.containsAll(there);
                case "ForAllValues:StringLike" ->
                    there.stream().allMatch(value -> likeOne(patterns, value));
                case "StringLikeIfExists" ->
                    there.isEmpty() || there.stream().anyMatch(value -> likeOne(patterns, value));
                case "StringLike" -> there.stream().anyMatch(value -> likeOne(patterns, value));
                case "StringEquals" -> there.stream().anyMatch(patterns::contains);
                default ->
                    throw new IllegalArgumentException("unknown condition operator " + operator);
              };
            });
  }

  private static boolean likeOne(List<String> patterns, String value) {
    return patterns.stream().anyMatch(pattern -> like(pattern, value));
  }

  /** IAM's patterns: {@code *} is any text, {@code ?} any one character. */
  private static boolean like(String pattern, String value) {
    return PATTERNS.computeIfAbsent(pattern, Role::compile).matcher(value).matches();
  }

  private static Pattern compile(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static List<String> texts(@org.jspecify.annotations.Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(Role::text).toList();
      default -> List.of(text(value));
    };
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    return String.valueOf(value);
  }
}
