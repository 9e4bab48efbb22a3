package fr.actionpopulaire.local.door;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.actionpopulaire.local.lambda.Invoker;
import fr.actionpopulaire.local.lambda.LambdaFunction;
import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.lambda.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lambda's Invoke operation: {@code POST /2015-03-31/functions/{name}/invocations}. Calls need no
 * signature. A function whose URL asks for one is refused, as the deployed policy refuses it: a
 * direct call carries no caller to trust.
 */
public final class InvokeApi {
  static final String PREFIX = "/2015-03-31/functions/";
  private static final String SUFFIX = "/invocations";
  private static final int BODY_LIMIT = 6 * 1024 * 1024;

  /** Lambda's default for failing asynchronous calls. */
  private static final int RETRIES = 2;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Map<String, LambdaFunction> functions;
  private final Invoker invoker;

  public InvokeApi(Map<String, LambdaFunction> functions, Invoker invoker) {
    this.functions = Map.copyOf(functions);
    this.invoker = invoker;
  }

  /** Answers a call whose path begins with the API's prefix. */
  Reply handle(Request request) throws IOException, InterruptedException {
    String path = request.path();
    if (!path.endsWith(SUFFIX) || path.length() < PREFIX.length() + SUFFIX.length()) {
      return error(404, "UnknownOperationException", "Only Invoke is answered here");
    }
    if (!request.method().equals("POST")) {
      return error(405, "UnknownOperationException", "Invoke is a POST");
    }
    String named = Percent.decode(path.substring(PREFIX.length(), path.length() - SUFFIX.length()));
    LambdaFunction function = functions.get(name(named));
    if (function == null) {
      return error(
          404,
          "ResourceNotFoundException",
          "Function not found: " + Workspace.functionArn(printable(named)));
    }
    if (function.spec().signedOnly()) {
      return error(
          403,
          "AccessDeniedException",
          "not authorized to perform: lambda:InvokeFunction on resource: "
              + Workspace.functionArn(function.spec().name())
              + " (allowed through its signed function URL only)");
    }
    Optional<byte[]> body = request.read(BODY_LIMIT);
    if (body.isEmpty()) {
      return error(
          413,
          "RequestTooLargeException",
          "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
    }
    byte[] event = body.get().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body.get();
    if (!isJson(event)) {
      return error(400, "InvalidRequestContentException", "Could not parse request body into json");
    }
    return switch (request.header("x-amz-invocation-type").orElse("RequestResponse")) {
      case "RequestResponse" -> answer(function, event, request);
      case "Event" -> {
        later(function.spec().name(), event);
        yield Reply.empty(202);
      }
      case "DryRun" -> Reply.empty(204);
      default ->
          error(
              400,
              "InvalidParameterValueException",
              "Invocation type is one of RequestResponse, Event, DryRun");
    };
  }

  private Reply answer(LambdaFunction function, byte[] event, Request request)
      throws InterruptedException {
    Outcome outcome = invoker.invoke(function.spec().name(), event);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("content-type", List.of("application/json"));
    headers.put("x-amz-executed-version", List.of("$LATEST"));
    if (outcome instanceof Outcome.Failed) {
      headers.put("x-amz-function-error", List.of("Unhandled"));
    }
    if (request.header("x-amz-log-type").orElse("None").equals("Tail")) {
      byte[] tail = function.logTail().getBytes(StandardCharsets.UTF_8);
      headers.put("x-amz-log-result", List.of(Base64.getEncoder().encodeToString(tail)));
    }
    return new Reply(200, headers, outcome.payload());
  }

  private void later(String function, byte[] event) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                for (int attempt = 0; attempt <= RETRIES; attempt++) {
                  if (invoker.invoke(function, event) instanceof Outcome.Answered) {
                    return;
                  }
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** From {@code name}, {@code name:qualifier}, {@code account:function:name} or a whole ARN. */
  private static String name(String named) {
    List<String> parts = new ArrayList<>(List.of(named.split(":", -1)));
    int function = parts.indexOf("function");
    return function >= 0 && function + 1 < parts.size()
        ? parts.get(function + 1)
        : parts.getFirst();
  }

  private static String printable(String named) {
    return named.replaceAll("[^A-Za-z0-9_:$-]", "?");
  }

  private static boolean isJson(byte[] body) {
    try {
      JSON.readTree(body);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Reply error(int status, String type, String message) {
    return Reply.json(status, "{\"Type\":\"User\",\"Message\":\"" + message + "\"}")
        .with("x-amzn-errortype", type);
  }
}
