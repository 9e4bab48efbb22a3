package fr.actionpopulaire.web;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import fr.actionpopulaire.web.Words.Language;
import io.micronaut.http.HttpRequest;
import io.micronaut.servlet.http.ServletHttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about itself beyond its path and JSON body. Facts of the platform (source
 * address, host, staff identity) come from the platform's own context, never from headers a client
 * could write (ASVS 4.1.3).
 */
public final class Call {

  private final HttpRequest<?> request;
  private final APIGatewayV2HTTPEvent event;

  private Call(HttpRequest<?> request, APIGatewayV2HTTPEvent event) {
    this.request = request;
    this.event = event;
  }

  /** The call behind a controller's request. */
  public static Call of(HttpRequest<?> request) {
    if (request instanceof ServletHttpRequest<?, ?> servlet
        && servlet.getNativeRequest() instanceof APIGatewayV2HTTPEvent event) {
      return new Call(request, event);
    }
    throw new IllegalStateException("Requests come as payload 2.0");
  }

  public HttpRequest<?> request() {
    return request;
  }

  /** The network address the platform saw. */
  public String source() {
    String address = event.getRequestContext().getHttp().getSourceIp();
    return address == null ? "" : address;
  }

  /** The host this function is reached at, as the platform saw it: {@code example.org}. */
  public String host() {
    String name = event.getRequestContext().getDomainName();
    return name == null ? "" : name;
  }

  /** The address of this site without trailing slash; plain HTTP only on one's own machine. */
  public String origin() {
    return originOf(host());
  }

  static String originOf(String host) {
    boolean local =
        host.equals("localhost")
            || host.startsWith("localhost:")
            || host.endsWith(".localhost")
            || host.contains(".localhost:")
            || host.startsWith("127.0.0.1");
    return (local ? "http://" : "https://") + host;
  }

  public Language language() {
    return Language.preferredBy(header("accept-language").orElse(""));
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** A cookie the browser sent. Read here, since the framework sees only the first of several. */
  public Optional<String> cookie(String name) {
    for (String pair : header("cookie").orElse("").split(";", 100)) {
      String cookie = pair.strip();
      if (cookie.startsWith(name + "=")) {
        return Optional.of(cookie.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  /**
   * One value of the query string; the first one if repeated. A form sends the fields nobody filled
   * in as blanks: they are absent.
   */
  public Optional<String> query(String name) {
    return Optional.ofNullable(urlDecoded(event.getRawQueryString()).get(name))
        .filter(value -> !value.isBlank());
  }

  /** The token of the session: the bearer's, or the cookie's. */
  public Optional<String> token() {
    Optional<String> authorization = header("authorization");
    if (authorization.isPresent()) {
      return authorization
          .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
          .map(value -> value.substring(7).strip());
    }
    return cookie(SessionCookie.NAME);
  }

  /** The fields of a form, each with its first value; empty when the body is not a form. */
  public Map<String, String> form() {
    boolean form =
        header("content-type")
            .map(type -> type.toLowerCase(Locale.ROOT))
            .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
            .isPresent();
    return form ? urlDecoded(body()) : Map.of();
  }

  /** The body as text; empty when there is none. */
  public String body() {
    String body = event.getBody();
    if (body == null) {
      return "";
    }
    return event.getIsBase64Encoded()
        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
        : body;
  }

  /** The staff member the platform authenticated: their ARN with role and session name. */
  public Optional<String> staff() {
    var authorizer = event.getRequestContext().getAuthorizer();
    if (authorizer == null || authorizer.getIam() == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(authorizer.getIam().getUserArn());
  }

  private static Map<String, String> urlDecoded(@Nullable String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (text == null || text.isEmpty()) {
      return fields;
    }
    for (String pair : text.split("&", 200)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      decoded(name).ifPresent(n -> decoded(value).ifPresent(v -> fields.putIfAbsent(n, v)));
    }
    return fields;
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }
}
