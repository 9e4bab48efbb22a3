package fr.actionpopulaire.local.door;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.local.lambda.Invoker;
import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.template.FunctionSpec;
import fr.actionpopulaire.local.template.FunctionUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests that reach functions: the HTTP API's, function URLs' ({@code
 * <name>.lambda-url.localhost}) and the staff's, whose paths are answered under the front door's
 * address too, so that one address does for everything.
 */
public final class FunctionDoor {
  private static final String URL_SUFFIX = ".lambda-url.localhost";
  private static final int HTTP_API_LIMIT = 10 * 1024 * 1024;
  private static final int EVENT_LIMIT = 6 * 1024 * 1024;

  private final Map<String, FunctionSpec> functions;
  private final Routes routes;
  private final Payload payloads;
  private final SignatureCheck signatures;
  private final Invoker invoker;

  public FunctionDoor(
      Collection<FunctionSpec> functions,
      Payload payloads,
      SignatureCheck signatures,
      Invoker invoker) {
    this.functions =
        functions.stream().collect(Collectors.toUnmodifiableMap(FunctionSpec::name, it -> it));
    this.routes = Routes.of(functions);
    this.payloads = payloads;
    this.signatures = signatures;
    this.invoker = invoker;
  }

  /** Answers any request that is for a function; others get AWS's own refusals. */
  Reply handle(Request request) throws IOException, InterruptedException {
    String host = request.host().split(":", 2)[0];
    if (host.endsWith(URL_SUFFIX)) {
      String name = host.substring(0, host.length() - URL_SUFFIX.length());
      FunctionSpec function = functions.get(name);
      FunctionUrl url = function == null ? null : function.url();
      return function == null || url == null
          ? Reply.json(403, "{\"Message\":\"Forbidden\"}")
          : throughUrl(request, function, url);
    }
    for (FunctionSpec function : functions.values()) {
      if (function.signedOnly() && isStaffPath(function, request.path())) {
        return signed(request, function);
      }
    }
    return throughHttpApi(request);
  }

  private static boolean isStaffPath(FunctionSpec function, String path) {
    return function.staffPaths().stream()
        .anyMatch(beginning -> path.equals(beginning) || path.startsWith(beginning + "/"));
  }

  private Reply throughHttpApi(Request request) throws IOException, InterruptedException {
    Optional<Routes.Match> match = routes.match(request.method(), request.path());
    if (match.isEmpty()) {
      return Reply.message(404, "Not Found");
    }
    Optional<byte[]> body = request.read(HTTP_API_LIMIT);
    if (body.isEmpty()) {
      return Reply.message(413, "Request Entity Too Large");
    }
    ObjectNode event = payloads.httpApi(request, body.get(), match.get());
    return run(match.get().function(), event, "text/plain; charset=utf-8", 500);
  }

  private Reply throughUrl(Request request, FunctionSpec function, FunctionUrl url)
      throws IOException, InterruptedException {
    if (url.signed()) {
      return signed(request, function);
    }
    Map<String, String> cors = corsHeaders(request, url.cors());
    if (url.cors() != null
        && request.method().equals("OPTIONS")
        && request.header("access-control-request-method").isPresent()) {
      return withAll(Reply.empty(200), cors);
    }
    Optional<byte[]> body = request.read(EVENT_LIMIT);
    if (body.isEmpty()) {
      return Reply.message(413, "Request Too Long");
    }
    ObjectNode event = payloads.functionUrl(request, body.get(), function.name());
    return withAll(run(function.name(), event, "application/json", 502), cors);
  }

  private Reply signed(Request request, FunctionSpec function)
      throws IOException, InterruptedException {
    Optional<byte[]> body = request.read(EVENT_LIMIT);
    if (body.isEmpty()) {
      return Reply.message(413, "Request Too Long");
    }
    return switch (signatures.check(request, body.get())) {
      case SignatureCheck.Verdict.Refused refused -> refused.reply();
      case SignatureCheck.Verdict.Accepted accepted ->
          run(
              function.name(),
              payloads.signedUrl(request, body.get(), function.name(), accepted.identity()),
              "application/json",
              502);
    };
  }

  private Reply run(String function, ObjectNode event, String defaultType, int failure)
      throws InterruptedException {
    byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > EVENT_LIMIT) {
      return Reply.message(413, "Request Too Long");
    }
    return switch (invoker.invoke(function, bytes)) {
      case Outcome.Answered answered ->
          HandlerReply.read(answered.payload(), defaultType)
              .orElseGet(() -> Reply.message(failure, "Internal Server Error"));
      case Outcome.Failed failed -> Reply.message(failure, "Internal Server Error");
    };
  }

  /** What Lambda adds for a browser of an allowed origin; nothing for any other. */
  private static Map<String, String> corsHeaders(Request request, FunctionUrl.@Nullable Cors cors) {
    Map<String, String> headers = new LinkedHashMap<>();
    String origin = request.header("origin").orElse("");
    if (cors == null || !(cors.origins().contains(origin) || cors.origins().contains("*"))) {
      return headers;
    }
    headers.put("access-control-allow-origin", origin);
    headers.put("vary", "Origin");
    if (cors.credentials()) {
      headers.put("access-control-allow-credentials", "true");
    }
    if (request.header("access-control-request-method").isPresent()) {
      headers.put("access-control-allow-methods", String.join(",", cors.methods()));
      headers.put("access-control-allow-headers", String.join(",", cors.headers()));
      headers.put("access-control-max-age", Integer.toString(cors.maxAge()));
    } else if (!cors.exposed().isEmpty()) {
      headers.put("access-control-expose-headers", String.join(",", cors.exposed()));
    }
    return headers;
  }

  private static Reply withAll(Reply reply, Map<String, String> headers) {
    Reply more = reply;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      more = more.with(header.getKey(), header.getValue());
    }
    return more;
  }
}
