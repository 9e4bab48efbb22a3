package fr.actionpopulaire.embeddedaws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;

/** A small HTTP server on 127.0.0.1 that speaks AWS's two JSON protocols. */
final class LocalHttp {

  /** What to answer. Throws {@link Refused} to answer as AWS does when it refuses. */
  interface Action {
    void answer(HttpExchange exchange, byte[] body) throws IOException;
  }

  /** A refusal in AWS's form. */
  static final class Refused extends RuntimeException {
    private final int status;
    private final String type;

    Refused(int status, String type, String message) {
      super(message);
      this.status = status;
      this.type = type;
    }
  }

  private LocalHttp() {}

  /** Starts a server on that port, 0 for any free one, and answers where it listens. */
  static URI start(int port, Action action) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            try {
              action.answer(exchange, body);
            } catch (Refused refused) {
              refuse(exchange, refused);
            } catch (IllegalArgumentException | java.io.UncheckedIOException invalid) {
              refuse(
                  exchange, new Refused(400, "BadRequestException", "not a request this serves"));
            }
          }
        });
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers that JSON. */
  static void json(HttpExchange exchange, int status, Object value) throws IOException {
    byte[] bytes = Json.write(value);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void refuse(HttpExchange exchange, Refused refused) throws IOException {
    exchange.getResponseHeaders().set("x-amzn-errortype", refused.type);
    String message = String.valueOf(refused.getMessage());
    json(exchange, refused.status, Map.of("__type", refused.type, "message", message));
  }
}
