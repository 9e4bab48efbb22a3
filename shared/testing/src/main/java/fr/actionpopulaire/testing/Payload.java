package fr.actionpopulaire.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds events of payload format 2.0 as the two doors send them: the front door (an HTTP API)
 * takes the Cookie header away and fills {@code cookies}; a function URL does the latter only. A
 * body that is no text, JSON, XML or JavaScript, so also a form, is sent in base64.
 */
public final class Payload {

  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
  private static final Pattern TEXT_TYPES =
      Pattern.compile("text/.*|application/(json|xml|javascript|[^;]*\\+json).*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String method;
  private final String path;
  private final List<String> query = new ArrayList<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<String> cookies = new ArrayList<>();
  private byte @Nullable [] body;
  private boolean functionUrl;
  private @Nullable String host;
  private String sourceIp = "192.0.2.1";
  private Instant time = MutableClock.START;
  private @Nullable String userArn;

  private Payload(String method, String target) {
    this.method = method;
    int mark = target.indexOf('?');
    this.path = mark < 0 ? target : target.substring(0, mark);
    if (mark >= 0) {
      query.addAll(List.of(target.substring(mark + 1).split("&", -1)));
    }
    headers.put("accept", "application/json");
    headers.put("user-agent", "test");
    headers.put("x-forwarded-proto", "https");
  }

  /**
   * The event in that file under {@code events/}, as {@code signup/request-code.json}.
   *
   * @throws UncheckedIOException if it is missing or no event
   */
  public static APIGatewayV2HTTPEvent load(String file) {
    return load(file, APIGatewayV2HTTPEvent.class);
  }

  /** The same for another kind of event whose fields the class names as the file does. */
  public static <T> T load(String file, Class<T> type) {
    try {
      return JSON.readValue(Files.readAllBytes(House.path().resolve("events").resolve(file)), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request of that method; the path may hold a query. */
  public static Payload of(String method, String path) {
    return new Payload(method, path);
  }

  public static Payload get(String path) {
    return of("GET", path);
  }

  public static Payload post(String path) {
    return of("POST", path);
  }

  public static Payload put(String path) {
    return of("PUT", path);
  }

  public static Payload patch(String path) {
    return of("PATCH", path);
  }

  public static Payload delete(String path) {
    return of("DELETE", path);
  }

  public static Payload head(String path) {
    return of("HEAD", path);
  }

  /** Sets a header; the gateways make names lower case. */
  public Payload header(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  public Payload cookie(String name, String value) {
    cookies.add(name + "=" + value);
    return this;
  }

  /** Adds a query parameter, encoding it. */
  public Payload query(String name, String value) {
    query.add(encoded(name) + "=" + encoded(value));
    return this;
  }

  /** Sets {@code Authorization: Bearer}. */
  public Payload bearer(String token) {
    return header("authorization", "Bearer " + token);
  }

  public Payload json(String json) {
    return body("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  public Payload json(Map<String, ?> value) {
    try {
      return body("application/json", JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A page's form, as a browser sends it; also asks for HTML. */
  public Payload form(Map<String, String> fields) {
    header("accept", "text/html,application/xhtml+xml");
    String encoded =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return body("application/x-www-form-urlencoded", encoded.getBytes(StandardCharsets.UTF_8));
  }

  public Payload body(String contentType, byte[] bytes) {
    body = bytes.clone();
    return header("content-type", contentType);
  }

  /** Through the HTTP API; so it is unless said otherwise. */
  public Payload viaFrontDoor() {
    functionUrl = false;
    return this;
  }

  /** Through the function's own URL. */
  public Payload viaFunctionUrl() {
    functionUrl = true;
    return this;
  }

  public Payload host(String name) {
    host = name;
    return this;
  }

  public Payload sourceIp(String address) {
    sourceIp = address;
    return this;
  }

  /** When the gateway took the request; {@link MutableClock#START} unless said otherwise. */
  public Payload at(Instant instant) {
    time = instant;
    return this;
  }

  /** Signed by that IAM principal, at the function's own URL. */
  public Payload signedBy(String arn) {
    userArn = arn;
    return viaFunctionUrl();
  }

  /** The event. */
  public APIGatewayV2HTTPEvent event() {
    Map<String, String> sent = new LinkedHashMap<>(headers);
    String name =
        host != null
            ? host
            : functionUrl
                ? "abcdefghijklmnop.lambda-url.eu-west-3.on.aws"
                : "abcdefghij.execute-api.eu-west-3.amazonaws.com";
    sent.put("host", name);
    sent.put("x-forwarded-for", sourceIp);
    if (functionUrl && !cookies.isEmpty()) {
      sent.put("cookie", String.join("; ", cookies));
    }
    boolean text = TEXT_TYPES.matcher(headers.getOrDefault("content-type", "")).matches();
    if (body != null) {
      sent.put("content-length", String.valueOf(body.length));
    }
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey("$default")
        .withRawPath(path)
        .withRawQueryString(String.join("&", query))
        .withCookies(cookies.isEmpty() ? null : List.copyOf(cookies))
        .withHeaders(sent)
        .withQueryStringParameters(query.isEmpty() ? null : parameters())
        .withRequestContext(context(name))
        .withBody(body == null ? null : sent(body, text))
        .withIsBase64Encoded(body != null && !text)
        .build();
  }

  /** Values of one name are joined by commas, as the gateways do. */
  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query) {
      String[] parts = pair.split("=", 2);
      parameters.merge(
          decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "", (a, b) -> a + "," + b);
    }
    return parameters;
  }

  private RequestContext context(String name) {
    String account = userArn == null ? "anonymous" : userArn.split(":", -1)[4];
    return RequestContext.builder()
        .withAccountId(functionUrl ? account : "000000000000")
        .withApiId(name.split("\\.", 2)[0])
        .withDomainName(name)
        .withDomainPrefix(name.split("\\.", 2)[0])
        .withRequestId(UUID.randomUUID().toString())
        .withRouteKey("$default")
        .withStage("$default")
        .withTime(TIME.format(time))
        .withTimeEpoch(time.toEpochMilli())
        .withHttp(
            Http.builder()
                .withMethod(method)
                .withPath(path)
                .withProtocol("HTTP/1.1")
                .withSourceIp(sourceIp)
                .withUserAgent(headers.get("user-agent"))
                .build())
        .withAuthorizer(
            userArn == null
                ? null
                : Authorizer.builder()
                    .withIam(
                        IAM.builder()
                            .withAccessKey("ASIAEXAMPLE")
                            .withAccountId(account)
                            .withCallerId("AROAEXAMPLE:" + lastPart(userArn))
                            .withUserArn(userArn)
                            .withUserId("AROAEXAMPLE:" + lastPart(userArn))
                            .build())
                    .build())
        .build();
  }

  private static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String sent(byte[] bytes, boolean asText) {
    return asText
        ? new String(bytes, StandardCharsets.UTF_8)
        : Base64.getEncoder().encodeToString(bytes);
  }
}
