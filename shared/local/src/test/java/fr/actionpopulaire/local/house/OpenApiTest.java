package fr.actionpopulaire.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.actionpopulaire.embeddedaws.FunctionResource;
import fr.actionpopulaire.testing.HouseTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/openapi.json}, which the site serves, against controllers and template. The site's
 * own tests compare every line of it with what the compiler found, and write it again after a
 * change of a controller: {@code ./mvnw verify -Dopenapi.write=true}.
 */
class OpenApiTest {

  private final JsonNode document;

  OpenApiTest() throws IOException {
    document = new ObjectMapper().readTree(House.text(House.path("docs/openapi.json")));
  }

  @Test
  void itHoldsTheOperationsOfAllFunctionsAndNoOther() {
    Set<String> declared = new TreeSet<>();
    House.functions()
        .forEach(f -> Operation.of(f).forEach(operation -> declared.add(operation.toString())));
    Set<String> documented = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertFalse(declared.isEmpty());
    assertEquals(String.join("\n", declared), String.join("\n", documented));
  }

  @Test
  void everyReferenceLeadsToASchemaAndEveryOperationHasItsOwnName() {
    Set<String> names = new HashSet<>();
    for (JsonNode id : document.findValues("operationId")) {
      assertTrue(names.add(id.asText()), id.asText() + " is used twice");
    }
    for (JsonNode reference : document.findValues("$ref")) {
      assertTrue(!document.at(reference.asText().substring(1)).isMissingNode(), reference.asText());
    }
  }

  /** What no route leads to cannot be called through the front door. */
  @Test
  void everyOperationHasARouteOfItsFunction() {
    List<String> missing = new ArrayList<>();
    for (FunctionResource function : HouseTemplate.read().functions()) {
      if (function.functionUrlAuthType().equals(Optional.of("AWS_IAM"))) {
        continue; // Staff sign requests to its own address; the front door does not know it.
      }
      for (Operation operation : Operation.of(function.folder())) {
        if (function.routes().stream().noneMatch(route -> leads(route.path(), operation))) {
          missing.add(function.folder() + ": " + operation);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  /** A route ends at slashes: {@code /v1/events/{id}} leads to {@code /v1/events/{id}.ics} too. */
  private static boolean leads(String route, Operation operation) {
    return route.equals("$default")
        || new Operation(operation.function(), operation.method(), route)
            .matches(operation.method(), operation.path().replaceAll("[{}]", ""));
  }
}
