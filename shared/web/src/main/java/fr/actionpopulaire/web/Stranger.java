package fr.actionpopulaire.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.actionpopulaire.dynamodb.MadeUpStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * Somebody nobody knows, whom a function is primed by; who is somebody only where all is
 * {@linkplain MadeUpStore made up}.
 */
final class Stranger {

  /** Nobody's account and role. */
  private static final String STAFF =
      "\"authorizer\":{\"iam\":{\"userArn\":"
          + "\"arn:aws:sts::000000000000:assumed-role/priming/nobody\"}},";

  private Stranger() {}

  /**
   * One request, as a door would send it; under {@code /v1/me} with a session, which is looked for
   * and not found.
   *
   * @param request {@code POST /v1/codes {}}: method, path with query, body if any; a body under
   *     {@code /v1/} is JSON, elsewhere a form
   */
  static InputStream asking(String request) {
    return asking(request, "");
  }

  /** The same by one of staff; never to be asked where anything may be read or written. */
  static InputStream ofStaff(String request) {
    return asking(request, STAFF);
  }

  private static InputStream asking(String request, String authorizer) {
    String[] parts = request.split(" ", 3);
    int query = parts[1].indexOf('?');
    String path = query < 0 ? parts[1] : parts[1].substring(0, query);
    boolean data = path.startsWith("/v1/");
    String accepted = data ? "application/json" : "text/html";
    String type = data ? "application/json" : "application/x-www-form-urlencoded";
    String session =
        (path + '/').startsWith("/v1/me/")
            ? ",\"authorization\":\"Bearer " + MadeUpStore.TOKEN + '"'
            : "";
    boolean sends = parts.length > 2;
    String payload =
        """
        {"version":"2.0","rawPath":"%s","rawQueryString":"%s","headers":{"accept":"%s"%s%s},%s
         "requestContext":{"domainName":"localhost","requestId":"priming",%s
          "http":{"method":"%s","path":"%s","sourceIp":"127.0.0.1"}},"isBase64Encoded":false}
        """
            .formatted(
                path,
                query < 0 ? "" : parts[1].substring(query + 1),
                accepted,
                session,
                sends ? ",\"content-type\":\"" + type + '"' : "",
                sends ? "\"body\":\"" + parts[2].replace("\"", "\\\"") + "\"," : "",
                authorizer,
                parts[0],
                path);
    return new ByteArrayInputStream(payload.getBytes(UTF_8));
  }
}
