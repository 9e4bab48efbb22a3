package fr.actionpopulaire.local.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Lambda Runtime API (version 2018-06-01) of one execution environment: the process that is
 * given this address asks for its next event and posts what its handler made of it. It hands out
 * one event at a time, on the loopback interface only, and knows nothing of how the process was
 * started, so that a benchmark can use it alone.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime/";
  private static final int BODY_LIMIT = 6 * 1024 * 1024;

  private final String functionArn;
  private final Clock machine;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Call> open = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Outcome.Failed> gone = new CompletableFuture<>();

  private record Call(
      String requestId, byte[] payload, Duration timeout, CompletableFuture<Outcome> outcome) {}

  private RuntimeApi(String functionArn, Clock machine, HttpServer server) {
    this.functionArn = functionArn;
    this.machine = machine;
    this.server = server;
  }

  /**
   * Starts listening on a free port.
   *
   * @param machine real time, from which deadlines are told; never a moved clock
   */
  public static RuntimeApi listen(String functionArn, Clock machine) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RuntimeApi api = new RuntimeApi(functionArn, machine, server);
    server.createContext(PREFIX, api::handle);
    server.setExecutor(api.threads);
    server.start();
    return api;
  }

  /** Value for AWS_LAMBDA_RUNTIME_API: host and port. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Completes when the process has asked for its first event, or failed to get so far. */
  public CompletableFuture<Void> ready() {
    return ready.copy();
  }

  /** Whether the process can still be given events. */
  public boolean usable() {
    return !gone.isDone();
  }

  /**
   * Gives the process one event and waits for its answer. The time allowed runs from the moment the
   * process takes the event; a process that never asks for one is reported through {@link #lost}.
   *
   * <p>After a timeout the environment is no longer usable: its handler is still at work.
   */
  public Outcome invoke(byte[] payload, Duration timeout) throws InterruptedException {
    String requestId = UUID.randomUUID().toString();
    Call call = new Call(requestId, payload, timeout, new CompletableFuture<>());
    open.put(requestId, call);
    if (gone.isDone()) {
      call.outcome().complete(gone.join());
    } else {
      waiting.add(call);
    }
    try {
      ready.get();
      return call.outcome().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      Outcome.Failed late =
          Outcome.Failed.because(
              "Sandbox.Timedout",
              "RequestId: %s Error: Task timed out after %.2f seconds"
                  .formatted(requestId, timeout.toMillis() / 1000.0));
      end(late);
      return late;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      open.remove(requestId);
    }
  }

  /**
   * Tells that the process ended: pending and later invocations fail with this type and message.
   */
  public void lost(String errorType, String errorMessage) {
    end(Outcome.Failed.because(errorType, errorMessage));
  }

  @Override
  public void close() {
    lost("Runtime.ExitError", "The environment was shut down");
    threads.shutdownNow();
    server.stop(0);
  }

  private void end(Outcome.Failed reason) {
    gone.complete(reason);
    ready.complete(null);
    open.values().forEach(call -> call.outcome().complete(gone.join()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
      String[] parts = path.split("/");
      if (path.equals("invocation/next")) {
        next(exchange);
      } else if (path.equals("restore/next")) {
        // A snapshot would be taken now, and restored; here the process itself goes on.
        exchange.sendResponseHeaders(200, -1);
      } else if (path.equals("init/error")) {
        byte[] error = exchange.getRequestBody().readAllBytes();
        end(new Outcome.Failed(error));
        accepted(exchange);
      } else if (parts.length == 3 && parts[0].equals("invocation")) {
        finish(exchange, parts[1], parts[2]);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    ready.complete(null);
    Call call;
    try {
      call = waiting.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", call.requestId());
    headers.set(
        "Lambda-Runtime-Deadline-Ms", Long.toString(machine.millis() + call.timeout().toMillis()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    headers.set("Lambda-Runtime-Trace-Id", traceId(call.requestId()));
    exchange.sendResponseHeaders(200, call.payload().length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(call.payload());
    }
  }

  private String traceId(String requestId) {
    return "Root=1-%08x-%s;Parent=%s;Sampled=0"
        .formatted(
            machine.millis() / 1000,
            requestId.replace("-", "").substring(0, 24),
            requestId.replace("-", "").substring(16));
  }

  private void finish(HttpExchange exchange, String requestId, String kind) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Call call = open.remove(requestId);
    if (call == null) {
      answer(
          exchange,
          400,
          "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}");
    } else if (kind.equals("error")) {
      call.outcome().complete(new Outcome.Failed(body));
      accepted(exchange);
    } else if (body.length > BODY_LIMIT) {
      call.outcome()
          .complete(
              Outcome.Failed.because(
                  "Function.ResponseSizeTooLarge",
                  "Response payload size exceeded maximum allowed payload size (6291556 bytes)."));
      answer(
          exchange,
          413,
          "{\"errorMessage\":\"Exceeded maximum allowed payload size (6291556"
              + " bytes).\",\"errorType\":\"RequestEntityTooLarge\"}");
    } else {
      call.outcome().complete(new Outcome.Answered(body));
      accepted(exchange);
    }
  }

  private static void accepted(HttpExchange exchange) throws IOException {
    answer(exchange, 202, "{\"status\":\"OK\"}");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }
}
