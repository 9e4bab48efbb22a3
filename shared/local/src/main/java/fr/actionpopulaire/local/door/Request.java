package fr.actionpopulaire.local.door;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request.
 *
 * @param path as sent, percent-encoded
 * @param query as sent, without the question mark; empty when there is none
 * @param headers names in lower case, in their order; every value in the order it came
 * @param peer address of the socket's other end, never what a header says
 * @param body not yet read
 */
public record Request(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    String peer,
    String protocol,
    InputStream body) {

  static Request of(HttpExchange exchange) {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    String query = exchange.getRequestURI().getRawQuery();
    String path = exchange.getRequestURI().getRawPath();
    return new Request(
        exchange.getRequestMethod(),
        path == null || path.isEmpty() ? "/" : path,
        query == null ? "" : query,
        headers,
        exchange.getRemoteAddress().getAddress().getHostAddress(),
        exchange.getProtocol(),
        exchange.getRequestBody());
  }

  /** All values of a header joined by commas, as AWS hands them on. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(values -> String.join(",", values));
  }

  /** Host and port as the client named them. */
  public String host() {
    return header("host").orElse("localhost");
  }

  /** The path with its percent-encoding resolved. */
  public String decodedPath() {
    return Percent.decode(path);
  }

  /** The body, or nothing when it has more than {@code limit} bytes; it can be read once. */
  public Optional<byte[]> read(int limit) throws IOException {
    byte[] bytes = body.readNBytes(limit + 1);
    return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
  }
}
