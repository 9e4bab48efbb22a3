package fr.actionpopulaire.local.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.local.lambda.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Builds the event of an HTTP request: payload format 2.0, with the two doors' differences. The
 * HTTP API decodes the path and moves cookies out of the headers; a function URL leaves the path as
 * sent and keeps the header.
 */
public final class Payload {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Set<String> TEXT_TYPES =
      Set.of("application/json", "application/xml", "application/javascript");

  /** Headers that end at the door. */
  private static final Set<String> OWN =
      Set.of("connection", "keep-alive", "transfer-encoding", "expect", "upgrade", "te", "trailer");

  private final Clock clock;

  /** The clock gives the event's time, as the moved one tells it. */
  public Payload(Clock clock) {
    this.clock = clock;
  }

  /** The event of a request that came through the HTTP API. */
  public ObjectNode httpApi(Request request, byte[] body, Routes.Match match) {
    ObjectNode event = start(match.route().key(), request.decodedPath(), request);
    List<String> cookies = cookies(request);
    if (!cookies.isEmpty()) {
      cookies.forEach(event.putArray("cookies")::add);
    }
    ObjectNode headers = headers(request, body);
    headers.remove("cookie");
    event.set("headers", headers);
    addQuery(event, request);
    ObjectNode context = event.putObject("requestContext");
    fill(context, request, request.decodedPath(), match.route().key(), "local");
    context.put("accountId", Workspace.ACCOUNT);
    if (!match.parameters().isEmpty()) {
      match.parameters().forEach(event.putObject("pathParameters")::put);
    }
    addBody(event, request, body);
    return event;
  }

  /** The event of a request to a function's own URL that anybody may call. */
  public ObjectNode functionUrl(Request request, byte[] body, String function) {
    ObjectNode event = start("$default", request.path(), request);
    List<String> cookies = cookies(request);
    if (!cookies.isEmpty()) {
      cookies.forEach(event.putArray("cookies")::add);
    }
    event.set("headers", headers(request, body));
    addQuery(event, request);
    ObjectNode context = event.putObject("requestContext");
    fill(context, request, request.path(), "$default", function);
    context.put("accountId", "anonymous");
    addBody(event, request, body);
    return event;
  }

  /** The event of a signed request to a function's own URL: it names who signed. */
  public ObjectNode signedUrl(
      Request request, byte[] body, String function, StaffIdentity identity) {
    ObjectNode event = functionUrl(request, body, function);
    ObjectNode context = (ObjectNode) event.get("requestContext");
    context.put("accountId", Workspace.ACCOUNT);
    context
        .putObject("authorizer")
        .putObject("iam")
        .put("accessKey", identity.accessKeyId())
        .put("accountId", Workspace.ACCOUNT)
        .put("callerId", identity.callerId())
        .putNull("cognitoIdentity")
        .putNull("principalOrgId")
        .put("userArn", identity.userArn())
        .put("userId", identity.callerId());
    return event;
  }

  private static ObjectNode start(String routeKey, String path, Request request) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", "2.0")
        .put("routeKey", routeKey)
        .put("rawPath", path)
        .put("rawQueryString", request.query());
  }

  private void fill(
      ObjectNode context, Request request, String path, String routeKey, String apiId) {
    Instant now = clock.instant();
    context
        .put("apiId", apiId)
        .put("domainName", request.host())
        .put("domainPrefix", request.host().split("[.:]", 2)[0])
        .put("requestId", UUID.randomUUID().toString())
        .put("routeKey", routeKey)
        .put("stage", "$default")
        .put("time", TIME.format(now))
        .put("timeEpoch", now.toEpochMilli());
    context
        .putObject("http")
        .put("method", request.method())
        .put("path", path)
        .put("protocol", request.protocol())
        .put("sourceIp", request.peer())
        .put("userAgent", request.header("user-agent").orElse(""));
  }

  private static ObjectNode headers(Request request, byte[] body) {
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name)) {
                headers.put(name, String.join(",", values));
              }
            });
    String forwarded = request.header("x-forwarded-for").map(it -> it + ", ").orElse("");
    headers.put("x-forwarded-for", forwarded + request.peer());
    headers.put("x-forwarded-proto", "http");
    int port = request.host().lastIndexOf(':');
    headers.put("x-forwarded-port", port < 0 ? "80" : request.host().substring(port + 1));
    if (body.length > 0) {
      headers.put("content-length", Integer.toString(body.length));
    }
    return headers;
  }

  private static List<String> cookies(Request request) {
    List<String> cookies = new ArrayList<>();
    for (String header : request.headers().getOrDefault("cookie", List.of())) {
      for (String cookie : header.split(";", -1)) {
        if (!cookie.isBlank()) {
          cookies.add(cookie.strip());
        }
      }
    }
    return cookies;
  }

  private static void addQuery(ObjectNode event, Request request) {
    if (request.query().isEmpty()) {
      return;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : request.query().split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        String value = parts.length == 2 ? Percent.decodeQuery(parts[1]) : "";
        parameters.merge(Percent.decodeQuery(parts[0]), value, (a, b) -> a + "," + b);
      }
    }
    parameters.forEach(event.putObject("queryStringParameters")::put);
  }

  private static void addBody(ObjectNode event, Request request, byte[] body) {
    boolean base64 = body.length > 0 && !isText(request);
    if (body.length > 0) {
      event.put(
          "body",
          base64
              ? Base64.getEncoder().encodeToString(body)
              : new String(body, StandardCharsets.UTF_8));
    }
    event.put("isBase64Encoded", base64);
  }

  private static boolean isText(Request request) {
    if (request.header("content-encoding").isPresent()) {
      return false;
    }
    String type =
        request.header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || TEXT_TYPES.contains(type)
        || (type.startsWith("application/") && type.endsWith("+json"));
  }
}
