package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Correcting what stands about oneself (GDPR 16) by merge patch. */
@EmbeddedAwsTest
class ProfileTest {

  private final TestAws aws;
  private final Household house;

  ProfileTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  private Response patch(Person person, String ifMatch, String body) {
    return house.account.call(
        Payload.patch("/v1/me")
            .body("application/merge-patch+json", body.getBytes(StandardCharsets.UTF_8))
            .header("if-match", ifMatch)
            .bearer(person.token()));
  }

  private Response me(Person person) {
    return house.account.call(Payload.get("/v1/me").bearer(person.token()));
  }

  @Test
  void whatIsThereReplacesNullRemovesTheRestStays() {
    Person person = house.person(Set.of(Purpose.ACCOUNT), "+33100000000", null);
    aws.meter().reset();
    Response changed =
        patch(
            person,
            "\"1\"",
            "{\"firstName\":\"Dominique\",\"commune\":\"75111\",\"radiusKm\":30,"
                + "\"skills\":[\"writing\",\"driving\",\"writing\"],\"interests\":[\"Transports\"],"
                + "\"phone\":null}");
    assertEquals(200, changed.status(), changed::body);
    assertEquals(
        Map.of("BatchGetItem", 1, "GetItem", 3, "UpdateItem", 1), aws.meter().byOperation());
    assertEquals("\"2\"", changed.header("etag").orElseThrow());
    assertEquals(changed.json(), me(person).json());
    assertEquals("Dominique", changed.text("/firstName").orElseThrow());
    assertEquals("Exemple", changed.text("/lastName").orElseThrow());
    assertEquals("75111", changed.text("/commune").orElseThrow());
    assertEquals("30", changed.text("/radiusKm").orElseThrow());
    assertEquals("[\"writing\",\"driving\"]", changed.json().at("/skills").toString());
    assertEquals("[\"Transports\"]", changed.json().at("/interests").toString());
    assertTrue(changed.text("/phone").isEmpty());
    assertTrue(changed.text("/hours").isPresent());
    assertEquals(person.id() + "@example.org", changed.text("/email").orElseThrow());

    Response removed = patch(person, "\"2\"", "{\"radiusKm\":null,\"skills\":null,\"hours\":null}");
    assertEquals("[]", removed.json().at("/skills").toString());
    assertTrue(removed.text("/radiusKm").isEmpty());
    assertTrue(removed.text("/hours").isEmpty());
    assertEquals("\"3\"", patch(person, "\"3\"", "{}").header("etag").orElseThrow(), "no change");
    assertEquals(200, patch(person, "*", "{\"lastName\":\"Nom\"}").status());
  }

  @Test
  void anAppMaySendPlainJsonAndASuspendedMemberToo() {
    Person person =
        house.person(Set.of(Purpose.ACCOUNT), null, house.now().plus(Duration.ofDays(3)));
    Response changed =
        house.account.call(
            Payload.patch("/v1/me")
                .json(Map.of("firstName", "Autre"))
                .header("if-match", "\"0\", \"1\"")
                .bearer(person.token()));
    assertEquals(200, changed.status(), changed::body);
  }

  @Test
  void aVersionIsNeededAndMustBeThePresentOne() {
    Person person = house.person();
    Response missing =
        house.account.call(
            Payload.patch("/v1/me").json(Map.of("firstName", "Autre")).bearer(person.token()));
    assertEquals(428, missing.status());
    assertEquals("/problems/precondition-required", missing.text("/type").orElseThrow());
    for (String stale : List.of("\"0\"", "\"2\"", "1", "W/\"1\"", "\"<script>\"")) {
      Response refused = patch(person, stale, "{\"firstName\":\"Autre\"}");
      assertEquals(412, refused.status(), stale);
      assertEquals("/problems/stale", refused.text("/type").orElseThrow());
    }
    assertEquals("Camille", me(person).text("/firstName").orElseThrow());
    assertEquals(200, patch(person, "\"1\"", "{\"firstName\":\"Autre\"}").status());
    assertEquals(412, patch(person, "\"1\"", "{\"firstName\":\"Encore\"}").status());
    assertEquals(
        401,
        house
            .account
            .call(Payload.patch("/v1/me").json(Map.of()).header("if-match", "\"1\""))
            .status());
  }

  /** The sign of life of the day moves no version: what was read before it can still be changed. */
  @Test
  void lookingOrActingElsewhereLeavesTheVersion() {
    Person person = house.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE), null, null);
    String seen = me(person).header("etag").orElseThrow();
    aws.clock().advance(Duration.ofDays(2));
    assertEquals(200, patch(person, seen, "{\"firstName\":\"Autre\"}").status());
  }

  @Test
  void ofTwoChangesFromOneVersionOneWins() throws Exception {
    for (int round = 0; round < 5; round++) {
      Person person = house.person();
      List<Callable<Response>> calls = new ArrayList<>();
      for (String name : List.of("Alix", "Charlie")) {
        calls.add(() -> patch(person, "\"1\"", "{\"firstName\":\"" + name + "\"}"));
      }
      List<Integer> statuses = new ArrayList<>();
      String winner = "";
      try (var clients = Executors.newFixedThreadPool(2)) {
        for (Future<Response> done : clients.invokeAll(calls)) {
          Response answer = done.get();
          statuses.add(answer.status());
          if (answer.status() == 200) {
            winner = answer.text("/firstName").orElseThrow();
          }
        }
      }
      statuses.sort(null);
      assertEquals(List.of(200, 412), statuses);
      assertEquals(winner, me(person).text("/firstName").orElseThrow());
      assertEquals("\"2\"", me(person).header("etag").orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "\"text\"",
        "{\"firstName\":",
        "{\"firstName\":5}",
        "{\"firstName\":{\"a\":1}}",
        "{\"skills\":\"writing\"}",
        "{\"skills\":[1]}",
        "{\"radiusKm\":\"12\"}",
        "{\"radiusKm\":1.5}",
        "{\"email\":\"other@example.org\"}",
        "{\"id\":\"x\"}",
        "{\"suspendedUntil\":null}",
        "{\"firstName\":\"Autre\",\"more\":1}"
      })
  void whatIsNoPatchOfTheProfileIsMalformed(String body) {
    Person person = house.person();
    var before = aws.scan("PEOPLE_TABLE");
    Response refused = patch(person, "\"1\"", body);
    assertEquals(400, refused.status(), refused::body);
    assertEquals("/problems/malformed", refused.text("/type").orElseThrow());
    assertEquals(before, aws.scan("PEOPLE_TABLE"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"firstName\":null}|/firstName",
        "{\"lastName\":\"\"}|/lastName",
        "{\"firstName\":\"<script>\"}|/firstName",
        "{\"commune\":\"99999\"}|/commune",
        "{\"commune\":null}|/commune",
        "{\"skills\":[\"telepathy\"]}|/skills",
        "{\"interests\":[\"a\"]}|/interests",
        "{\"interests\":[\"<b>x</b>\"]}|/interests",
        "{\"radiusKm\":0}|/radiusKm",
        "{\"radiusKm\":101}|/radiusKm",
        "{\"phone\":\"12\"}|/phone",
        "{\"hours\":\"20:00-18:00\"}|/hours"
      })
  void eachWrongValueIsNamedAndNothingIsChanged(String body, String pointer) {
    Person person = house.person();
    var before = aws.scan("PEOPLE_TABLE");
    Response refused = patch(person, "\"1\"", body);
    assertEquals(422, refused.status(), refused::body);
    assertEquals(pointer, refused.text("/errors/0/pointer").orElseThrow());
    assertEquals(before, aws.scan("PEOPLE_TABLE"));
  }

  @Test
  void theBoundsAreInside() {
    Person person = house.person();
    List<String> interests = new ArrayList<>();
    for (int i = 10; i < 30; i++) {
      interests.add("\"n" + i + "\"");
    }
    String twenty = String.join(",", interests);
    assertEquals(200, patch(person, "*", "{\"radiusKm\":1}").status());
    assertEquals(200, patch(person, "*", "{\"radiusKm\":100}").status());
    assertEquals(200, patch(person, "*", "{\"interests\":[" + twenty + "]}").status());
    assertEquals(422, patch(person, "*", "{\"interests\":[" + twenty + ",\"xx\"]}").status());
    assertEquals(200, patch(person, "*", "{\"firstName\":\"" + "a".repeat(60) + "\"}").status());
    assertEquals(422, patch(person, "*", "{\"firstName\":\"" + "a".repeat(61) + "\"}").status());
    assertEquals(
        415,
        house
            .account
            .call(
                Payload.patch("/v1/me")
                    .body("text/plain", "{}".getBytes(StandardCharsets.UTF_8))
                    .header("if-match", "*")
                    .bearer(person.token()))
            .status());
  }

  /** CNIL A21: whoever agrees to calls has a number and hours. */
  @Test
  @Tag("A21")
  void theNumberStaysWhileCallsAreAgreedTo() {
    Person person = house.person(Set.of(Purpose.ACCOUNT, Purpose.CALLS), "+33100000000", null);
    Response refused = patch(person, "\"1\"", "{\"phone\":null}");
    assertEquals(422, refused.status());
    assertEquals("/phone", refused.text("/errors/0/pointer").orElseThrow());
    refused = patch(person, "\"1\"", "{\"hours\":null}");
    assertEquals(422, refused.status());
    assertEquals("/hours", refused.text("/errors/0/pointer").orElseThrow());
    assertEquals(200, patch(person, "\"1\"", "{\"phone\":\"0612345678\"}").status());
  }

  /** What changed is sealed like the rest: nothing of it lies readable. */
  @Test
  void nothingOfTheProfileIsReadableAtRest() {
    Person person = house.person();
    assertEquals(
        200,
        patch(
                person,
                "*",
                "{\"firstName\":\"Zébulon\",\"phone\":\"0612345678\",\"interests\":[\"tricot\"]}")
            .status());
    for (String secret : List.of("Zébulon", "0612345678", "tricot")) {
      assertEquals(List.of(), house.naming("PEOPLE_TABLE", secret));
    }
    assertEquals(
        "Zébulon",
        house.bean(Members.class).find(person.id()).orElseThrow().personal().firstName());
  }
}
