package fr.actionpopulaire.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.actionpopulaire.dynamodb.MadeUpStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Somebody nobody knows, whom a function is primed by; who is somebody only where all is
 * {@linkplain MadeUpStore made up}.
 */
final class Stranger {

  /** Nobody's account and role. */
  private static final String STAFF =
      "\"authorizer\":{\"iam\":{\"userArn\":"
          + "\"arn:aws:sts::000000000000:assumed-role/priming/nobody\"}},";

  private static final String BEARER = ",\"authorization\":\"Bearer " + MadeUpStore.TOKEN + '"';
  private static final String COOKIE =
      "\"cookies\":[\"" + SessionCookie.NAME + '=' + MadeUpStore.TOKEN + "\"],";

  private Stranger() {}

  /**
   * One request, as a door would send it; under {@code /v1/me} with a session, which is looked for
   * and not found.
   *
   * @param request {@code POST /v1/codes {}}: method, path with query, body if any; a body under
   *     {@code /v1/} is JSON, elsewhere a form
   */
  static InputStream asking(String request) {
    boolean own = (path(request) + '/').startsWith("/v1/me/");
    return payload(request, own ? BEARER : "", "", "");
  }

  /**
   * The same by a member who is signed in, as programs are under {@code /v1/} and as browsers are
   * elsewhere, and by one of staff; never to be asked where anything may be read or written.
   */
  static InputStream madeUp(String request) {
    return isData(request)
        ? payload(request, BEARER, "", STAFF)
        : payload(request, "", COOKIE, STAFF);
  }

  private static boolean isData(String request) {
    return path(request).startsWith("/v1/");
  }

  private static String address(String request) {
    return request.split(" ", 3)[1];
  }

  private static String path(String request) {
    return address(request).split("\\?", 2)[0];
  }

  private static String query(String request) {
    String address = address(request);
    int mark = address.indexOf('?');
    return mark < 0 ? "" : address.substring(mark + 1);
  }

  private static InputStream payload(
      String request, String bearer, String cookie, String authorizer) {
    String[] parts = request.split(" ", 3);
    boolean data = isData(request);
    String accepted = data ? "application/json" : "text/html";
    String type = data ? "application/json" : "application/x-www-form-urlencoded";
    boolean sends = parts.length > 2;
    String payload =
        """
        {"version":"2.0","rawPath":"%1$s","rawQueryString":"%2$s",%3$s%4$s
         "headers":{"accept":"%5$s"%6$s%7$s},%8$s
         "requestContext":{"domainName":"localhost","requestId":"priming",%9$s
          "http":{"method":"%10$s","path":"%1$s","sourceIp":"127.0.0.1"}},"isBase64Encoded":false}
        """
            .formatted(
                path(request),
                query(request),
                parameters(query(request)),
                cookie,
                accepted,
                bearer,
                sends ? ",\"content-type\":\"" + type + '"' : "",
                sends ? "\"body\":\"" + parts[2].replace("\"", "\\\"") + "\"," : "",
                authorizer,
                parts[0]);
    return new ByteArrayInputStream(payload.getBytes(UTF_8));
  }

  /** The query once more, as doors say it if there is one. */
  private static String parameters(String query) {
    return query.isEmpty()
        ? ""
        : Arrays.stream(query.split("&", -1))
            .map(pair -> '"' + pair.replaceFirst("=", "\":\"") + '"')
            .collect(Collectors.joining(",", "\"queryStringParameters\":{", "},"));
  }
}
