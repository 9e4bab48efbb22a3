package fr.actionpopulaire.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A function's answer, read as the client behind API Gateway would see it. */
public final class Response {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final APIGatewayV2HTTPResponse response;

  /** Reads that answer. */
  public Response(APIGatewayV2HTTPResponse response) {
    this.response = response;
  }

  /** The status code. */
  public int status() {
    return response.getStatusCode();
  }

  /** The header of that name, whatever its case; several values joined by a comma. */
  public Optional<String> header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }

  /** The Set-Cookie lines: payload 2.0's cookies, and any such header. */
  public List<String> cookies() {
    List<String> cookies = new ArrayList<>();
    if (response.getCookies() != null) {
      cookies.addAll(response.getCookies());
    }
    cookies.addAll(headers("set-cookie"));
    return cookies;
  }

  /** The value the answer gives that cookie. */
  public Optional<String> cookie(String name) {
    return cookies().stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1).split(";", 2)[0])
        .findFirst();
  }

  /** The body as text in UTF-8, decoded where it was sent in base64; empty if there is none. */
  public String body() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** The body's bytes. */
  public byte[] bytes() {
    String body = response.getBody() == null ? "" : response.getBody();
    return response.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes of its headers and cookies as HTTP/1.1 writes them, without what a gateway adds. */
  int headerBytes() {
    int bytes = 0;
    if (response.getHeaders() != null) {
      for (Map.Entry<String, String> header : response.getHeaders().entrySet()) {
        bytes += line(header.getKey(), header.getValue());
      }
    }
    if (response.getCookies() != null) {
      for (String cookie : response.getCookies()) {
        bytes += line("set-cookie", cookie);
      }
    }
    return bytes;
  }

  private static int line(String name, String value) {
    return (name + ": " + value + "\r\n").getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * The body as JSON.
   *
   * @throws IllegalStateException showing the body if it is none
   */
  public JsonNode json() {
    try {
      return JSON.readTree(body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + body(), e);
    }
  }

  /** The scalar at that JSON pointer, as {@code /errors/0/field}; empty if missing or null. */
  public Optional<String> text(String jsonPointer) {
    JsonNode node = json().at(jsonPointer);
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node.asText());
  }

  /** The answer as the function gave it. */
  public APIGatewayV2HTTPResponse raw() {
    return response;
  }

  @Override
  public String toString() {
    return status() + " " + body();
  }

  private List<String> headers(String name) {
    List<String> found = new ArrayList<>();
    Map<String, String> single = response.getHeaders();
    if (single != null) {
      single.forEach(
          (key, value) -> {
            if (key.equalsIgnoreCase(name)) {
              found.add(value);
            }
          });
    }
    Map<String, List<String>> multiple = response.getMultiValueHeaders();
    if (multiple != null && found.isEmpty()) {
      multiple.forEach(
          (key, values) -> {
            if (key.equalsIgnoreCase(name)) {
              found.addAll(values);
            }
          });
    }
    return found;
  }
}
