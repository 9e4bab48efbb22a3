package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.photo.PhotoLimits;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Photos.Arrival;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Asking where to send a photo, sending it there, reading and deleting it. */
@EmbeddedAwsTest
class PhotoApiTest {

  private static final HttpClient BROWSER = HttpClient.newHttpClient();
  private static final byte[] FILE = new byte[1000];

  private final TestAws aws;
  private final Household house;

  PhotoApiTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  @AfterEach
  void emptyBucket() {
    objects().forEach(key -> aws.s3().deleteObject(d -> d.bucket(aws.bucket()).key(key)));
  }

  private Set<String> objects() {
    return aws.s3().listObjectsV2(list -> list.bucket(aws.bucket())).contents().stream()
        .map(S3Object::key)
        .collect(Collectors.toSet());
  }

  private Response ask(String token, Object contentType, Object size) {
    return house.account.call(
        Payload.put("/v1/me/photo")
            .bearer(token)
            .json(Map.of("contentType", contentType, "size", size)));
  }

  private URI address(Person person, int size) {
    Response granted = ask(person.token(), "image/jpeg", size);
    assertEquals(200, granted.status(), granted.body());
    return URI.create(granted.text("/upload/url").orElseThrow());
  }

  private static int send(URI address, String contentType, byte[] file) throws Exception {
    return BROWSER
        .send(
            HttpRequest.newBuilder(address)
                .header("content-type", contentType)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Gives a member a photo, as the function that receives files does. */
  private String photographed(Person person, byte[] jpeg) {
    Photos photos = house.bean(Photos.class);
    String upload = uploadOf(address(person, jpeg.length));
    Arrival.Expected expected = (Arrival.Expected) photos.arrival(upload);
    assertEquals(person.id(), expected.member());
    house.bean(PhotoBucket.class).keep(upload, jpeg);
    assertTrue(photos.keep(expected, upload) instanceof Arrival.Settled);
    return upload;
  }

  private static String uploadOf(URI address) {
    return address.getPath().replaceAll(".*/", "");
  }

  @Test
  @Tag("F20")
  void aPhotoIsSentToTheBucketAndNotThroughAFunction() throws Exception {
    Person person = house.person();
    aws.meter().reset();
    Response granted = ask(person.token(), "image/jpeg", FILE.length);
    assertEquals(
        Map.of("BatchGetItem", 1, "UpdateItem", 1, "PutItem", 1, "TransactWriteItems", 1),
        aws.meter().byOperation());
    assertEquals("PUT", granted.text("/upload/method").orElseThrow());
    assertEquals("image/jpeg", granted.text("/upload/headers/content-type").orElseThrow());
    assertEquals(1, granted.json().at("/upload/headers").size());
    assertEquals("2026-11-21T10:05:00Z", granted.text("/upload/expiresAt").orElseThrow());
    URI address = URI.create(granted.text("/upload/url").orElseThrow());
    assertFalse(address.toString().contains(person.id()));
    assertEquals(200, send(address, "image/jpeg", FILE));
    assertEquals(Set.of("photos/incoming/" + uploadOf(address)), objects());
  }

  @Test
  @Tag("F20")
  void theAddressTakesThisLengthTypeNameAndTimeOnly() throws Exception {
    URI address = address(house.person(), FILE.length);
    assertTrue(address.getQuery().contains("X-Amz-Expires=300"));
    assertTrue(address.getQuery().contains("X-Amz-SignedHeaders=content-length;content-type;host"));
    assertEquals(403, send(address, "image/jpeg", new byte[FILE.length + 1]));
    assertEquals(403, send(address, "image/jpeg", new byte[FILE.length - 1]));
    assertEquals(403, send(address, "image/jpeg", new byte[0]));
    assertEquals(403, send(address, "text/html", FILE));
    assertEquals(403, send(address, "image/png", FILE));
    String text = address.toString();
    assertEquals(
        403, send(URI.create(text.replace("incoming/", "incoming/x")), "image/jpeg", FILE));
    assertEquals(403, send(URI.create(text.replace("incoming/", "")), "image/jpeg", FILE));
    assertEquals(
        403, send(URI.create(text.replace("Expires=300", "Expires=86400")), "image/jpeg", FILE));
    HttpRequest read = HttpRequest.newBuilder(address).GET().build();
    assertEquals(
        403, BROWSER.send(read, HttpResponse.BodyHandlers.discarding()).statusCode(), "no read");
    assertEquals(Set.of(), objects());
    assertEquals(200, send(address, "image/jpeg", FILE), "the control");
  }

  @ParameterizedTest
  @Tag("F20")
  @CsvSource({"-1, 422", "0, 422", "1, 200", "10485759, 200", "10485760, 200", "10485761, 422"})
  void tenMebibytesAtMost(int size, int status) {
    assertEquals(10_485_760, PhotoLimits.MOST_BYTES);
    Response answer = ask(house.person().token(), "image/png", size);
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
    Response answer = ask(house.person().token(), contentType, 1000);
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
      assertEquals(200, ask(person.token(), "image/png", i).status());
    }
    Response refused = ask(person.token(), "image/png", 11);
    assertEquals(429, refused.status());
    assertEquals("3600", refused.header("retry-after").orElseThrow());
    assertEquals(200, ask(house.person().token(), "image/png", 11).status(), "another member");
    aws.clock().advance(Duration.ofHours(1).minusMillis(1));
    assertEquals(429, ask(person.token(), "image/png", 11).status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(200, ask(person.token(), "image/png", 11).status());
  }

  @Test
  void aMemberReadsTheirPhotoAndNobodyElseDoes() {
    Person person = house.person();
    byte[] jpeg = new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1, 2, (byte) 0x80};
    assertEquals(404, get("/v1/me/photo", person).status());
    assertEquals(Optional.empty(), get("/v1/me", person).text("/photo"));
    String photo = photographed(person, jpeg);
    aws.meter().reset();
    Response answer = get("/v1/me/photo", person);
    assertEquals(Map.of("BatchGetItem", 1), aws.meter().byOperation());
    assertEquals(200, answer.status());
    assertEquals("image/jpeg", answer.header("content-type").orElseThrow());
    assertEquals("no-store", answer.header("cache-control").orElseThrow());
    assertEquals("nosniff", answer.header("x-content-type-options").orElseThrow());
    assertArrayEquals(jpeg, answer.bytes());
    Response member = get("/v1/me", person);
    assertEquals("/v1/me/photo", member.text("/photo").orElseThrow());
    assertFalse(member.body().contains(photo), "the file's name is nobody's affair");
    assertNotEquals("\"1\"", member.header("etag").orElseThrow());

    assertEquals(404, get("/v1/me/photo", house.person()).status());
    assertEquals(401, house.account.call(Payload.get("/v1/me/photo")).status());
    assertEquals(
        403, house.account.call(Payload.get("/v1/me/photo").bearer(house.verified())).status());
  }

  private Response get(String path, Person person) {
    // As an image element asks.
    return house.account.call(
        Payload.get(path).header("accept", "image/avif,image/*,*/*;q=0.8").bearer(person.token()));
  }

  @Test
  void aSuspendedMemberKeepsTheirPhoto() {
    Person person =
        house.person(Set.of(Purpose.ACCOUNT), null, house.now().plus(Duration.ofDays(3)));
    photographed(person, FILE);
    assertEquals(200, get("/v1/me/photo", person).status());
    assertEquals(204, delete(person).status());
  }

  private Response delete(Person person) {
    return house.account.call(Payload.delete("/v1/me/photo").bearer(person.token()));
  }

  @Test
  void deletingTakesThePhotoAndWhatIsUnderWay() throws Exception {
    Person person = house.person();
    aws.meter().reset();
    assertEquals(204, delete(person).status(), "none to delete");
    assertEquals(Map.of("BatchGetItem", 1, "Query", 1), aws.meter().byOperation());
    photographed(person, FILE);
    URI underWay = address(person, FILE.length);
    assertEquals(200, send(underWay, "image/jpeg", FILE));
    assertEquals(2, objects().size());
    assertEquals(204, delete(person).status());
    assertEquals(Set.of(), objects());
    assertEquals(404, get("/v1/me/photo", person).status());
    assertEquals(Optional.empty(), get("/v1/me", person).text("/photo"));
    assertEquals(List.of(), house.naming("EPHEMERAL_TABLE", uploadOf(underWay)));
    assertEquals(new Arrival.Unexpected(), house.bean(Photos.class).arrival(uploadOf(underWay)));
    assertEquals(204, delete(person).status());
    assertEquals(401, house.account.call(Payload.delete("/v1/me/photo")).status());
  }

  @Test
  @Tag("A5")
  void onceTheCampaignIsOverNoPhotoIsTakenOrShown() {
    Person faithful = house.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE), null, null);
    house.store.write(
        Write.change(
            Members.key(faithful.id()),
            "SET #expiresAt = :later REMOVE #expires",
            Attributes.none().instant("later", Instant.parse("2028-01-01T00:00:00Z")),
            Condition.present()));
    photographed(faithful, FILE);
    Instant end = house.bean(Campaign.class).end();
    aws.clock().set(end.minusMillis(1));
    Person signedIn = again(faithful);
    assertEquals(200, get("/v1/me/photo", signedIn).status());
    assertEquals(200, ask(signedIn.token(), "image/png", 5).status());
    aws.clock().set(end);
    assertEquals(404, get("/v1/me/photo", signedIn).status());
    assertEquals(409, ask(signedIn.token(), "image/png", 5).status());
    assertEquals(204, delete(signedIn).status());
    assertEquals(Set.of(), objects());
  }

  private Person again(Person person) {
    String token = house.session(house.bean(Members.class).account(person.id()).orElseThrow());
    return new Person(person.id(), person.identity(), token, person.key());
  }

  @Test
  @Tag("A17")
  void anErasedMemberLeavesNothingInTheBucket() throws Exception {
    Person person = house.person();
    Person other = house.person();
    String others = photographed(other, FILE);
    photographed(person, FILE);
    URI underWay = address(person, FILE.length);
    assertEquals(200, send(underWay, "image/jpeg", FILE));
    assertEquals(3, objects().size());
    Response certificate = house.account.call(Payload.delete("/v1/me").bearer(person.token()));
    assertEquals(200, certificate.status());
    assertTrue(certificate.body().contains("\"store\":\"Bucket\",\"what\":\"photos\""));
    assertEquals(Set.of("photos/" + others + ".jpg"), objects());
    assertEquals(List.of(), house.naming("EPHEMERAL_TABLE", person.id()));
    assertEquals(List.of(), house.naming("PEOPLE_TABLE", person.id()));
  }

  /** A note of an erasure that broke off knows the photo, though the member's item is gone. */
  @Test
  @Tag("A17")
  void anOldPhotoGoesWithItsMemberEvenWhenTheUploadIsForgotten() {
    Person person = house.person();
    String photo = photographed(person, FILE);
    // What a day makes of the upload's record.
    house.store.write(
        Write.remove(new Key(Table.EPHEMERAL, "M#" + person.id(), "U#" + photo), Condition.none()));
    assertEquals(photo, house.bean(Members.class).account(person.id()).orElseThrow().photo());
    aws.s3()
        .putObject(
            put -> put.bucket(aws.bucket()).key("photos/else.jpg"), RequestBody.fromString("x"));
    assertEquals(200, house.account.call(Payload.delete("/v1/me").bearer(person.token())).status());
    assertEquals(Set.of("photos/else.jpg"), objects());
  }
}
