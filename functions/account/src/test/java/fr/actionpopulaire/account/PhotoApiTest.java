package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.consent.Purpose;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Reading and deleting one’s photo, oneself and with the account. */
@EmbeddedAwsTest
class PhotoApiTest {

  private static final byte[] FILE = new byte[1000];

  private final TestAws aws;
  private final Household house;
  private final PhotoBooth booth;

  PhotoApiTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
    booth = new PhotoBooth(house);
  }

  @AfterEach
  void emptyBucket() {
    booth.empty();
  }

  @Test
  void aMemberReadsTheirPhotoAndNobodyElseDoes() {
    Person person = house.person();
    byte[] jpeg = new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1, 2, (byte) 0x80};
    assertEquals(404, get("/v1/me/photo", person).status());
    assertEquals(Optional.empty(), get("/v1/me", person).text("/photo"));
    String photo = booth.photographed(person, jpeg);
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
    booth.photographed(person, FILE);
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
    booth.photographed(person, FILE);
    URI underWay = booth.address(person, FILE.length);
    assertEquals(200, PhotoBooth.send(underWay, "image/jpeg", FILE));
    assertEquals(2, booth.objects().size());
    assertEquals(204, delete(person).status());
    assertEquals(Set.of(), booth.objects());
    assertEquals(404, get("/v1/me/photo", person).status());
    assertEquals(Optional.empty(), get("/v1/me", person).text("/photo"));
    assertEquals(List.of(), house.naming("EPHEMERAL_TABLE", PhotoBooth.uploadOf(underWay)));
    assertEquals(
        new Arrival.Unexpected(), house.bean(Photos.class).arrival(PhotoBooth.uploadOf(underWay)));
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
    booth.photographed(faithful, FILE);
    Instant end = house.bean(Campaign.class).end();
    aws.clock().set(end.minusMillis(1));
    Person signedIn = again(faithful);
    assertEquals(200, get("/v1/me/photo", signedIn).status());
    assertEquals(200, booth.ask(signedIn.token(), "image/png", 5).status());
    aws.clock().set(end);
    assertEquals(404, get("/v1/me/photo", signedIn).status());
    assertEquals(409, booth.ask(signedIn.token(), "image/png", 5).status());
    assertEquals(204, delete(signedIn).status());
    assertEquals(Set.of(), booth.objects());
  }

  private Person again(Person person) {
    String token = house.session(house.bean(Members.class).account(person.id()).orElseThrow());
    return new Person(person.id(), person.identity(), token, person.key());
  }

  @Test
  @Tag("A17")
  @Tag("F12")
  void anErasedMemberLeavesNothingInTheBucket() throws Exception {
    Person person = house.person();
    Person other = house.person();
    String others = booth.photographed(other, FILE);
    booth.photographed(person, FILE);
    URI underWay = booth.address(person, FILE.length);
    assertEquals(200, PhotoBooth.send(underWay, "image/jpeg", FILE));
    assertEquals(3, booth.objects().size());
    Response certificate = house.account.call(Payload.delete("/v1/me").bearer(person.token()));
    assertEquals(200, certificate.status());
    assertTrue(certificate.body().contains("\"store\":\"Bucket\",\"what\":\"photos\""));
    assertEquals(Set.of("photos/" + others + ".jpg"), booth.objects());
    assertEquals(List.of(), house.naming("EPHEMERAL_TABLE", person.id()));
    assertEquals(List.of(), house.naming("PEOPLE_TABLE", person.id()));
  }

  /** A note of an erasure that broke off knows the photo, though the member's item is gone. */
  @Test
  @Tag("A17")
  void anOldPhotoGoesWithItsMemberEvenWhenTheUploadIsForgotten() {
    Person person = house.person();
    String photo = booth.photographed(person, FILE);
    // What a day makes of the upload's record.
    house.store.write(
        Write.remove(new Key(Table.EPHEMERAL, "M#" + person.id(), "U#" + photo), Condition.none()));
    assertEquals(photo, house.bean(Members.class).account(person.id()).orElseThrow().photo());
    aws.s3()
        .putObject(
            put -> put.bucket(aws.bucket()).key("photos/else.jpg"), RequestBody.fromString("x"));
    assertEquals(200, house.account.call(Payload.delete("/v1/me").bearer(person.token())).status());
    assertEquals(Set.of("photos/else.jpg"), booth.objects());
  }
}
