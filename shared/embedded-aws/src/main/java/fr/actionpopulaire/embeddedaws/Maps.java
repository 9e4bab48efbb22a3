package fr.actionpopulaire.embeddedaws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads untyped documents: missing maps and lists are empty, scalars become text. */
final class Maps {

  private Maps() {}

  static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, element) -> map.put(String.valueOf(key), element));
    }
    return map;
  }

  static Map<String, Object> map(Map<String, Object> parent, String... path) {
    Map<String, Object> found = parent;
    for (String field : path) {
      found = map(found.get(field));
    }
    return found;
  }

  /** The list's elements; one scalar or map counts as a list of one. */
  static List<Object> list(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> elements -> List.copyOf(elements);
      default -> List.of(value);
    };
  }

  static List<String> texts(@Nullable Object value) {
    return list(value).stream().map(String::valueOf).toList();
  }

  static Optional<String> text(Map<String, Object> map, String field) {
    return Optional.ofNullable(map.get(field)).map(String::valueOf);
  }

  static String text(Map<String, Object> map, String field, String fallback) {
    return text(map, field).orElse(fallback);
  }

  static int number(Map<String, Object> map, String field, int fallback) {
    return text(map, field).map(Integer::parseInt).orElse(fallback);
  }

  /** Maps merged deeply, lists put together, the second's scalars over the first's. */
  static Map<String, Object> merged(Map<String, Object> first, Map<String, Object> second) {
    Map<String, Object> merged = new LinkedHashMap<>(first);
    second.forEach((key, value) -> merged.merge(key, value, Maps::mergedValues));
    return merged;
  }

  private static Object mergedValues(Object first, Object second) {
    if (first instanceof Map<?, ?> && second instanceof Map<?, ?>) {
      return merged(map(first), map(second));
    }
    if (first instanceof List<?> && second instanceof List<?>) {
      return java.util.stream.Stream.concat(list(first).stream(), list(second).stream()).toList();
    }
    return second;
  }
}
