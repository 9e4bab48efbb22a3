package fr.actionpopulaire.web;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON merge patch (RFC 7396) on a flat object: a member that is there replaces, {@code null}
 * removes, what is not there stays. Reading a member as another type than it has makes the patch
 * malformed, which is asked once at the end.
 */
public final class MergePatch {

  /** Its media type. */
  public static final String MEDIA_TYPE = "application/merge-patch+json";

  private final Map<String, JsonNode> members;
  private boolean malformed;

  private MergePatch(Map<String, JsonNode> members) {
    this.members = members;
  }

  /**
   * Reads a patch; empty when it is no JSON object, or names a member nobody knows.
   *
   * @param known the members there are
   */
  public static Optional<MergePatch> read(JsonMapper json, String body, Set<String> known) {
    try {
      JsonNode node = json.readValue(body, Argument.of(JsonNode.class));
      if (node == null || !node.isObject()) {
        return Optional.empty();
      }
      Map<String, JsonNode> members = new LinkedHashMap<>();
      node.entries().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
      return known.containsAll(members.keySet())
          ? Optional.of(new MergePatch(members))
          : Optional.empty();
    } catch (IOException | IllegalStateException notJson) {
      return Optional.empty();
    }
  }

  /** Whether a member was read as another type than it has. */
  public boolean isMalformed() {
    return malformed;
  }

  /** Whether the patch leaves a member as it is. */
  public boolean leaves(String name) {
    return !members.containsKey(name);
  }

  /** The text a member becomes; {@code null} when it is removed. */
  public @Nullable String text(String name, @Nullable String before) {
    JsonNode node = members.get(name);
    if (node == null) {
      return before;
    }
    if (node.isNull() || !node.isString()) {
      malformed |= !node.isNull();
      return null;
    }
    return node.getStringValue();
  }

  /** The whole number a member becomes; {@code null} when it is removed. */
  public @Nullable Integer number(String name, @Nullable Integer before) {
    JsonNode node = members.get(name);
    if (node == null) {
      return before;
    }
    if (node.isNull() || !node.isNumber()) {
      malformed |= !node.isNull();
      return null;
    }
    try {
      return node.getBigDecimalValue().intValueExact();
    } catch (ArithmeticException notWhole) {
      malformed = true;
      return null;
    }
  }

  /** What a yes or no becomes; {@code null} when it is removed. */
  public @Nullable Boolean flag(String name, @Nullable Boolean before) {
    JsonNode node = members.get(name);
    if (node == null) {
      return before;
    }
    if (node.isNull() || !node.isBoolean()) {
      malformed |= !node.isNull();
      return null;
    }
    return node.getBooleanValue();
  }

  /** The texts a member becomes; none when it is removed. */
  public List<String> texts(String name, List<String> before) {
    JsonNode node = members.get(name);
    if (node == null) {
      return before;
    }
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      for (JsonNode element : node.values()) {
        if (element.isString()) {
          texts.add(element.getStringValue());
        } else {
          malformed = true;
        }
      }
    } else {
      malformed |= !node.isNull();
    }
    return texts;
  }
}
