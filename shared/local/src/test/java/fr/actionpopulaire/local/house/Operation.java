package fr.actionpopulaire.local.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One call of the JSON interface, as the controllers declare it.
 *
 * @param method in capitals
 * @param path with parameters in braces
 */
record Operation(String function, String method, String path) {

  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "patch", "head", "options");

  /** Those of one function, from what micronaut-openapi wrote while compiling it. */
  static List<Operation> of(String function) {
    List<Operation> operations = new ArrayList<>();
    map(fragment(function).get("paths"))
        .forEach(
            (path, item) ->
                map(item).keySet().stream()
                    .filter(METHODS::contains)
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(function, method.toUpperCase(Locale.ROOT), path))));
    return operations.stream().filter(operation -> operation.path().startsWith("/v1/")).toList();
  }

  /** Whether it declares an answer that begins with a 4. */
  boolean canBeRefused() {
    Map<String, Object> item = map(map(fragment(function).get("paths")).get(path));
    return map(map(item.get(method.toLowerCase(Locale.ROOT))).get("responses")).keySet().stream()
        .anyMatch(status -> status.startsWith("4"));
  }

  /** The function's OpenAPI document; empty for a function without controllers. */
  static Map<String, Object> fragment(String function) {
    Path classes = House.path("functions/" + function + "/target/classes");
    House.assumeBuilt(classes);
    List<Path> written = House.files(classes.resolve("META-INF/swagger"), ".yml");
    if (written.isEmpty()) {
      return Map.of();
    }
    try (var reader = Files.newBufferedReader(written.getFirst())) {
      return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a request's path is one of this operation's. */
  boolean matches(String requestMethod, String requestPath) {
    StringBuilder pattern = new StringBuilder();
    for (String segment : path.split("(?<=/)|(?=/)", -1)) {
      pattern.append(
          segment.contains("{")
              ? Pattern.quote(segment).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q")
              : Pattern.quote(segment));
    }
    return method.equals(requestMethod) && requestPath.matches(pattern.toString());
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  /** The same map with text keys; empty for null and for what is no map. */
  static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> raw) {
      raw.forEach(
          (key, element) -> {
            if (element != null) {
              map.put(String.valueOf(key), element);
            }
          });
    }
    return map;
  }
}
