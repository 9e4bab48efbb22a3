package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Agreeing and taking back: receipts that only grow (CNIL A10). */
@EmbeddedAwsTest
class ConsentTest {

  private final TestAws aws;
  private final Household house;

  ConsentTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  private List<Map<String, AttributeValue>> receipts(Person person, String purpose) {
    return aws.scan("PEOPLE_TABLE").stream()
        .filter(item -> Household.text(item, "pk").equals("M#" + person.id()))
        .filter(item -> Household.text(item, "sk").startsWith("C#" + purpose + "#"))
        .toList();
  }

  @Test
  @Tag("A10")
  void eachChangeIsOneMoreReceipt() {
    Person person = house.person();
    Response granted = house.put(person, "newsletter", true);
    assertEquals(200, granted.status());
    assertEquals("newsletter", granted.text("/purpose").orElseThrow());
    assertEquals("true", granted.text("/granted").orElseThrow());
    assertEquals("2026-11", granted.text("/textVersion").orElseThrow());
    assertEquals(1, receipts(person, "newsletter").size());

    aws.clock().advance(Duration.ofMinutes(1));
    assertEquals(granted.json(), house.put(person, "newsletter", true).json(), "asked twice");
    assertEquals(1, receipts(person, "newsletter").size());

    assertEquals(200, house.put(person, "newsletter", false).status());
    var receipts = receipts(person, "newsletter");
    assertEquals(2, receipts.size());
    assertTrue(receipts.stream().allMatch(item -> "api".equals(Household.text(item, "origin"))));
    assertEquals(
        Set.of(true, false),
        Set.of(new Row(receipts.get(0)).flag("granted"), new Row(receipts.get(1)).flag("granted")));
    Response me = house.account.call(Payload.get("/v1/me").bearer(person.token()));
    assertEquals("newsletter", me.text("/consents/1/purpose").orElseThrow());
    assertEquals("false", me.text("/consents/1/granted").orElseThrow());
    assertEquals("\"3\"", me.header("etag").orElseThrow());
  }

  @Test
  void receiptsWithinASecondStandInTheirOrder() {
    aws.clock().set(Instant.parse("2026-12-01T10:00:00Z"));
    Person person = house.person();
    List<Boolean> expected = new ArrayList<>();
    for (int milliseconds : List.of(0, 5, 495, 490)) {
      aws.clock().advance(Duration.ofMillis(milliseconds));
      boolean granted = expected.size() % 2 == 0;
      assertEquals(200, house.put(person, "newsletter", granted).status());
      expected.add(granted);
    }
    assertEquals(
        expected,
        house.bean(Members.class).receipts(person.id()).stream()
            .filter(receipt -> receipt.text("purpose").equals("newsletter"))
            .map(receipt -> receipt.flag("granted"))
            .toList());
    assertEquals(
        List.of("10:00:00.000Z", "10:00:00.005Z", "10:00:00.500Z", "10:00:00.990Z"),
        receipts(person, "newsletter").stream()
            .map(item -> Household.text(item, "sk"))
            .map(key -> key.substring(key.indexOf('T') + 1))
            .sorted()
            .toList());
  }

  @Test
  void takingBackNeedsNoTextVersionAndOnePurposeLeavesTheOthers() {
    Person person =
        house.person(Set.of(Purpose.ACCOUNT, Purpose.NEWSLETTER, Purpose.REUSE), null, null);
    assertEquals(200, house.put(person, "newsletter", "{\"granted\":false}").status());
    var account = house.bean(Members.class).account(person.id()).orElseThrow();
    assertFalse(account.agreesTo(Purpose.NEWSLETTER));
    assertTrue(account.agreesTo(Purpose.REUSE));
    assertTrue(account.agreesTo(Purpose.ACCOUNT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"granted\":true}",
        "{\"granted\":null,\"textVersion\":\"2026-11\"}",
        "{\"granted\":true,\"textVersion\":\"2020-01\"}",
        "{\"granted\":false,\"textVersion\":\"<b>\"}"
      })
  @Tag("A10")
  void whatIsNotInOrderIsRefusedAndNotStored(String body) {
    Person person = house.person();
    var before = aws.scan("PEOPLE_TABLE");
    Response refused = house.put(person, "newsletter", body);
    assertEquals(422, refused.status());
    assertTrue(refused.text("/errors/0/pointer").isPresent());
    assertEquals(before, aws.scan("PEOPLE_TABLE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"granted\":",
        "{\"granted\":\"perhaps\"}",
        "{\"granted\":{},\"textVersion\":\"2026-11\"}",
        "{\"granted\":true,\"textVersion\":\"2026-11\",\"more\":1}"
      })
  void malformedBodiesAreProblems(String body) {
    Person person = house.person();
    var before = aws.scan("PEOPLE_TABLE");
    Response refused = house.put(person, "newsletter", body);
    assertEquals(400, refused.status(), body);
    assertTrue(refused.header("content-type").orElseThrow().contains("problem+json"));
    assertEquals(before, aws.scan("PEOPLE_TABLE"));
  }

  @Test
  void unknownPurposesAreNotFound() {
    Person person = house.person();
    assertEquals(404, house.put(person, "everything", true).status());
    assertEquals(404, house.put(person, "ACCOUNT", true).status());
  }

  @Test
  void theAccountItselfIsTakenBackByDeletingIt() {
    Person person = house.person();
    Response refused = house.put(person, "account", false);
    assertEquals(422, refused.status());
    assertTrue(refused.text("/errors/0/detail").orElseThrow().contains("supprimez"));
    assertEquals(200, house.put(person, "account", true).status());
  }

  @Test
  void targetingNeedsTheAgeOnce() {
    Person person = house.person();
    assertEquals(422, house.put(person, "targeting", true).status());
    String told = "{\"granted\":true,\"textVersion\":\"2026-11\",\"over17\":true}";
    assertEquals(200, house.put(person, "targeting", told).status());
    aws.clock().advance(Duration.ofMinutes(1));
    assertEquals(200, house.put(person, "targeting", false).status());
    aws.clock().advance(Duration.ofMinutes(1));
    assertEquals(200, house.put(person, "targeting", true).status());
  }

  @Test
  void whoSaidTheirAgeAtSignUpNeedNotSayItAgain() {
    Person person = house.over17();
    aws.meter().reset();
    assertEquals(200, house.put(person, "targeting", true).status());
    assertEquals(
        Map.of("BatchGetItem", 1, "GetItem", 3, "TransactWriteItems", 1),
        aws.meter().byOperation());
    aws.clock().advance(Duration.ofMinutes(1));
    assertEquals(200, house.put(person, "targeting", false).status());
    aws.clock().advance(Duration.ofMinutes(1));
    assertEquals(200, house.put(person, "targeting", true).status());
  }

  /** The same one request, by app and by page, whichever way a purpose turns. */
  @Test
  @Tag("A10")
  void withdrawingTakesAsManyStepsAsGranting() {
    Person person = house.person();
    assertEquals(200, house.put(person, "newsletter", true).status());
    assertEquals(200, house.put(person, "newsletter", false).status());
    for (boolean granted : new boolean[] {true, false}) {
      Response page =
          house.account.call(
              Payload.get("/compte/consentements")
                  .header("accept", "text/html")
                  .cookie("__Host-session", person.token()));
      Map<String, String> form = Consents.form(page.body(), "newsletter");
      assertEquals(String.valueOf(granted), form.get("granted"));
      Response pressed =
          house.account.call(
              Payload.post("/compte/consentements")
                  .host("network.example.org")
                  .header("origin", "https://network.example.org")
                  .cookie("__Host-session", person.token())
                  .form(form));
      assertEquals(303, pressed.status());
      assertEquals(
          granted,
          house
              .bean(Members.class)
              .account(person.id())
              .orElseThrow()
              .agreesTo(Purpose.NEWSLETTER));
    }
    assertEquals(4, receipts(person, "newsletter").size());
  }

  /**
   * Of every purpose, what was agreed to before is agreed to after, and its receipt is the same.
   */
  @ParameterizedTest
  @ValueSource(strings = {"newsletter", "calls", "reuse", "targeting"})
  @Tag("A1")
  void onePurposeLeavesEveryOtherAndItsReceipts(String purpose) {
    Person person = house.person(Set.of(Purpose.ACCOUNT), "+33100000000", null);
    for (boolean granted : new boolean[] {true, false}) {
      var before = house.bean(Members.class).account(person.id()).orElseThrow().consents();
      var others = otherReceipts(person, purpose);
      aws.clock().advance(Duration.ofMinutes(1));
      String body = "{\"granted\":" + granted + ",\"textVersion\":\"2026-11\",\"over17\":true}";
      assertEquals(200, house.put(person, purpose, body).status());
      var after = house.bean(Members.class).account(person.id()).orElseThrow().consents();
      for (Purpose other : Purpose.values()) {
        if (!other.code().equals(purpose)) {
          assertEquals(before.get(other), after.get(other), other.code());
        }
      }
      assertEquals(others, otherReceipts(person, purpose));
    }
  }

  /** What the receipts of the other purposes say, their deadline aside. */
  private List<String> otherReceipts(Person person, String purpose) {
    return house.bean(Members.class).receipts(person.id()).stream()
        .filter(row -> !row.text("purpose").equals(purpose))
        .map(
            row ->
                row.sk()
                    + row.flag("granted")
                    + row.instant("at")
                    + row.text("textVersion")
                    + row.text("origin"))
        .toList();
  }

  @Test
  void changesAtOnceLeaveAsManyReceiptsAsChanges() throws Exception {
    Person person = house.person();
    List<Callable<Response>> calls = new ArrayList<>();
    for (String purpose : List.of("newsletter", "reuse")) {
      for (int i = 0; i < 5; i++) {
        calls.add(() -> house.put(person, purpose, true));
      }
    }
    List<Response> answers = new ArrayList<>();
    try (var clients = Executors.newFixedThreadPool(10)) {
      for (Future<Response> done : clients.invokeAll(calls)) {
        answers.add(done.get());
      }
    }
    assertTrue(answers.stream().allMatch(a -> a.status() == 200 || a.status() == 409));
    assertTrue(answers.stream().anyMatch(a -> a.status() == 200));
    var account = house.bean(Members.class).account(person.id()).orElseThrow();
    int granted = 0;
    for (Purpose purpose : List.of(Purpose.NEWSLETTER, Purpose.REUSE)) {
      int stored = receipts(person, purpose.code()).size();
      assertEquals(account.agreesTo(purpose) ? 1 : 0, stored, purpose.code());
      granted += stored;
    }
    assertEquals(1 + granted, account.version());
  }
}
