package fr.actionpopulaire.embeddedaws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates CloudFormation's functions over plain values. A reference to nothing the template holds
 * is an error, as it is when deploying.
 */
final class Intrinsics {

  private static final Pattern PLACE = Pattern.compile("\\$\\{(!?)([^}]+)}");

  /** Stands for AWS::NoValue until the field that holds it is left out. */
  private enum Nothing {
    NO_VALUE
  }

  private final Map<String, Object> parameters;
  private final Map<String, Object> conditions;
  private final Map<String, Object> mappings;
  private final ResourceNames names;

  Intrinsics(
      Map<String, Object> parameters,
      Map<String, Object> conditions,
      Map<String, Object> mappings,
      ResourceNames names) {
    this.parameters = parameters;
    this.conditions = conditions;
    this.mappings = mappings;
    this.names = names;
  }

  /** The value with every function in it evaluated, and fields of no value left out. */
  Object resolve(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Map<?, ?> raw -> {
        Map<String, Object> map = Maps.map(raw);
        if (map.size() == 1) {
          Map.Entry<String, Object> only = map.entrySet().iterator().next();
          if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
            yield call(only.getKey(), only.getValue());
          }
        }
        Map<String, Object> resolved = new LinkedHashMap<>();
        map.forEach((key, element) -> putUnlessNoValue(resolved, key, resolve(element)));
        yield resolved;
      }
      case List<?> list ->
          list.stream()
              .map(this::resolve)
              .filter(element -> !Nothing.NO_VALUE.equals(element))
              .toList();
      default -> value;
    };
  }

  private static void putUnlessNoValue(Map<String, Object> map, String key, Object value) {
    if (!Nothing.NO_VALUE.equals(value)) {
      map.put(key, value);
    }
  }

  /** Whether that condition of the template holds. */
  boolean holds(String condition) {
    if (!conditions.containsKey(condition)) {
      throw new IllegalArgumentException("the template has no condition " + condition);
    }
    return truth(conditions.get(condition));
  }

  private boolean truth(@Nullable Object value) {
    Map<String, Object> map = Maps.map(value);
    if (map.size() != 1) {
      throw new IllegalArgumentException("not a condition: " + value);
    }
    Map.Entry<String, Object> only = map.entrySet().iterator().next();
    List<Object> arguments = Maps.list(only.getValue());
    return switch (only.getKey()) {
      case "Condition" -> holds(String.valueOf(only.getValue()));
      case "Fn::Equals" -> text(arguments.get(0)).equals(text(arguments.get(1)));
      case "Fn::Not" -> !truth(arguments.get(0));
      case "Fn::And" -> arguments.stream().allMatch(this::truth);
      case "Fn::Or" -> arguments.stream().anyMatch(this::truth);
      default -> throw new IllegalArgumentException("not a condition: " + only.getKey());
    };
  }

  private Object call(String function, @Nullable Object argument) {
    List<Object> arguments = Maps.list(argument);
    return switch (function) {
      case "Ref" -> ref(String.valueOf(argument));
      case "Fn::Sub" -> sub(arguments);
      case "Fn::GetAtt" -> {
        List<Object> path =
            argument instanceof String text
                ? List.<Object>copyOf(List.of(text.split("\\.", 2)))
                : arguments;
        yield names.attribute(text(path.get(0)), text(path.get(1)));
      }
      case "Fn::If" -> resolve(arguments.get(holds(String.valueOf(arguments.get(0))) ? 1 : 2));
      case "Fn::Join" -> {
        List<String> parts = new ArrayList<>();
        Maps.list(resolve(arguments.get(1))).forEach(part -> parts.add(String.valueOf(part)));
        yield String.join(String.valueOf(arguments.get(0)), parts);
      }
      case "Fn::Select" ->
          Maps.list(resolve(arguments.get(1))).get(Integer.parseInt(text(arguments.get(0))));
      case "Fn::Split" ->
          List.of(text(arguments.get(1)).split(Pattern.quote(text(arguments.get(0))), -1));
      case "Fn::Base64" ->
          Base64.getEncoder().encodeToString(text(argument).getBytes(StandardCharsets.UTF_8));
      case "Fn::FindInMap" ->
          resolve(
              Maps.map(Maps.map(mappings.get(text(arguments.get(0)))).get(text(arguments.get(1))))
                  .get(text(arguments.get(2))));
      case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" -> truth(Map.of(function, arguments));
      default -> throw new IllegalArgumentException("the reader does not know " + function);
    };
  }

  private Object ref(String name) {
    if (name.equals("AWS::NoValue")) {
      return Nothing.NO_VALUE;
    }
    Object parameter = parameters.get(name);
    return parameter == null ? names.reference(name) : parameter;
  }

  private String sub(List<Object> arguments) {
    Map<String, Object> own = arguments.size() > 1 ? Maps.map(arguments.get(1)) : Map.of();
    Matcher place = PLACE.matcher(String.valueOf(arguments.get(0)));
    StringBuilder text = new StringBuilder();
    while (place.find()) {
      String name = place.group(2).strip();
      String value;
      if (!place.group(1).isEmpty()) {
        value = "${" + place.group(2) + "}";
      } else if (own.containsKey(name)) {
        value = text(own.get(name));
      } else if (name.contains(".")) {
        int dot = name.indexOf('.');
        value = names.attribute(name.substring(0, dot), name.substring(dot + 1));
      } else {
        value = String.valueOf(ref(name));
      }
      place.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return place.appendTail(text).toString();
  }

  private String text(@Nullable Object value) {
    return String.valueOf(resolve(value));
  }
}
