package fr.actionpopulaire.local.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a handler returned as AWS does for payload 2.0: an object with {@code statusCode} is a
 * response, anything else is a JSON body with status 200. Fields of the older format ({@code
 * multiValueHeaders}) are ignored, as there.
 */
final class HandlerReply {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Written by the door itself. */
  private static final Set<String> OWN =
      Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

  private HandlerReply() {}

  /**
   * The response, or nothing when AWS could not make one of it.
   *
   * @param defaultType content type where the handler names none
   */
  static Optional<Reply> read(byte[] payload, String defaultType) {
    JsonNode node;
    try {
      node = JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
    JsonNode status = node.path("statusCode");
    if (status.isMissingNode()) {
      return Optional.of(Reply.json(200, new String(payload, StandardCharsets.UTF_8)));
    }
    if (!status.isInt() || status.intValue() < 200 || status.intValue() > 599) {
      return Optional.empty();
    }
    byte[] body = node.path("body").asText("").getBytes(StandardCharsets.UTF_8);
    if (node.path("isBase64Encoded").asBoolean()) {
      try {
        body = Base64.getDecoder().decode(body);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new Reply(status.intValue(), headers(node, defaultType), body));
  }

  private static Map<String, List<String>> headers(JsonNode node, String defaultType) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    node.path("headers")
        .properties()
        .forEach(
            header -> {
              String name = header.getKey().toLowerCase(Locale.ROOT);
              if (!OWN.contains(name)) {
                headers.put(name, List.of(header.getValue().asText()));
              }
            });
    headers.putIfAbsent("content-type", List.of(defaultType));
    List<String> cookies = new ArrayList<>();
    node.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
    if (!cookies.isEmpty()) {
      headers.put("set-cookie", cookies);
    }
    return headers;
  }
}
