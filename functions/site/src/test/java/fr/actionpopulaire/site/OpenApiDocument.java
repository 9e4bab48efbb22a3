package fr.actionpopulaire.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The one OpenAPI document, merged from the fragments that compiling each function leaves in {@code
 * target/classes/META-INF/swagger}. Paths and schemas are sorted, so that a change of the API is a
 * change of lines and nothing else. Pages are no part of it: it describes {@code /v1}.
 */
final class OpenApiDocument {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Functions with an API; moderation's staff routes are part of the contract too. */
  static final List<String> FUNCTIONS =
      List.of("signup", "account", "events", "rsvp", "reports", "moderation", "site");

  private final Map<String, JsonNode> paths = new TreeMap<>();
  private final Map<String, JsonNode> schemas = new TreeMap<>();

  /** The fragment of a function; empty when it was not compiled or has no API. */
  static Optional<JsonNode> fragment(Path house, String function) {
    Path folder = house.resolve("functions/" + function + "/target/classes/META-INF/swagger");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yml"))
          .sorted()
          .findFirst()
          .map(OpenApiDocument::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      return JSON.valueToTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a function's fragment. Operation ids become {@code <function>-<method>}, since they must
   * differ; a schema of one name must be the same everywhere.
   */
  void add(String function, JsonNode fragment) {
    for (Map.Entry<String, JsonNode> path : fragment.path("paths").properties()) {
      if (!path.getKey().startsWith("/v1/")) {
        continue;
      }
      for (JsonNode operation : path.getValue()) {
        if (operation instanceof ObjectNode node && node.has("operationId")) {
          node.put("operationId", function + "-" + node.get("operationId").asText());
        }
      }
      JsonNode known = paths.get(path.getKey());
      paths.put(path.getKey(), known == null ? path.getValue() : merged(known, path.getValue()));
    }
    for (Map.Entry<String, JsonNode> schema : fragment.at("/components/schemas").properties()) {
      JsonNode known = schemas.putIfAbsent(schema.getKey(), schema.getValue());
      if (known != null && !known.equals(schema.getValue())) {
        throw new IllegalStateException(
            "Two schemas are called " + schema.getKey() + "; one is of " + function);
      }
    }
  }

  private static JsonNode merged(JsonNode one, JsonNode other) {
    ObjectNode both = one.deepCopy();
    other.properties().forEach(method -> both.set(method.getKey(), method.getValue()));
    return both;
  }

  /** The document as it is committed, with a line break at its end. */
  String text() {
    ObjectNode document = JSON.createObjectNode().put("openapi", "3.0.1");
    document
        .putObject("info")
        .put("title", "Action populaire")
        .put("description", "A campaign's action network. Errors are problems (RFC 9457).")
        .put("version", "1");
    paths.forEach(document.putObject("paths")::set);
    ObjectNode components = document.putObject("components");
    schemas.forEach(components.putObject("schemas")::set);
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
