package fr.actionpopulaire.local.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one port everything is reached by, on the loopback interface only. What belongs to this
 * machine alone ({@code /_local/}, the Invoke API) is not for web pages of other origins, even
 * those a browser here has open.
 */
public final class Port implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Port.class);
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  /** A body that was refused is read to its end up to here, so that the answer is not lost. */
  private static final int DRAIN = 128 * 1024 * 1024;

  /** Answers for one part of the port. */
  @FunctionalInterface
  public interface Part {
    Reply handle(Request request) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Port(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes the port; nothing is answered before {@link #serve}.
   *
   * @param port 0 for a free one
   * @throws java.net.BindException when it is taken
   */
  public static Port take(int port) throws IOException {
    // Without it every answer in two writes waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    return new Port(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
  }

  /** Begins to answer. */
  public void serve(Part local, InvokeApi invoke, FunctionDoor functions) {
    Part whole =
        request -> {
          boolean own = request.path().startsWith("/_local/");
          if (own || request.path().startsWith(InvokeApi.PREFIX)) {
            Optional<Reply> refused = refuseStrangers(request);
            if (refused.isPresent()) {
              return refused.get();
            }
            return own ? local.handle(request) : invoke.handle(request);
          }
          return functions.handle(request);
        };
    server.createContext("/", exchange -> answer(exchange, whole));
    server.setExecutor(threads);
    server.start();
  }

  /** The port listened on. */
  public int number() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }

  private static Optional<Reply> refuseStrangers(Request request) {
    String name = request.host().replaceFirst(":\\d+$", "");
    boolean otherOrigin =
        request
            .header("origin")
            .filter(origin -> !origin.equals("http://" + request.host()))
            .isPresent();
    boolean refused = !OWN_NAMES.contains(name) || otherOrigin;
    return refused
        ? Optional.of(Reply.problem(403, "Only this machine's own pages and tools may ask this"))
        : Optional.empty();
  }

  private void answer(HttpExchange exchange, Part part) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = part.handle(Request.of(exchange));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        reply = Reply.message(503, "Service Unavailable");
      } catch (RuntimeException e) {
        LOG.error("A request could not be answered", e);
        reply = Reply.message(500, "Internal Server Error");
      }
      drain(exchange.getRequestBody());
      reply.send(exchange);
    }
  }

  private static void drain(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    int total = 0;
    for (int read = 0; read >= 0 && total < DRAIN; read = body.read(buffer)) {
      total += read;
    }
  }
}
