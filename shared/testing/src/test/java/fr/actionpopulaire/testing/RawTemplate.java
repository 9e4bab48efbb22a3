package fr.actionpopulaire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * {@code template.yaml} as written: nothing resolved, short forms such as {@code !Ref x} turned
 * into their long forms ({@code {Ref: x}}). Duplicate keys are refused.
 */
record RawTemplate(Map<String, Object> root) {

  private static final Pattern SUB_VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

  /** The template at the root of the house. */
  static RawTemplate read() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      Object root =
          new Yaml(new ShortForms(options))
              .load(Files.readString(house().resolve("template.yaml")));
      return new RawTemplate(map(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The project's root folder; Surefire gives it, an IDE may start in the module. */
  static Path house() {
    Path here = Path.of(System.getProperty("house", "")).toAbsolutePath();
    while (!Files.exists(here.resolve("template.yaml"))) {
      Path above = here.getParent();
      if (above == null) {
        throw new IllegalStateException("no template.yaml above the working directory");
      }
      here = above;
    }
    return here;
  }

  Map<String, Object> section(String name) {
    return at(root, name);
  }

  Map<String, Object> resources() {
    return section("Resources");
  }

  /** Properties of a resource; fails when there is no such resource. */
  Map<String, Object> properties(String logicalId) {
    return at(resources(), logicalId, "Properties");
  }

  /** Logical ids of the resources of a type, in the order of their names. */
  Set<String> ofType(String type) {
    return resources().keySet().stream()
        .filter(id -> type.equals(at(resources(), id).get("Type")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> functions() {
    return ofType("AWS::Serverless::Function");
  }

  /** The variables a function's own block sets, without those every function gets. */
  Map<String, Object> ownEnvironment(String function) {
    return at(properties(function), "Environment", "Variables");
  }

  Map<String, Object> globalFunction() {
    return at(section("Globals"), "Function");
  }

  /** A function's events, by name; empty when it has none. */
  Map<String, Map<String, Object>> events(String function) {
    Map<String, Map<String, Object>> events = new TreeMap<>();
    map(properties(function).getOrDefault("Events", Map.of()))
        .forEach((name, event) -> events.put(name, map(event)));
    return events;
  }

  /** The statements of a function's or a role's inline policies, in order. */
  List<Map<String, Object>> statements(String logicalId) {
    List<Map<String, Object>> statements = new ArrayList<>();
    for (Object policy : list(properties(logicalId).get("Policies"))) {
      Map<String, Object> document = map(policy);
      if (document.containsKey("PolicyDocument")) {
        document = at(document, "PolicyDocument");
      }
      list(document.get("Statement")).forEach(statement -> statements.add(map(statement)));
    }
    return statements;
  }

  /**
   * Names a value refers to: targets of Ref, GetAtt and Sub, at any depth; a Sub's own variables
   * left out.
   */
  static Set<String> references(@Nullable Object value) {
    Set<String> names = new TreeSet<>();
    if (value instanceof Map<?, ?> someMap) {
      for (Map.Entry<String, Object> entry : map(someMap).entrySet()) {
        switch (entry.getKey()) {
          case "Ref" -> names.add(text(entry.getValue()));
          case "Fn::GetAtt" -> names.add(text(list(entry.getValue()).getFirst()));
          case "Fn::Sub" -> names.addAll(substituted(entry.getValue()));
          default -> names.addAll(references(entry.getValue()));
        }
      }
    } else if (value instanceof List<?> someList) {
      someList.forEach(element -> names.addAll(references(element)));
    }
    return names;
  }

  private static Set<String> substituted(Object sub) {
    Set<String> names = new TreeSet<>();
    String pattern = sub instanceof List<?> parts ? text(parts.getFirst()) : text(sub);
    Matcher variables = SUB_VARIABLE.matcher(pattern);
    while (variables.find()) {
      names.add(variables.group(1).split("\\.", 2)[0]);
    }
    if (sub instanceof List<?> parts) {
      Map<String, Object> own = map(parts.getLast());
      names.removeAll(own.keySet());
      names.addAll(references(new ArrayList<>(own.values())));
    }
    return names;
  }

  /** Every text in a value, at any depth, keys included. */
  static List<String> texts(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case Map<?, ?> someMap -> {
        List<String> texts = new ArrayList<>();
        map(someMap)
            .forEach(
                (key, inner) -> {
                  texts.add(key);
                  texts.addAll(texts(inner));
                });
        yield texts;
      }
      case List<?> someList ->
          someList.stream().flatMap(element -> texts(element).stream()).toList();
      default -> List.of(text(value));
    };
  }

  /** The value at a path of keys; fails naming the first missing key. */
  static Map<String, Object> at(Map<String, Object> start, String... path) {
    Map<String, Object> here = start;
    for (String key : path) {
      Object next = here.get(key);
      if (next == null) {
        throw new AssertionError("template.yaml: no '" + key + "' among " + here.keySet());
      }
      here = map(next);
    }
    return here;
  }

  /** A value as the map it must be. */
  @SuppressWarnings("unchecked") // YAML maps of this template have text keys
  static Map<String, Object> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> entries) {
      return (Map<String, Object>) entries;
    }
    throw new AssertionError("template.yaml: a map is missing where there is " + value);
  }

  /** A list as it is, a single value as a list of one, nothing as an empty list. */
  static List<Object> list(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> several -> List.copyOf(several);
      default -> List.of(value);
    };
  }

  static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  static List<String> textList(@Nullable Object value) {
    return list(value).stream().map(RawTemplate::text).toList();
  }

  static Map<String, Object> ref(String name) {
    return Map.of("Ref", name);
  }

  static Map<String, Object> getAtt(String name, String attribute) {
    return Map.of("Fn::GetAtt", List.of(name, attribute));
  }

  private static final class ShortForms extends SafeConstructor {
    ShortForms(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              String name = node.getTag().getValue().substring(1);
              boolean plain = name.equals("Ref") || name.equals("Condition");
              return Map.of(plain ? name : "Fn::" + name, content(name, node));
            }
          });
    }

    private Object content(String name, Node node) {
      return switch (node) {
        case ScalarNode scalar when name.equals("GetAtt") ->
            List.of((Object[]) scalar.getValue().split("\\.", 2));
        case ScalarNode scalar -> scalar.getValue();
        case SequenceNode sequence -> constructSequence(sequence);
        case MappingNode mapping -> constructMapping(mapping);
        default -> throw new IllegalStateException("unexpected " + node.getNodeId());
      };
    }
  }

  /** Every action of some statements. */
  static Set<String> actions(List<Map<String, Object>> statements) {
    return statements.stream()
        .flatMap(statement -> textList(statement.get("Action")).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
