package fr.actionpopulaire.local.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.local.template.FunctionSpec;
import fr.actionpopulaire.local.template.HttpRoute;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private static final Routes ROUTES =
      routes(
          "ANY /v1/events",
          "ANY /v1/events/{id}",
          "GET /v1/events/{id}",
          "ANY /v1/events/{id}/rsvp",
          "ANY /v1/events/near",
          "GET /pages/{proxy+}",
          "ANY /pages/{name}",
          "POST /pages/fixed/{name}",
          "ANY $default");

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/events, ANY /v1/events",
    "GET, /v1/events/near, ANY /v1/events/near",
    "GET, /v1/events/e1, GET /v1/events/{id}",
    "PATCH, /v1/events/e1, ANY /v1/events/{id}",
    "PUT, /v1/events/e1/rsvp, ANY /v1/events/{id}/rsvp",
    "GET, /v1/events/, $default",
    "GET, /v1/events/e1/rsvp/more, $default",
    "GET, /pages/a, ANY /pages/{name}",
    "GET, /pages/a/b, GET /pages/{proxy+}",
    "GET, /pages/fixed/b, GET /pages/{proxy+}",
    "POST, /pages/fixed/b, POST /pages/fixed/{name}",
    "DELETE, /pages/a/b, $default",
    "GET, /, $default",
  })
  void takesTheMostSpecific(String method, String path, String key) {
    assertEquals(Optional.of(key), ROUTES.match(method, path).map(match -> match.route().key()));
  }

  @Test
  void decodesVariables() {
    assertEquals(
        Map.of("id", "a/b é"),
        ROUTES.match("GET", "/v1/events/a%2Fb%20%C3%A9").orElseThrow().parameters());
    assertEquals(
        Map.of("proxy", "a/b"), ROUTES.match("GET", "/pages/a/b").orElseThrow().parameters());
  }

  @Test
  void withoutDefaultNothingTakesTheRest() {
    assertEquals(Optional.empty(), routes("GET /a").match("POST", "/a"));
  }

  private static Routes routes(String... keys) {
    List<HttpRoute> routes =
        List.of(keys).stream()
            .map(key -> new HttpRoute(key.split(" ", 2)[0], key.split(" ", 2)[1]))
            .toList();
    return Routes.of(
        List.of(
            new FunctionSpec(
                "all",
                "All",
                "x",
                Path.of("x"),
                Duration.ofSeconds(1),
                128,
                Map.of(),
                routes,
                null,
                List.of(),
                List.of())));
  }
}
