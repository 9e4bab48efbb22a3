package fr.actionpopulaire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every answer carries, whoever made it. */
class AnswerTest {

  @Test
  @Tag("A28")
  void aPageMayLoadNothingFromElsewhereAndRunNothingInline() {
    String policy =
        String.valueOf(
            finished(Map.of("Content-Type", "text/html; charset=utf-8"), Map.of())
                .getHeaders()
                .get("content-security-policy"));
    assertTrue(policy.startsWith("default-src 'none'"));
    assertFalse(policy.contains("unsafe"));
    assertFalse(policy.contains("http"));
    assertFalse(policy.contains("*"));
    assertTrue(policy.contains("frame-ancestors 'none'"));
    assertTrue(policy.contains("form-action 'self'"));
  }

  /** A photo's form goes to the bucket; that page alone says so, and nothing else changes. */
  @Test
  @Tag("F20")
  void aPageMayNameOnePlaceItsFormGoesTo() {
    String place = "https://s3.eu-west-3.amazonaws.com/bucket";
    String policy = Answer.pagePolicySendingTo(URI.create(place));
    assertTrue(policy.contains("form-action 'self' " + place + ";"), policy);
    Map<String, String> page = Map.of("content-type", "text/html; charset=utf-8");
    assertEquals(
        finished(page, Map.of()).getHeaders().get("content-security-policy"),
        policy.replace(" " + place, ""));
    assertEquals(
        policy,
        finished(Map.of("content-type", "text/html", "content-security-policy", policy), Map.of())
            .getHeaders()
            .get("content-security-policy"));
  }

  @Test
  @Tag("A9")
  void dataIsForNoSearchEngine() {
    assertEquals(
        "noindex",
        finished(Map.of("Content-Type", "application/json"), Map.of())
            .getHeaders()
            .get("x-robots-tag"));
    assertNull(
        finished(Map.of("Content-Type", "text/html; charset=utf-8"), Map.of())
            .getHeaders()
            .get("x-robots-tag"));
  }

  @Test
  void dataMayLoadNothing() {
    assertEquals(
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
        finished(Map.of("Content-Type", "application/json"), Map.of())
            .getHeaders()
            .get("content-security-policy"));
  }

  @Test
  void nothingIsKeptByCachesUnlessTheAnswerSaysSo() {
    assertEquals("no-store", finished(Map.of(), Map.of()).getHeaders().get("cache-control"));
    assertEquals(
        "public, max-age=60",
        finished(Map.of("Cache-Control", "public, max-age=60"), Map.of())
            .getHeaders()
            .get("cache-control"));
  }

  @Test
  void theProtectionsAreThere() {
    Map<String, String> headers = finished(Map.of(), Map.of()).getHeaders();
    assertEquals("nosniff", headers.get("x-content-type-options"));
    assertEquals("same-origin", headers.get("referrer-policy"));
    assertEquals("DENY", headers.get("x-frame-options"));
    assertTrue(
        String.valueOf(headers.get("strict-transport-security")).startsWith("max-age=31536000"));
  }

  /**
   * Payload 2.0 takes cookies apart from headers, each once, whichever way the framework put it.
   */
  @Test
  void cookiesGoWherePayload2WantsThem() {
    APIGatewayV2HTTPResponse answer =
        finished(
            Map.of("set-cookie", "a=1"), Map.of("Set-Cookie", List.of("a=1", "b=2; HttpOnly")));
    assertEquals(List.of("a=1", "b=2; HttpOnly"), answer.getCookies());
    assertFalse(answer.getHeaders().containsKey("set-cookie"));
    assertNull(answer.getMultiValueHeaders());
  }

  @Test
  void headersOfSeveralValuesAreJoined() {
    assertEquals(
        "<a>; rel=\"next\", <b>; rel=\"first\"",
        finished(Map.of(), Map.of("Link", List.of("<a>; rel=\"next\"", "<b>; rel=\"first\"")))
            .getHeaders()
            .get("link"));
  }

  @Test
  void theRequestsIdComesBack() {
    assertEquals("r-1", finished(Map.of(), Map.of()).getHeaders().get("x-correlation-id"));
  }

  private static APIGatewayV2HTTPResponse finished(
      Map<String, String> headers, Map<String, List<String>> several) {
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRequestContext(RequestContext.builder().withRequestId("r-1").build())
            .build();
    return Answer.finish(
        event,
        APIGatewayV2HTTPResponse.builder()
            .withHeaders(headers)
            .withMultiValueHeaders(several)
            .build());
  }
}
