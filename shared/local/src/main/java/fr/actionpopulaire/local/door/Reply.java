package fr.actionpopulaire.local.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One HTTP response; header names in lower case. */
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {
  /** A body that is JSON already. */
  public static Reply json(int status, String json) {
    return of(status, "application/json", json);
  }

  /** A JSON document. */
  public static Reply json(int status, JsonNode json) {
    return json(status, json.toString());
  }

  /** AWS's own short errors: {@code {"message":…}}. */
  public static Reply message(int status, String message) {
    return json(status, "{\"message\":\"" + message + "\"}");
  }

  /** A problem document (RFC 9457) of the local system itself. */
  public static Reply problem(int status, String title) {
    return of(
        status,
        "application/problem+json",
        "{\"type\":\"about:blank\",\"status\":" + status + ",\"title\":\"" + title + "\"}");
  }

  static Reply empty(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  /** Text of a media type, in UTF-8. */
  public static Reply of(int status, String contentType, String body) {
    return new Reply(
        status,
        Map.of("content-type", List.of(contentType)),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with one more header. */
  public Reply with(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, List.of(value));
    return new Reply(status, more, body);
  }

  void send(HttpExchange exchange) throws IOException {
    headers.forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
    boolean head = exchange.getRequestMethod().equals("HEAD");
    boolean bodyless = head || status == 204 || status == 304 || body.length == 0;
    if (head) {
      exchange.getResponseHeaders().set("content-length", Integer.toString(body.length));
    }
    exchange.sendResponseHeaders(status, bodyless ? -1 : body.length);
    if (!bodyless) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
