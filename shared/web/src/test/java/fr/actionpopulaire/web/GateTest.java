package fr.actionpopulaire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no controller should ever see. */
class GateTest {

  private static final String HOST = "action.example";
  private static final String FORM = "application/x-www-form-urlencoded";

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void readingNeedsNoOrigin(String method) {
    assertNull(Gate.refusal(request(method, "/evenements", Map.of("cookie", "__Host-session=x"))));
  }

  @ParameterizedTest
  @CsvSource({
    // from our own page
    "https://action.example, cookie, form, true",
    // from a foreign page, and from one whose name begins or ends like ours
    "https://evil.example, cookie, form, false",
    "https://action.example.evil.example, cookie, form, false",
    "https://evil-action.example, cookie, form, false",
    "http://action.example, cookie, form, false",
    "null, cookie, form, false",
    // a browser that says nothing of where it comes from, cookie or not
    "'', cookie, form, false",
    "'', cookie, json, false",
    "'', nobody, form, true",
    // signing somebody in through a foreign form needs no cookie to do harm
    "https://evil.example, nobody, form, false",
    // apps: a bearer token cannot be sent by a foreign page
    "https://app.example, bearer, json, true",
    "'', bearer, json, true",
  })
  @Tag("F7")
  void cookiesCountOnlyFromOurOwnPages(String origin, String who, String body, boolean admitted) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", body.equals("form") ? FORM : "application/json");
    if (!origin.isEmpty()) {
      headers.put("origin", origin);
    }
    if (who.equals("cookie")) {
      headers.put("cookie", "a=b; __Host-session=token");
    } else if (who.equals("bearer")) {
      headers.put("authorization", "Bearer token");
    }
    assertEquals(admitted, Gate.refusal(request("POST", "/connexion", headers)) == null);
  }

  @Test
  @Tag("F7")
  void cookiesMovedByTheFrontDoorCountLikeTheOthers() {
    APIGatewayV2HTTPEvent event =
        request("POST", "/connexion", Map.of("origin", "https://evil.example"));
    event.setCookies(List.of("a=b", "__Host-session=token"));
    assertEquals(403, status(event));
    event.setCookies(List.of("a=b"));
    assertNull(Gate.refusal(event));
  }

  @Test
  @Tag("D1")
  void oneClickComesFromAnywhere() {
    Map<String, String> headers =
        Map.of(
            "origin", "https://mail.example",
            "content-type", FORM,
            "cookie", "__Host-session=token");
    assertNull(Gate.refusal(request("POST", "/v1/unsubscriptions/token", headers)));
  }

  @ParameterizedTest
  @CsvSource({"65535, true", "65536, true", "65537, false", "1048576, false"})
  void bodiesEndAt64KiB(int size, boolean admitted) {
    APIGatewayV2HTTPEvent plain = request("POST", "/v1/codes", Map.of());
    plain.setBody("x".repeat(size));
    assertEquals(admitted, Gate.refusal(plain) == null);
    if (!admitted) {
      assertEquals(413, status(plain));
    }
  }

  @ParameterizedTest
  @CsvSource({"32768, true", "32769, false"})
  void bodiesAreCountedInBytes(int letters, boolean admitted) {
    APIGatewayV2HTTPEvent accented = request("POST", "/v1/codes", Map.of());
    accented.setBody("é".repeat(letters));
    assertEquals(admitted, Gate.refusal(accented) == null);
  }

  @ParameterizedTest
  @CsvSource({"65535, true", "65536, true", "65537, false"})
  void encodedBodiesAreCountedAsWhatTheyHold(int size, boolean admitted) {
    APIGatewayV2HTTPEvent encoded = request("POST", "/v1/codes", Map.of());
    encoded.setBody(Base64.getEncoder().encodeToString(new byte[size]));
    encoded.setIsBase64Encoded(true);
    assertEquals(admitted, Gate.refusal(encoded) == null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a<b", "/%3Cscript%3E", "/a\\b", "/a b", "/a\u0000", "", "a"})
  void pathsOfOtherLettersLeadNowhere(String path) {
    APIGatewayV2HTTPResponse refusal = Gate.refusal(request("GET", path, Map.of()));
    assertEquals(404, Objects.requireNonNull(refusal).getStatusCode());
    assertFalse(!path.isEmpty() && !path.equals("a") && refusal.getBody().contains(path));
  }

  @ParameterizedTest
  @CsvSource({"511, true", "512, true", "513, false"})
  void pathsEnd(int length, boolean admitted) {
    String path = "/" + "a".repeat(length - 1);
    assertEquals(admitted, Gate.refusal(request("GET", path, Map.of())) == null);
  }

  @ParameterizedTest
  @CsvSource({"2047, true", "2048, true", "2049, false"})
  void queriesEnd(int length, boolean admitted) {
    APIGatewayV2HTTPEvent event = request("GET", "/", Map.of());
    event.setRawQueryString("q".repeat(length));
    assertEquals(admitted, Gate.refusal(event) == null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "get", "PROPFIND"})
  void otherMethodsDoNotExist(String method) {
    assertEquals(405, status(request(method, "/", Map.of())));
  }

  @Test
  void aRefusalIsAProblemInTheLanguageAsked() {
    APIGatewayV2HTTPEvent event = request("TRACE", "/", Map.of("Accept-Language", "en-GB"));
    APIGatewayV2HTTPResponse refusal = Objects.requireNonNull(Gate.refusal(event));
    assertEquals("application/problem+json", refusal.getHeaders().get("content-type"));
    assertEquals("en", refusal.getHeaders().get("content-language"));
    assertEquals(
        "{\"type\":\"/problems/method-not-allowed\",\"title\":\"Method not allowed\","
            + "\"status\":405,\"detail\":\"This method does not exist here.\"}",
        refusal.getBody());
  }

  @Test
  void whatIsNoHttpPayloadIsRefused() {
    assertNotNull(Gate.refusal(new APIGatewayV2HTTPEvent()));
  }

  @Test
  void headersAreReadWhateverTheirCase() {
    APIGatewayV2HTTPEvent event = request("GET", "/", Map.of("X-Name", "1"));
    Gate.unifyCookies(event);
    assertEquals(Map.of("x-name", "1"), event.getHeaders());
    event.setCookies(List.of("a=1", "b=2"));
    Gate.unifyCookies(event);
    assertEquals("a=1; b=2", event.getHeaders().get("cookie"));
  }

  private static int status(APIGatewayV2HTTPEvent event) {
    return Objects.requireNonNull(Gate.refusal(event)).getStatusCode();
  }

  private static APIGatewayV2HTTPEvent request(
      String method, String path, Map<String, String> headers) {
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(path)
        .withHeaders(headers)
        .withRequestContext(
            RequestContext.builder()
                .withDomainName(HOST)
                .withHttp(
                    RequestContext.Http.builder()
                        .withMethod(method)
                        .withPath(path)
                        .withSourceIp("192.0.2.1")
                        .build())
                .build())
        .build();
  }
}
