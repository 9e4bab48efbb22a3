package fr.actionpopulaire.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadTest {

  @Test
  void theFrontDoorTakesTheCookieHeaderAway() {
    var event = Payload.get("/compte").cookie("a", "1").cookie("b", "2").event();
    assertEquals(List.of("a=1", "b=2"), event.getCookies());
    assertFalse(event.getHeaders().containsKey("cookie"));
    assertEquals("2.0", event.getVersion());
    assertEquals("/compte", event.getRawPath());
    assertEquals("GET", event.getRequestContext().getHttp().getMethod());
    assertEquals(event.getHeaders().get("host"), event.getRequestContext().getDomainName());
    assertEquals("$default", event.getRequestContext().getStage());
    assertEquals("21/Nov/2026:10:00:00 +0000", event.getRequestContext().getTime());
    assertNull(event.getRequestContext().getAuthorizer());
    assertNull(event.getBody());
  }

  @Test
  void aFunctionUrlKeepsIt() {
    var event = Payload.get("/compte").cookie("a", "1").cookie("b", "2").viaFunctionUrl().event();
    assertEquals("a=1; b=2", event.getHeaders().get("cookie"));
    assertEquals(List.of("a=1", "b=2"), event.getCookies());
    assertTrue(event.getRequestContext().getDomainName().contains(".lambda-url."));
  }

  @Test
  void queryIsEncodedAndDecoded() {
    var event = Payload.get("/v1/events?kind=a&kind=b").query("q", "é&=").event();
    assertEquals("kind=a&kind=b&q=%C3%A9%26%3D", event.getRawQueryString());
    assertEquals(Map.of("kind", "a,b", "q", "é&="), event.getQueryStringParameters());
  }

  @Test
  void jsonIsTextAndAFormIsBase64() {
    var json = Payload.post("/v1/codes").json(Map.of("email", "é@example.org")).event();
    assertFalse(json.getIsBase64Encoded());
    assertEquals("{\"email\":\"é@example.org\"}", json.getBody());
    assertEquals("application/json", json.getHeaders().get("content-type"));
    var form = Payload.post("/connexion").form(Map.of("email", "é@example.org")).event();
    assertTrue(form.getIsBase64Encoded());
    assertEquals("email=%C3%A9%40example.org", decoded(form.getBody()));
    var problem = Payload.post("/x").body("application/problem+json", new byte[] {'1'}).event();
    assertFalse(problem.getIsBase64Encoded());
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @Test
  void aSignatureNamesItsPrincipal() {
    var event =
        Payload.get("/v1/moderation/reports")
            .signedBy("arn:aws:sts::123456789012:assumed-role/Moderator/jo")
            .event();
    var iam = event.getRequestContext().getAuthorizer().getIam();
    assertEquals("arn:aws:sts::123456789012:assumed-role/Moderator/jo", iam.getUserArn());
    assertEquals("123456789012", iam.getAccountId());
    assertTrue(iam.getUserId().endsWith(":jo"));
    assertTrue(event.getRequestContext().getDomainName().contains(".lambda-url."));
  }

  @Test
  void filesAreRead(@TempDir Path house) throws IOException {
    Files.writeString(house.resolve("template.yaml"), "");
    Files.createDirectories(house.resolve("events/signup"));
    Files.writeString(
        house.resolve("events/signup/good.json"),
        """
        {"version":"2.0","rawPath":"/v1/codes","cookies":["a=1"],"isBase64Encoded":true,"body":"eA==",
         "requestContext":{"http":{"method":"POST"},"domainName":"d",
           "authorizer":{"iam":{"userArn":"arn:aws:iam::1:user/x","cognitoIdentity":null}}}}
        """);
    Files.writeString(
        house.resolve("events/signup/tick.json"), "{\"id\":\"1\",\"detail\":{\"dryRun\":true}}");
    String before = System.setProperty("house", house.toString());
    try {
      APIGatewayV2HTTPEvent event = Payload.load("signup/good.json");
      assertEquals("/v1/codes", event.getRawPath());
      assertTrue(event.getIsBase64Encoded());
      assertEquals("POST", event.getRequestContext().getHttp().getMethod());
      assertEquals(
          "arn:aws:iam::1:user/x", event.getRequestContext().getAuthorizer().getIam().getUserArn());
      assertEquals("1", Payload.load("signup/tick.json", ScheduledEvent.class).getId());
      assertThrows(UncheckedIOException.class, () -> Payload.load("signup/missing.json"));
    } finally {
      if (before == null) {
        System.clearProperty("house");
      } else {
        System.setProperty("house", before);
      }
    }
  }

  @Test
  void aResponseIsReadAsAClientWould() {
    Handler echo =
        answering(
            APIGatewayV2HTTPResponse.builder()
                .withStatusCode(201)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withMultiValueHeaders(Map.of("set-cookie", List.of("c=3; Secure")))
                .withCookies(List.of("a=1; HttpOnly", "b=2"))
                .withBody(
                    Base64.getEncoder()
                        .encodeToString(
                            "{\"n\":[{\"x\":\"é\"}],\"z\":null}".getBytes(StandardCharsets.UTF_8)))
                .withIsBase64Encoded(true)
                .build());
    Response answer = echo.call(Payload.get("/"));
    assertEquals(201, answer.status());
    assertEquals(Optional.of("application/json"), answer.header("content-type"));
    assertEquals(Optional.of("1"), answer.cookie("a"));
    assertEquals(Optional.of("3"), answer.cookie("c"));
    assertEquals(List.of("a=1; HttpOnly", "b=2", "c=3; Secure"), answer.cookies());
    assertEquals(Optional.of("é"), answer.text("/n/0/x"));
    assertEquals(Optional.empty(), answer.text("/z"));
    assertEquals(Optional.empty(), answer.text("/nowhere"));
    assertEquals(Optional.empty(), answer.header("etag"));
  }

  /** Wants the payload as the platform would write it. */
  private static Handler answering(APIGatewayV2HTTPResponse response) {
    return Handler.of(
        (payload, to, context) -> {
          assertEquals(30_000, context.getRemainingTimeInMillis());
          JsonNode read = new ObjectMapper().readTree(payload);
          assertEquals("/", read.at("/requestContext/http/path").textValue());
          JacksonFactory.getInstance()
              .getSerializer(APIGatewayV2HTTPResponse.class)
              .toJson(response, to);
        });
  }

  @Test
  void aBodyThatIsNoJsonIsShown() {
    Handler page =
        answering(APIGatewayV2HTTPResponse.builder().withStatusCode(200).withBody("<p>").build());
    Response answer = page.call(Payload.get("/"));
    assertEquals("<p>", answer.body());
    var failure = assertThrows(IllegalStateException.class, answer::json);
    assertTrue(String.valueOf(failure.getMessage()).contains("<p>"));
    assertEquals(3, Handler.<String, Integer>run((text, context) -> text.length(), "abc"));
  }

  @Test
  void zonesOfTheClockMoveTogether() {
    MutableClock clock = new MutableClock();
    Clock paris = clock.withZone(ZoneId.of("Europe/Paris"));
    clock.advance(Duration.ofMinutes(1));
    assertEquals(clock.instant(), paris.instant());
    assertEquals(ZoneId.of("Europe/Paris"), paris.getZone());
  }
}
