package fr.actionpopulaire.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The committed contract is what the compiler found in the code. With {@code -Dopenapi.write=true}
 * the file is written instead of compared.
 */
class OpenApiDocumentTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path HOUSE = Path.of(System.getProperty("house", "../.."));

  @Test
  void theCommittedDocumentIsTheOneOfTheCode() throws IOException {
    OpenApiDocument document = new OpenApiDocument();
    for (String function : OpenApiDocument.FUNCTIONS) {
      Optional<JsonNode> fragment = OpenApiDocument.fragment(HOUSE, function);
      // The site has pages and files only, hence no fragment.
      assumeTrue(
          fragment.isPresent() || function.equals("site"),
          () -> "Not compiled, so the contract cannot be compared: " + function);
      fragment.ifPresent(found -> document.add(function, found));
    }
    Path committed = HOUSE.resolve("docs/openapi.json");
    if (Boolean.getBoolean("openapi.write")) {
      Files.writeString(committed, document.text());
    }
    assertEquals(
        document.text(),
        Files.readString(committed),
        "Run ./mvnw verify -Dopenapi.write=true and commit docs/openapi.json");
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text.replace('\'', '"'));
  }

  @Test
  void fragmentsOfOnePathAreMergedAndPagesLeftOut() throws IOException {
    OpenApiDocument document = new OpenApiDocument();
    document.add(
        "one",
        json(
            "{'paths':{'/v1/b':{'get':{'operationId':'read'}},'/page':{'get':{}}},"
                + "'components':{'schemas':{'S':{'type':'string'}}}}"));
    document.add(
        "two",
        json(
            "{'paths':{'/v1/b':{'put':{'operationId':'read'}},'/v1/a':{'get':{}}},"
                + "'components':{'schemas':{'S':{'type':'string'}}}}"));
    JsonNode merged = JSON.readTree(document.text());
    assertEquals(2, merged.at("/paths").size());
    assertEquals("one-read", merged.at("/paths/~1v1~1b/get/operationId").asText());
    assertEquals("two-read", merged.at("/paths/~1v1~1b/put/operationId").asText());
    assertTrue(document.text().indexOf("/v1/a") < document.text().indexOf("/v1/b"));
  }

  @Test
  void twoSchemasOfOneNameAreAMistake() throws IOException {
    OpenApiDocument document = new OpenApiDocument();
    document.add("one", json("{'components':{'schemas':{'S':{'type':'string'}}}}"));
    JsonNode other = json("{'components':{'schemas':{'S':{'type':'number'}}}}");
    assertThrows(IllegalStateException.class, () -> document.add("two", other));
  }
}
