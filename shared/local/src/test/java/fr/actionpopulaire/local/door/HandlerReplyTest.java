package fr.actionpopulaire.local.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandlerReplyTest {
  @Test
  void readsStatusHeadersCookiesAndBody() {
    Reply reply =
        read(
            """
            {"statusCode":201,"headers":{"ETag":"\\"1\\"","Content-Length":"9"},
             "multiValueHeaders":{"x-old":["1"]},"cookies":["a=1","b=2"],"body":"é"}
            """);
    assertEquals(201, reply.status());
    assertEquals(List.of("\"1\""), reply.headers().get("etag"));
    assertEquals(List.of("a=1", "b=2"), reply.headers().get("set-cookie"));
    assertEquals(List.of("text/plain; charset=utf-8"), reply.headers().get("content-type"));
    assertTrue(reply.headers().keySet().stream().noneMatch("x-old"::equals));
    assertTrue(reply.headers().keySet().stream().noneMatch("content-length"::equals));
    assertEquals("é", new String(reply.body(), StandardCharsets.UTF_8));
  }

  @Test
  void decodesBase64() {
    Reply reply = read("{\"statusCode\":200,\"body\":\"AP8=\",\"isBase64Encoded\":true}");
    assertArrayEquals(new byte[] {0, (byte) 0xff}, reply.body());
  }

  @Test
  void takesAnythingElseForAJsonBody() {
    Reply reply = read("{\"items\":[]}");
    assertEquals(200, reply.status());
    assertEquals(List.of("application/json"), reply.headers().get("content-type"));
  }

  @Test
  void refusesWhatAwsRefuses() {
    assertEquals(Optional.empty(), tried("{\"statusCode\":\"200\"}"));
    assertEquals(Optional.empty(), tried("{\"statusCode\":199}"));
    assertEquals(Optional.empty(), tried("{\"statusCode\":600}"));
    assertEquals(
        Optional.empty(), tried("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"*\"}"));
    assertEquals(Optional.empty(), tried("not json"));
  }

  private static Reply read(String payload) {
    return tried(payload).orElseThrow();
  }

  private static Optional<Reply> tried(String payload) {
    return HandlerReply.read(payload.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
  }
}
