package fr.actionpopulaire.web;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The last touch on every answer: headers that protect, cookies where payload 2.0 wants them. */
final class Answer {

  /** Our own files only, no inline code, nobody may frame us (ASVS 3.4). */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; manifest-src 'self'; worker-src 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  /** The same for a page with a form that also goes to one place besides ours. */
  static String pagePolicySendingTo(URI place) {
    return PAGE_POLICY.replace("form-action 'self'", "form-action 'self' " + place);
  }

  private static final String DATA_POLICY =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "strict-transport-security", "max-age=31536000; includeSubDomains",
          "x-content-type-options", "nosniff",
          // Not no-referrer: it would blank the Origin that our own forms are recognised by.
          "referrer-policy", "same-origin",
          "permissions-policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()",
          "cross-origin-opener-policy", "same-origin",
          "x-frame-options", "DENY");

  private Answer() {}

  static APIGatewayV2HTTPResponse finish(
      APIGatewayV2HTTPEvent event, APIGatewayV2HTTPResponse answer) {
    Map<String, String> headers = new HashMap<>();
    List<String> cookies = new ArrayList<>();
    if (answer.getHeaders() != null) {
      answer.getHeaders().forEach((name, value) -> keep(headers, cookies, name, List.of(value)));
    }
    if (answer.getMultiValueHeaders() != null) {
      answer.getMultiValueHeaders().forEach((name, values) -> keep(headers, cookies, name, values));
    }
    ALWAYS.forEach(headers::putIfAbsent);
    boolean page = headers.getOrDefault("content-type", "").startsWith("text/html");
    headers.putIfAbsent("content-security-policy", page ? PAGE_POLICY : DATA_POLICY);
    if (!page) {
      // People are read in search engines on pages that say so, if at all: never as data.
      headers.putIfAbsent("x-robots-tag", "noindex");
    }
    headers.putIfAbsent("cache-control", "no-store");
    if (event.getRequestContext() != null && event.getRequestContext().getRequestId() != null) {
      headers.put("x-correlation-id", event.getRequestContext().getRequestId());
    }
    answer.setHeaders(headers);
    answer.setMultiValueHeaders(null);
    answer.setCookies(cookies);
    return answer;
  }

  private static void keep(
      Map<String, String> headers, List<String> cookies, String name, List<String> values) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("set-cookie")) {
      values.stream().filter(value -> !cookies.contains(value)).forEach(cookies::add);
    } else {
      headers.put(lower, String.join(", ", values));
    }
  }
}
