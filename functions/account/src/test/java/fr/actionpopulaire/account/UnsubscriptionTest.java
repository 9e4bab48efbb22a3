package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One click ends the mailings, looking does not (RFC 8058). */
@EmbeddedAwsTest
class UnsubscriptionTest {

  private final TestAws aws;
  private final Household house;

  UnsubscriptionTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  private Person subscriber() {
    return house.person(Set.of(Purpose.ACCOUNT, Purpose.NEWSLETTER, Purpose.REUSE), null, null);
  }

  private String path(Person person) {
    return "/v1/unsubscriptions/" + house.bean(Unsubscriptions.class).token(person.id());
  }

  private boolean isSubscribed(Person person) {
    var account = house.bean(Members.class).account(person.id()).orElseThrow();
    assertEquals(account.eventNotices(), account.agreesTo(Purpose.NEWSLETTER));
    return account.eventNotices();
  }

  @Test
  @Tag("D3")
  void lookingChangesNothing() {
    Person person = subscriber();
    var before = aws.scan("PEOPLE_TABLE");
    Response page = house.account.call(Payload.get(path(person)));
    assertEquals(200, page.status());
    assertTrue(page.body().contains("<form method=\"post\" action=\"" + path(person) + "\""));
    assertEquals("noindex", page.header("x-robots-tag").orElseThrow());
    assertEquals(200, house.account.call(Payload.head(path(person))).status());
    assertEquals(before, aws.scan("PEOPLE_TABLE"));
    assertTrue(isSubscribed(person));
  }

  @Test
  @Tag("D2")
  @Tag("A14")
  void everyFormOfTheClickWorksThroughBothDoorsWithoutCookieOrOrigin() {
    String multipart =
        "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
    List<UnaryOperator<Payload>> clicks =
        List.of(
            post -> post.form(Map.of("List-Unsubscribe", "One-Click")),
            post ->
                post.body(
                    "multipart/form-data; boundary=b", multipart.getBytes(StandardCharsets.UTF_8)),
            post -> post,
            post -> post.body("application/x-www-form-urlencoded", new byte[0]),
            post -> post.body("text/plain", new byte[] {'x'}),
            post -> post.form(Map.of("List-Unsubscribe", "One-Click")).header("accept", "*/*"),
            post ->
                post.form(Map.of("List-Unsubscribe", "One-Click"))
                    .header("origin", "https://mail.example.org")
                    .cookie("__Host-session", "other"));
    for (UnaryOperator<Payload> click : clicks) {
      for (boolean frontDoor : new boolean[] {true, false}) {
        Person person = subscriber();
        Payload post = click.apply(Payload.post(path(person)));
        Response answer =
            house.account.call(frontDoor ? post.viaFrontDoor() : post.viaFunctionUrl());
        assertEquals(200, answer.status());
        assertEquals(List.of(), answer.cookies());
        assertTrue(answer.header("location").isEmpty());
        assertFalse(isSubscribed(person));
        assertTrue(
            house.bean(Members.class).account(person.id()).orElseThrow().agreesTo(Purpose.REUSE));
      }
    }
  }

  @Test
  @Tag("D2")
  void clickingAgainChangesNothingMore() {
    Person person = subscriber();
    assertEquals(200, house.account.call(Payload.post(path(person))).status());
    var once = aws.scan("PEOPLE_TABLE");
    assertEquals(
        1,
        once.stream()
            .filter(item -> Household.text(item, "pk").equals("M#" + person.id()))
            .filter(item -> Household.text(item, "origin").equals("unsubscribe"))
            .count());
    assertEquals(200, house.account.call(Payload.post(path(person))).status());
    assertEquals(once, aws.scan("PEOPLE_TABLE"));
  }

  @Test
  void somebodyWithoutNewsletterStopsGettingNotices() {
    Person person = house.person();
    assertEquals(200, house.account.call(Payload.post(path(person))).status());
    assertFalse(house.bean(Members.class).account(person.id()).orElseThrow().eventNotices());
  }

  @Test
  @Tag("D2")
  void forgedTokensChangeNothing() {
    Person person = subscriber();
    String path = path(person);
    char last = path.charAt(path.length() - 1);
    String other = path(subscriber());
    var before = aws.scan("PEOPLE_TABLE");
    for (String forged :
        List.of(
            path.substring(0, path.length() - 1) + (last == '0' ? '1' : '0'),
            path.substring(0, path.indexOf('.')),
            path.substring(0, path.indexOf('.') + 1),
            path.substring(0, path.indexOf('.')) + other.substring(other.indexOf('.')),
            "/v1/unsubscriptions/" + person.id(),
            "/v1/unsubscriptions/~.x",
            path + "a".repeat(300))) {
      assertEquals(404, house.account.call(Payload.get(forged)).status(), forged);
      assertEquals(404, house.account.call(Payload.post(forged)).status(), forged);
    }
    assertEquals(before, aws.scan("PEOPLE_TABLE"));
  }

  /** Whether the member exists, left or never was: a token we did not make gets one answer. */
  @Test
  @Tag("D2")
  void aForgedTokenTellsNothingOfTheMember() {
    Person person = subscriber();
    Person gone = subscriber();
    house.account.call(Payload.delete("/v1/me").bearer(gone.token()));
    String real = path(person);
    String proof = real.substring(real.indexOf('.') + 1);
    String forgedProof = (proof.charAt(0) == '0' ? '1' : '0') + proof.substring(1);
    Set<String> answers =
        List.of(person.id(), gone.id(), "0".repeat(26)).stream()
            .map(
                id -> {
                  String known = house.bean(Unsubscriptions.class).token(id);
                  String forged = known.substring(0, known.indexOf('.') + 1) + forgedProof;
                  aws.meter().reset();
                  Response answer =
                      house.account.call(Payload.post("/v1/unsubscriptions/" + forged));
                  assertEquals(0, aws.meter().count(), "nothing is looked up");
                  return answer.status() + answer.body().replace(forged, "…");
                })
            .collect(java.util.stream.Collectors.toSet());
    assertEquals(1, answers.size(), answers.toString());
    assertTrue(answers.iterator().next().startsWith("404"));
  }

  @Test
  void theLinkOfAnErasedMemberStillAnswers() {
    Person person = subscriber();
    String path = path(person);
    house.account.call(Payload.delete("/v1/me").bearer(person.token()));
    var before = aws.scan("PEOPLE_TABLE");
    assertEquals(200, house.account.call(Payload.post(path)).status());
    assertEquals(before, aws.scan("PEOPLE_TABLE"));
  }

  @Test
  void theTokenNamesNoAddress() {
    Person person = subscriber();
    String token = house.bean(Unsubscriptions.class).token(person.id());
    assertEquals(person.id(), house.bean(Unsubscriptions.class).member(token).orElseThrow());
    assertFalse(token.contains(person.identity()));
    assertTrue(token.matches("[A-Za-z0-9_-]+\\.[0-9a-f]{64}"));
  }
}
