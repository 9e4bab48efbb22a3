package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.bucket.FormSigner;
import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.domain.photo.PhotoLimits;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Photos.Arrival;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.time.Clock;
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
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** A photo sent by a plain form, from the browser to the bucket and back to its page. */
@EmbeddedAwsTest
@Tag("F20")
class PhotoPagesTest {

  private static final byte[] FILE = {(byte) 0xff, (byte) 0xd8, 1, 2, 3, '\r', '\n', '-', '-'};
  private static final String HOST = "network.example.org";

  private final TestAws aws;
  private final Household house;
  private final PhotoBooth booth;

  PhotoPagesTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
    booth = new PhotoBooth(house);
  }

  @AfterEach
  void emptyBucket() {
    booth.empty();
  }

  private Response get(Person person, String query) {
    return house.account.call(
        Payload.get("/compte/photo" + query)
            .host(HOST)
            .header("accept", "text/html")
            .cookie("__Host-session", person.token()));
  }

  private Response press(Person person, String wish) {
    return house.account.call(
        Payload.post("/compte/photo")
            .host(HOST)
            .header("origin", "https://" + HOST)
            .cookie("__Host-session", person.token())
            .form(Map.of("souhait", wish)));
  }

  private BrowserForm form(Person person, String format) {
    Response page = press(person, format);
    assertEquals(200, page.status(), page::body);
    return BrowserForm.of(page.body());
  }

  @Test
  void theBrowserSendsItToTheBucketAndComesBack() throws Exception {
    Person person = house.person();
    aws.meter().reset();
    Response page = press(person, "image/jpeg");
    assertEquals(
        Map.of("BatchGetItem", 1, "UpdateItem", 1, "PutItem", 1, "TransactWriteItems", 1),
        aws.meter().byOperation());
    assertFalse(page.body().contains("<script"));
    assertFalse(page.body().contains(person.id()), "nothing in the form says whose it is");
    BrowserForm form = BrowserForm.of(page.body());
    var answer = form.send(FILE);
    assertEquals(303, answer.statusCode(), answer.body());
    String back = answer.headers().firstValue("location").orElseThrow();
    assertTrue(back.startsWith("https://" + HOST + "/compte/photo?envoi=1&"), back);
    String upload = form.value("key").replaceAll(".*/", "");
    assertEquals(Set.of("photos/incoming/" + upload), booth.objects());
    assertArrayEquals(FILE, booth.object("photos/incoming/" + upload));
    assertEquals(
        new Arrival.Expected(person.id(), PhotoFormat.JPEG),
        house.bean(Photos.class).arrival(upload));
    Response again = get(person, back.substring(back.indexOf('?')));
    assertEquals(200, again.status());
    assertTrue(again.body().contains("Votre photo est arrivée"));
  }

  @Test
  void theFormAloneMayGoToTheBucketAndOnlyToOurs() {
    Person person = house.person();
    Response page = press(person, "image/png");
    String action = BrowserForm.of(page.body()).action().toString();
    assertTrue(action.endsWith("/" + aws.bucket()), action);
    String policy = page.header("content-security-policy").orElseThrow();
    assertTrue(policy.contains("form-action 'self' " + action + ";"), policy);
    for (Response other : List.of(get(person, ""), press(person, "image/gif"))) {
      assertTrue(
          other.header("content-security-policy").orElseThrow().contains("form-action 'self';"));
    }
  }

  @Test
  void everyFieldIsSigned() throws Exception {
    for (Map.Entry<String, String> change :
        Map.of(
                "key", "photos/incoming/another",
                "Content-Type", "text/html",
                "success_action_redirect", "https://elsewhere.example/",
                "x-amz-date", "20200101T000000Z",
                "x-amz-signature", "0".repeat(64))
            .entrySet()) {
      BrowserForm form = form(house.person(), "image/jpeg");
      form.set(change.getKey(), change.getValue());
      assertEquals(403, form.send(FILE).statusCode(), change.getKey());
    }
    BrowserForm more = form(house.person(), "image/jpeg");
    more.set("acl", "public-read");
    assertEquals(403, more.send(FILE).statusCode(), "a field nobody signed");
    assertEquals(Set.of(), booth.objects());
    assertEquals(303, form(house.person(), "image/jpeg").send(FILE).statusCode(), "the control");
  }

  @ParameterizedTest
  @CsvSource({"-1, 303", "0, 303", "1, 400"})
  void tenMebibytesAtMost(int more, int status) throws Exception {
    BrowserForm form = form(house.person(), "image/jpeg");
    assertEquals(status, form.send(new byte[PhotoLimits.MOST_BYTES + more]).statusCode());
  }

  @Test
  void anEmptyFileIsRefused() throws Exception {
    assertEquals(400, form(house.person(), "image/jpeg").send(new byte[0]).statusCode());
    assertEquals(303, form(house.person(), "image/jpeg").send(new byte[1]).statusCode());
  }

  /** By the machine's time, as S3 compares it with its own. */
  @ParameterizedTest
  @CsvSource({"290, 303", "301, 403"})
  void itIsOverAfterFiveMinutes(int secondsAgo, int status) throws Exception {
    Clock ago = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-secondsAgo));
    BrowserForm form = signed(DefaultCredentialsProvider.builder().build(), ago);
    assertEquals(status, form.send(FILE).statusCode());
    assertEquals(status == 303 ? Set.of(form.value("key")) : Set.of(), booth.objects());
  }

  /** As on Lambda, whose role is a session. */
  @Test
  void aSessionsTokenIsSignedToo() throws Exception {
    AwsCredentialsProvider session =
        StaticCredentialsProvider.create(AwsSessionCredentials.create("test", "test", "token/+="));
    BrowserForm form = signed(session, Clock.systemUTC());
    assertEquals("token/+=", form.value("x-amz-security-token"));
    assertEquals(303, form.send(FILE).statusCode());
    form.set("x-amz-security-token", "another");
    assertEquals(403, form.send(FILE).statusCode());
  }

  private BrowserForm signed(AwsCredentialsProvider credentials, Clock machine) {
    FormSigner signer =
        new FormSigner(
            house.context.getProvider(S3Client.class),
            credentials,
            house.bean(JsonMapper.class),
            machine);
    return new BrowserForm(
        signer.form(
            new FormSigner.Terms(
                aws.bucket(),
                PhotoBucket.INCOMING + RandomId.next(),
                "image/jpeg",
                FILE.length,
                URI.create("https://" + HOST + "/compte/photo?envoi=1"),
                PhotoBucket.UPLOAD_WITHIN)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "image/gif", "image/svg+xml", "<b>", "IMAGE/JPEG"})
  void onlyTwoFormatsAreOffered(String wish) {
    Person person = house.person();
    Response refused = press(person, wish);
    assertEquals(422, refused.status());
    assertTrue(refused.body().contains("JPEG ou PNG"));
    assertFalse(refused.body().contains("<b>"));
    assertEquals(List.of(), house.naming("EPHEMERAL_TABLE", "P#"));
  }

  @Test
  void thePresentPhotoIsShownAndRemovedByOneButton() {
    Person person = house.person();
    assertFalse(get(person, "").body().contains("/v1/me/photo"));
    booth.photographed(person, FILE);
    aws.meter().reset();
    Response page = get(person, "");
    assertEquals(Map.of("BatchGetItem", 1), aws.meter().byOperation());
    assertTrue(page.body().contains("<img src=\"/v1/me/photo\" alt=\"Votre photo\">"));
    assertTrue(page.body().contains("value=\"supprimer\""));
    assertEquals("/compte/photo", press(person, "supprimer").header("location").orElseThrow());
    assertEquals(Set.of(), booth.objects());
    assertFalse(get(person, "").body().contains("/v1/me/photo"));
    assertEquals(303, press(person, "supprimer").status(), "again");
  }

  /** Its own form, its own page, its own limits: the same as the API's. */
  @Test
  void theSameBoundsAsForApps() {
    Person person = house.person();
    for (int i = 0; i < AskForUpload.AN_HOUR; i++) {
      assertEquals(200, press(person, "image/jpeg").status());
    }
    Response refused = press(person, "image/jpeg");
    assertEquals(429, refused.status());
    assertEquals("3600", refused.header("retry-after").orElseThrow());
    Person suspended =
        house.person(Set.of(Purpose.ACCOUNT), null, house.now().plus(Duration.ofDays(3)));
    assertEquals(200, press(suspended, "image/jpeg").status());
    Response foreign =
        house.account.call(
            Payload.post("/compte/photo")
                .host(HOST)
                .header("origin", "https://elsewhere.example")
                .cookie("__Host-session", person.token())
                .form(Map.of("souhait", "supprimer")));
    assertEquals(403, foreign.status());
  }
}
