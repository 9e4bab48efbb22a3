package fr.actionpopulaire.web;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import fr.actionpopulaire.web.Words.Language;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns away, before any controller, what none of them should see. */
final class Gate {

  /** No form or JSON of ours is near this size; a photo goes to the bucket directly. */
  private static final int MAX_BODY = 64 * 1024;

  private static final int MAX_PATH = 512;
  private static final int MAX_QUERY = 2048;

  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~:@!$&'()*+,;=/-]*");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private Gate() {}

  /** The answer to a request that must not go on, or {@code null}. */
  static @Nullable APIGatewayV2HTTPResponse refusal(APIGatewayV2HTTPEvent event) {
    if (event.getRequestContext() == null || event.getRequestContext().getHttp() == null) {
      return problem(event, ProblemKind.MALFORMED, "Requête incomplète.", "Incomplete request.");
    }
    String path = event.getRequestContext().getHttp().getPath();
    String method = event.getRequestContext().getHttp().getMethod();
    String query = event.getRawQueryString();
    if (path == null || path.length() > MAX_PATH || !PATH.matcher(path).matches()) {
      return problem(
          event, ProblemKind.NOT_FOUND, "Il n’y a rien à cette adresse.", "There is nothing here.");
    }
    if (query != null && query.length() > MAX_QUERY) {
      return problem(
          event, ProblemKind.MALFORMED, "Adresse trop longue.", "The query is too long.");
    }
    if (method == null || !METHODS.contains(method)) {
      return problem(
          event,
          ProblemKind.METHOD_NOT_ALLOWED,
          "Cette méthode n’existe pas ici.",
          "This method does not exist here.");
    }
    if (bodySize(event) > MAX_BODY) {
      return problem(event, ProblemKind.TOO_LARGE, "64 Kio au plus.", "64 KiB at most.");
    }
    return SAFE.contains(method) || comesFromHere(event)
        ? null
        : problem(
            event,
            ProblemKind.FOREIGN_ORIGIN,
            "Envoyez ce formulaire depuis notre site.",
            "Send this form from our site.");
  }

  /**
   * Whether an unsafe request may rely on the browser's cookies: then its {@code Origin} must be
   * ours (ASVS 3.5). Calls with a bearer token or without any cookie of ours rely on nothing.
   */
  private static boolean comesFromHere(APIGatewayV2HTTPEvent event) {
    String origin = header(event, "origin");
    String host = event.getRequestContext().getDomainName();
    String self = host == null ? "" : Call.originOf(host);
    if (origin.equals(self)) {
      return true;
    }
    boolean reliesOnCookies =
        header(event, "authorization").isEmpty() && cookies(event).contains("__Host-");
    boolean form =
        header(event, "content-type")
            .toLowerCase(Locale.ROOT)
            .startsWith("application/x-www-form-urlencoded");
    boolean oneClick =
        String.valueOf(event.getRequestContext().getHttp().getPath())
            .startsWith("/v1/unsubscriptions/");
    return oneClick || (!reliesOnCookies && (origin.isEmpty() || !form));
  }

  private static int bodySize(APIGatewayV2HTTPEvent event) {
    String body = event.getBody();
    if (body == null) {
      return 0;
    }
    return event.getIsBase64Encoded()
        ? body.length() / 4 * 3 - (body.endsWith("==") ? 2 : body.endsWith("=") ? 1 : 0)
        : body.length() > MAX_BODY ? body.length() : body.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * The HTTP API moves cookies out of the headers, a function URL does not; the framework reads
   * only the header.
   */
  static void unifyCookies(APIGatewayV2HTTPEvent event) {
    Map<String, String> headers = new HashMap<>();
    if (event.getHeaders() != null) {
      event
          .getHeaders()
          .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    }
    String cookies = cookies(event);
    if (!cookies.isEmpty()) {
      headers.put("cookie", cookies);
    }
    event.setHeaders(headers);
  }

  private static String cookies(APIGatewayV2HTTPEvent event) {
    List<String> moved = event.getCookies();
    return moved == null || moved.isEmpty() ? header(event, "cookie") : String.join("; ", moved);
  }

  static String header(APIGatewayV2HTTPEvent event, String name) {
    if (event.getHeaders() == null) {
      return "";
    }
    for (Map.Entry<String, String> header : event.getHeaders().entrySet()) {
      if (header.getKey().equalsIgnoreCase(name) && header.getValue() != null) {
        return header.getValue();
      }
    }
    return "";
  }

  private static APIGatewayV2HTTPResponse problem(
      APIGatewayV2HTTPEvent event, ProblemKind kind, String fr, String en) {
    Language language = Language.preferredBy(header(event, "accept-language"));
    // Written by hand: the gate stands before the framework, and these texts need no escaping.
    String body =
        "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(
                kind.type(),
                kind.title().in(language),
                kind.status(),
                new Words(fr, en).in(language));
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(kind.status())
        .withHeaders(
            new HashMap<>(
                Map.of("content-type", Problem.MEDIA_TYPE, "content-language", language.tag())))
        .withBody(body)
        .build();
  }
}
