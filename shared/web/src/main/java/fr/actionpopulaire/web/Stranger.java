package fr.actionpopulaire.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Somebody nobody knows, whom a function is primed by. */
final class Stranger {

  /** Well made, and never given to anybody: the key of a session is drawn. */
  private static final String SESSION = "0".repeat(26) + '.' + "0".repeat(26);

  private Stranger() {}

  /**
   * One request, as a door would send it; under {@code /v1/me} with a session, which is looked for
   * and not found.
   *
   * @param request {@code POST /v1/codes {}}: method, path with query, body if any; a body under
   *     {@code /v1/} is JSON, elsewhere a form
   */
  static InputStream asking(String request) {
    String[] parts = request.split(" ", 3);
    int query = parts[1].indexOf('?');
    String path = query < 0 ? parts[1] : parts[1].substring(0, query);
    boolean data = path.startsWith("/v1/");
    String accepted = data ? "application/json" : "text/html";
    String type = data ? "application/json" : "application/x-www-form-urlencoded";
    String session =
        (path + '/').startsWith("/v1/me/") ? ",\"authorization\":\"Bearer " + SESSION + '"' : "";
    boolean sends = parts.length > 2;
    String payload =
        """
        {"version":"2.0","rawPath":"%s","rawQueryString":"%s","headers":{"accept":"%s"%s%s},%s
         "requestContext":{"domainName":"localhost","requestId":"priming",
          "http":{"method":"%s","path":"%s","sourceIp":"127.0.0.1"}},"isBase64Encoded":false}
        """
            .formatted(
                path,
                query < 0 ? "" : parts[1].substring(query + 1),
                accepted,
                session,
                sends ? ",\"content-type\":\"" + type + '"' : "",
                sends ? "\"body\":\"" + parts[2].replace("\"", "\\\"") + "\"," : "",
                parts[0],
                path);
    return new ByteArrayInputStream(payload.getBytes(UTF_8));
  }
}
