package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.local.LocalSystem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A photo's way through the running system: asked for, sent past it, seen, replaced, deleted. */
@Tag("F12")
@Tag("F20")
@Tag("thorough")
class PhotoJobTest {

  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  private final LocalSystem system = RunningSystem.get();

  private static byte[] picture(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }

  private static int send(Visitor visitor, byte[] file) throws Exception {
    Visitor.Answer granted =
        visitor.put("/v1/me/photo", "{\"contentType\":\"image/png\",\"size\":" + file.length + "}");
    assertEquals(200, granted.status(), granted.body());
    JsonNode upload = granted.json().path("upload");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
            .method(upload.path("method").asText(), HttpRequest.BodyPublishers.ofByteArray(file));
    upload
        .path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    return BROWSER.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static BufferedImage shown(Visitor visitor, int width) {
    return Patience.until(
        "a photo " + width + " wide",
        () -> {
          try {
            byte[] jpeg = visitor.bytes("/v1/me/photo");
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
            return Optional.ofNullable(image).filter(it -> it.getWidth() == width);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  @Test
  void aPhotoIsSentSeenReplacedAndDeleted() throws Exception {
    Visitor nobody = Visitor.of(system);
    RunningSystem.moveClock(nobody, "2026-11-21T10:00:00Z");
    Visitor member = nobody.activate("photo.job@example.org", "Sacha", "59350", true);
    assertTrue(member.get("/v1/me").json().path("photo").isNull());
    assertEquals(200, send(member, picture(800, 400)));
    assertEquals(256, shown(member, 512).getHeight());
    assertEquals("/v1/me/photo", member.get("/v1/me").text("/photo"));
    assertEquals(200, send(member, picture(300, 300)));
    assertEquals(300, shown(member, 300).getHeight());
    assertEquals(204, member.delete("/v1/me/photo").status());
    assertEquals(404, member.get("/v1/me/photo").status());
    assertEquals(200, send(member, picture(64, 64)));
    shown(member, 64);
    assertEquals(200, member.delete("/v1/me").status());
    assertEquals(401, member.get("/v1/me/photo").status());
    assertFalse(system.logs().toString().contains("photo.job"));
  }
}
