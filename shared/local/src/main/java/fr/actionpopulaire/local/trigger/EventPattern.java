package fr.actionpopulaire.local.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A filter pattern of an event source: nested objects whose leaves are arrays of what may stand
 * there – a literal, or {@code {"prefix":…}}, {@code {"exists":…}}, {@code {"anything-but":[…]}}.
 */
final class EventPattern {
  private static final Set<String> RULES = Set.of("prefix", "exists", "anything-but");

  private final JsonNode pattern;

  private EventPattern(JsonNode pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException when it uses more than what is known here
   */
  static EventPattern of(JsonNode pattern) {
    check(pattern);
    return new EventPattern(pattern);
  }

  boolean matches(JsonNode event) {
    return matches(pattern, event);
  }

  private static void check(JsonNode pattern) {
    for (JsonNode value : pattern) {
      if (value.isObject()) {
        check(value);
      } else if (value.isArray()) {
        for (JsonNode allowed : value) {
          if (allowed.isObject() && !RULES.contains(allowed.fieldNames().next())) {
            throw new IllegalArgumentException("filter pattern not known here: " + allowed);
          }
        }
      } else {
        throw new IllegalArgumentException("a filter pattern's leaves are arrays: " + pattern);
      }
    }
  }

  private static boolean matches(JsonNode pattern, JsonNode event) {
    return pattern.properties().stream()
        .allMatch(
            field -> {
              JsonNode value = event.path(field.getKey());
              if (field.getValue().isObject()) {
                return matches(field.getValue(), value);
              }
              for (JsonNode allowed : field.getValue()) {
                if (fits(allowed, value)) {
                  return true;
                }
              }
              return false;
            });
  }

  private static boolean fits(JsonNode allowed, JsonNode value) {
    if (!allowed.isObject()) {
      return allowed.equals(value);
    }
    if (allowed.has("exists")) {
      return allowed.get("exists").asBoolean() != value.isMissingNode();
    }
    if (allowed.has("prefix")) {
      return value.isTextual() && value.asText().startsWith(allowed.get("prefix").asText());
    }
    if (value.isMissingNode()) {
      return false;
    }
    JsonNode but = allowed.get("anything-but");
    if (!but.isArray()) {
      return !but.equals(value);
    }
    for (JsonNode excluded : but) {
      if (excluded.equals(value)) {
        return false;
      }
    }
    return true;
  }
}
