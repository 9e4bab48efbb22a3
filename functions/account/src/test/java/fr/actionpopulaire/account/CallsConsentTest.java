package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Number and hours are there for calls alone: they are needed for them, and go with them. */
@EmbeddedAwsTest
@Tag("A21")
class CallsConsentTest {

  private static final String HOST = "network.example.org";

  private final TestAws aws;
  private final Household house;

  CallsConsentTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  private Person called() {
    Person person = house.person(Set.of(Purpose.ACCOUNT), "+33100000000", null);
    assertEquals(200, house.put(person, "calls", true).status());
    aws.clock().advance(Duration.ofMinutes(1));
    return person;
  }

  private Member stored(Person person) {
    return house.bean(Members.class).find(person.id()).orElseThrow();
  }

  private Response patch(Person person, String ifMatch, String body) {
    return house.account.call(
        Payload.patch("/v1/me")
            .body("application/merge-patch+json", body.getBytes(StandardCharsets.UTF_8))
            .header("if-match", ifMatch)
            .bearer(person.token()));
  }

  @Test
  void grantingNeedsBothAndAgainAfterTakingBack() {
    assertEquals(422, house.put(house.person(), "calls", true).status());
    Person person = called();
    assertEquals(200, house.put(person, "calls", false).status());
    Response refused = house.put(person, "calls", true);
    assertEquals(422, refused.status());
    assertEquals("/granted", refused.text("/errors/0/pointer").orElseThrow());
    assertEquals(200, patch(person, "*", "{\"phone\":\"0612345678\"}").status());
    assertEquals(422, house.put(person, "calls", true).status(), "a number without hours");
    assertEquals(200, patch(person, "*", "{\"phone\":null,\"hours\":\"18:00-20:00\"}").status());
    assertEquals(422, house.put(person, "calls", true).status(), "hours without a number");
    assertEquals(200, patch(person, "*", "{\"phone\":\"0612345678\"}").status());
    aws.clock().advance(Duration.ofMinutes(1));
    assertEquals(200, house.put(person, "calls", true).status());
  }

  @Test
  @Tag("A1")
  void takingBackRemovesNumberAndHoursAndNothingElseInOneTransaction() {
    Person person = called();
    Member before = stored(person);
    assertNotNull(before.personal().phone());
    assertNotNull(before.personal().hours());
    aws.meter().reset();
    assertEquals(200, house.put(person, "calls", false).status());
    assertEquals(
        Map.of("BatchGetItem", 1, "GetItem", 3, "TransactWriteItems", 1),
        aws.meter().byOperation());
    Member after = stored(person);
    assertEquals(before.personal().uncalled(), after.personal());
    assertNull(after.personal().phone());
    assertNull(after.personal().hours());
    assertFalse(after.account().agreesTo(Purpose.CALLS));
    assertEquals(before.account().version() + 1, after.account().version());
    Response me = house.account.call(Payload.get("/v1/me").bearer(person.token()));
    assertTrue(me.text("/phone").isEmpty());
    assertTrue(me.text("/hours").isEmpty());
    aws.meter().reset();
    assertEquals(200, house.put(person, "calls", false).status(), "again");
    assertEquals(Map.of("BatchGetItem", 1, "GetItem", 1), aws.meter().byOperation());
  }

  /** A member with another deadline: all that hangs on them moves in that transaction too. */
  @Test
  void itIsTheSameForWhoAgreedToReUse() {
    Person person = called();
    assertEquals(200, house.put(person, "reuse", true).status());
    assertNotNull(stored(person).personal().phone(), "another purpose leaves the number");
    aws.clock().advance(Duration.ofMinutes(1));
    assertEquals(200, house.put(person, "calls", false).status());
    assertNull(stored(person).personal().phone());
    assertTrue(stored(person).account().agreesTo(Purpose.REUSE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"newsletter", "reuse", "targeting"})
  void takingBackAnotherPurposeLeavesThem(String purpose) {
    Person person = called();
    String told = "{\"granted\":true,\"textVersion\":\"2026-11\",\"over17\":true}";
    assertEquals(200, house.put(person, purpose, told).status());
    aws.clock().advance(Duration.ofMinutes(1));
    assertEquals(200, house.put(person, purpose, false).status());
    assertNotNull(stored(person).personal().phone());
    assertTrue(stored(person).account().agreesTo(Purpose.CALLS));
  }

  /** One press each way; what it takes along is said beside the button. */
  @Test
  @Tag("A10")
  void thePageSaysSoBesideItsOneButton() {
    Person person = called();
    String page = page(Payload.get("/compte/consentements"), person).body();
    assertTrue(page.contains("vous effacez aussi votre numéro"));
    Map<String, String> form = Consents.form(page, "calls");
    assertEquals("false", form.get("granted"));
    Payload press =
        Payload.post("/compte/consentements").form(form).header("origin", "https://" + HOST);
    assertEquals(303, page(press, person).status());
    assertNull(stored(person).personal().phone());
    page = page(Payload.get("/compte/consentements"), person).body();
    assertFalse(page.contains("vous effacez aussi votre numéro"));
    assertTrue(page.contains("href=\"/compte/profil\""));
    assertFalse(page(Payload.get("/compte/profil"), person).body().contains("+33100000000"));
  }

  private Response page(Payload payload, Person person) {
    return house.account.call(
        payload.host(HOST).header("accept", "text/html").cookie("__Host-session", person.token()));
  }

  @Test
  @Tag("A14")
  void opposingEndsCallsAndUnsubscribingDoesNot() {
    Person person = called();
    String token = house.bean(Unsubscriptions.class).token(person.id());
    assertEquals(200, house.account.call(Payload.post("/v1/unsubscriptions/" + token)).status());
    assertNotNull(stored(person).personal().phone(), "a mail's link is about mail");
    assertTrue(stored(person).account().agreesTo(Purpose.CALLS));
    assertEquals(
        200,
        house
            .account
            .call(Payload.post("/v1/rights").json(Map.of("wish", "object")).bearer(person.token()))
            .status());
    assertNull(stored(person).personal().phone());
    assertNull(stored(person).personal().hours());
  }

  /** Neither loses what the other did: whoever comes second looks again, or is told to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"firstName\":\"Dominique\"}",
        "{\"firstName\":\"Dominique\",\"phone\":\"0612345678\",\"hours\":\"08:00-09:00\"}"
      })
  void aProfileChangedMeanwhileIsNotUndoneAndBringsNoNumberBack(String change) throws Exception {
    for (int round = 0; round < 5; round++) {
      Person person = called();
      String seen = "\"" + stored(person).account().version() + "\"";
      int changed;
      int withdrawn;
      List<Callable<Integer>> both =
          List.of(
              () -> patch(person, seen, change).status(),
              () -> house.put(person, "calls", false).status());
      try (var clients = Executors.newFixedThreadPool(2)) {
        List<Future<Integer>> answers = clients.invokeAll(both);
        changed = answers.getFirst().get();
        withdrawn = answers.getLast().get();
      }
      assertEquals(200, withdrawn);
      assertTrue(changed == 200 || changed == 412, String.valueOf(changed));
      Member after = stored(person);
      assertEquals(
          changed == 200 ? "Dominique" : "Camille", after.personal().firstName(), "no lost update");
      assertNull(after.personal().phone());
      assertNull(after.personal().hours());
      assertFalse(after.account().agreesTo(Purpose.CALLS));
    }
  }
}
