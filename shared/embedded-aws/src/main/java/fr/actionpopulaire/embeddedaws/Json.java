package fr.actionpopulaire.embeddedaws;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** JSON by the AWS SDK's own small parser, so that dependents of this module get no other. */
final class Json {

  private Json() {}

  /** Reads a document; an empty one is an empty object. */
  static JsonNode read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return JsonNode.parser().parse(text.isBlank() ? "{}" : text);
  }

  /** The text at that path of field names, or null where a field is missing or no string. */
  static @Nullable String text(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    if (found == null || found.isNull()) {
      return null;
    }
    return found.isString() ? found.asString() : found.isNumber() ? found.asNumber() : null;
  }

  /** The node at that path of field names, or null. */
  static @Nullable JsonNode at(JsonNode node, String... path) {
    JsonNode found = node;
    for (String field : path) {
      if (!found.isObject() || !found.asObject().containsKey(field)) {
        return null;
      }
      found = found.asObject().get(field);
    }
    return found;
  }

  /** The elements of the array at that path; none if it is missing. */
  static List<JsonNode> list(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    return found != null && found.isArray() ? found.asArray() : List.of();
  }

  /** Writes maps, lists, strings, numbers, booleans and null. */
  static byte[] write(Object value) {
    try (JsonWriter writer = JsonWriter.create()) {
      write(writer, value);
      return writer.getBytes();
    }
  }

  private static void write(JsonWriter writer, @Nullable Object value) {
    switch (value) {
      case null -> writer.writeNull();
      case Map<?, ?> map -> {
        writer.writeStartObject();
        map.forEach(
            (name, element) -> {
              writer.writeFieldName(String.valueOf(name));
              write(writer, element);
            });
        writer.writeEndObject();
      }
      case Iterable<?> list -> {
        writer.writeStartArray();
        list.forEach(element -> write(writer, element));
        writer.writeEndArray();
      }
      case Boolean truth -> writer.writeValue(truth.booleanValue());
      case Number number -> writer.writeNumber(number.toString());
      default -> writer.writeValue(value.toString());
    }
  }
}
