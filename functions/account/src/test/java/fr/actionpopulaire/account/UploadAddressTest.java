package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.photo.PhotoLimits;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for an address to send a photo to, and sending it there. */
@EmbeddedAwsTest
class UploadAddressTest {

  private static final byte[] FILE = new byte[1000];

  private final TestAws aws;
  private final Household house;
  private final PhotoBooth booth;

  UploadAddressTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
    booth = new PhotoBooth(house);
  }

  @AfterEach
  void emptyBucket() {
    booth.empty();
  }

  @Test
  @Tag("F20")
  void aPhotoIsSentToTheBucketAndNotThroughAFunction() throws Exception {
    Person person = house.person();
    aws.meter().reset();
    Response granted = booth.ask(person.token(), "image/jpeg", FILE.length);
    assertEquals(
        Map.of("BatchGetItem", 1, "UpdateItem", 1, "PutItem", 1, "TransactWriteItems", 1),
        aws.meter().byOperation());
    assertEquals("PUT", granted.text("/upload/method").orElseThrow());
    assertEquals("image/jpeg", granted.text("/upload/headers/content-type").orElseThrow());
    assertEquals(1, granted.json().at("/upload/headers").size());
    assertEquals("2026-11-21T10:05:00Z", granted.text("/upload/expiresAt").orElseThrow());
    URI address = URI.create(granted.text("/upload/url").orElseThrow());
    assertFalse(address.toString().contains(person.id()));
    assertEquals(200, PhotoBooth.send(address, "image/jpeg", FILE));
    assertEquals(Set.of("photos/incoming/" + PhotoBooth.uploadOf(address)), booth.objects());
  }

  @Test
  @Tag("F20")
  void theAddressTakesThisLengthTypeNameAndTimeOnly() throws Exception {
    URI address = booth.address(house.person(), FILE.length);
    assertTrue(address.getQuery().contains("X-Amz-Expires=300"));
    assertTrue(address.getQuery().contains("X-Amz-SignedHeaders=content-length;content-type;host"));
    assertEquals(403, PhotoBooth.send(address, "image/jpeg", new byte[FILE.length + 1]));
    assertEquals(403, PhotoBooth.send(address, "image/jpeg", new byte[FILE.length - 1]));
    assertEquals(403, PhotoBooth.send(address, "image/jpeg", new byte[0]));
    assertEquals(403, PhotoBooth.send(address, "text/html", FILE));
    assertEquals(403, PhotoBooth.send(address, "image/png", FILE));
    String text = address.toString();
    assertEquals(
        403,
        PhotoBooth.send(URI.create(text.replace("incoming/", "incoming/x")), "image/jpeg", FILE));
    assertEquals(
        403, PhotoBooth.send(URI.create(text.replace("incoming/", "")), "image/jpeg", FILE));
    assertEquals(
        403,
        PhotoBooth.send(
            URI.create(text.replace("Expires=300", "Expires=86400")), "image/jpeg", FILE));
    HttpRequest read = HttpRequest.newBuilder(address).GET().build();
    assertEquals(403, BucketCall.send(read).statusCode(), "no read");
    assertEquals(Set.of(), booth.objects());
    assertEquals(200, PhotoBooth.send(address, "image/jpeg", FILE), "the control");
  }

  @ParameterizedTest
  @Tag("F20")
  @CsvSource({"-1, 422", "0, 422", "1, 200", "10485759, 200", "10485760, 200", "10485761, 422"})
  void tenMebibytesAtMost(int size, int status) {
    assertEquals(10_485_760, PhotoLimits.MOST_BYTES);
    Response answer = booth.ask(house.person().token(), "image/png", size);
    assertEquals(status, answer.status());
    if (status == 422) {
      assertEquals("/size", answer.text("/errors/0/pointer").orElseThrow());
      assertFalse(answer.body().contains("10485761"), "nothing sent is repeated");
    }
  }

  @ParameterizedTest
  @Tag("F12")
  @ValueSource(
      strings = {
        "image/svg+xml",
        "image/webp",
        "image/gif",
        "image/heic",
        "text/html",
        "IMAGE/JPEG",
        "jpeg",
        "image/jpeg; charset=x",
        ""
      })
  void onlyTwoFormatsAreTaken(String contentType) {
    Response answer = booth.ask(house.person().token(), contentType, 1000);
    assertEquals(422, answer.status());
    assertEquals("/contentType", answer.text("/errors/0/pointer").orElseThrow());
  }

  @Test
  void whatIsNoWishIsRefused() {
    String token = house.person().token();
    for (String body :
        List.of(
            "{}",
            "{\"contentType\":\"image/jpeg\"}",
            "{\"contentType\":\"image/jpeg\",\"size\":null}",
            "{\"contentType\":null,\"size\":5}")) {
      assertEquals(422, put(token, body), body);
    }
    for (String body :
        List.of(
            "[]",
            "{\"contentType\":\"image/jpeg\",\"size\":\"5\"}",
            "{\"contentType\":\"image/jpeg\",\"size\":5.5}",
            "{\"contentType\":[\"image/jpeg\"],\"size\":5}",
            "{\"contentType\":\"image/jpeg\",\"size\":5,\"member\":\"x\"}",
            "\u00ff\u00d8")) {
      int status = put(token, body);
      assertTrue(status == 400 || status == 422, body);
    }
    assertEquals(
        415,
        house
            .account
            .call(Payload.put("/v1/me/photo").bearer(token).body("image/jpeg", FILE))
            .status());
    assertEquals(List.of(), house.naming("EPHEMERAL_TABLE", "P#"));
  }

  private int put(String token, String body) {
    return house.account.call(Payload.put("/v1/me/photo").bearer(token).json(body)).status();
  }

  @Test
  @Tag("F12")
  void aMemberAsksTenTimesAnHour() {
    Person person = house.person();
    for (int i = 1; i <= AskForUpload.AN_HOUR; i++) {
      assertEquals(200, booth.ask(person.token(), "image/png", i).status());
    }
    Response refused = booth.ask(person.token(), "image/png", 11);
    assertEquals(429, refused.status());
    assertEquals("3600", refused.header("retry-after").orElseThrow());
    assertEquals(
        200, booth.ask(house.person().token(), "image/png", 11).status(), "another member");
    aws.clock().advance(Duration.ofHours(1).minusMillis(1));
    assertEquals(429, booth.ask(person.token(), "image/png", 11).status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(200, booth.ask(person.token(), "image/png", 11).status());
  }
}
