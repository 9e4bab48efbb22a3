package fr.actionpopulaire.local.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Stands before the database and notes what is asked of it, and whether anything was found. */
final class Overheard implements AutoCloseable {

  private static final Pattern FOUND = Pattern.compile("\"pk\":");

  private final HttpServer server;
  private final URI database;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** Hands on to a database. */
  Overheard(String database) throws IOException {
    this.database = URI.create(database);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(hands);
    server.createContext("/", this::handOn);
    server.start();
  }

  /** Where to ask. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Each request so far, as {@code Query} or, if it found something, {@code Query: found}. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void handOn(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(database)
                  .header("X-Amz-Target", target)
                  .header("Content-Type", "application/x-amz-json-1.0")
                  .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                  .header("X-Amz-Date", exchange.getRequestHeaders().getFirst("X-Amz-Date"))
                  .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                  .build(),
              BodyHandlers.ofByteArray());
      String operation = target.substring(target.indexOf('.') + 1);
      boolean found = FOUND.matcher(new String(answer.body(), StandardCharsets.UTF_8)).find();
      asked.add(found ? operation + ": found" : operation);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      answer
          .headers()
          .firstValue("x-amz-crc32")
          .ifPresent(sum -> exchange.getResponseHeaders().set("x-amz-crc32", sum));
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
    hands.close();
  }
}
