package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asking staff something about one's data starts a month (GDPR 12(3)). */
@EmbeddedAwsTest
class RightsRequestTest {

  private final TestAws aws;
  private final Household house;

  RightsRequestTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  private static Map<String, String> asked() {
    Map<String, String> asked = new HashMap<>();
    asked.put("subject", "lost-address");
    asked.put("email", "Nouvelle@example.org");
    asked.put("explanation", "Je n’ai plus accès à l’ancienne.");
    return asked;
  }

  private Response ask(Map<String, String> asked, String source) {
    return house.account.call(Payload.post("/v1/rights-requests").json(asked).sourceIp(source));
  }

  @Test
  @Tag("A15")
  void itIsKeptSealedWithTheDayItIsDue() {
    aws.clock().set(Instant.parse("2027-01-31T22:59:59.999Z"));
    aws.meter().reset();
    Response filed = ask(asked(), "198.51.100.1");
    assertEquals(201, filed.status(), filed::body);
    assertEquals(
        Map.of("GetItem", 1, "PutItem", 1, "TransactWriteItems", 1, "UpdateItem", 1),
        aws.meter().byOperation());
    assertEquals("2027-02-28", filed.text("/dueOn").orElseThrow());
    String id = filed.text("/request").orElseThrow();
    RightsRequests requests = house.bean(RightsRequests.class);
    assertEquals("nouvelle@example.org", requests.letter(id).orElseThrow().email().value());
    assertTrue(requests.open(100).stream().anyMatch(open -> open.id().equals(id)));
    for (String secret : List.of("nouvelle@example.org", "plus accès")) {
      assertEquals(List.of(), house.naming("MODERATION_TABLE", secret));
    }
    var open = requests.find(id).orElseThrow();
    assertFalse(open.isLate(Instant.parse("2027-02-28T22:59:59.999Z")));
    assertTrue(open.isLate(Instant.parse("2027-02-28T23:00:00Z")));
  }

  /** So that the member learns who of staff read it; nothing readable links the two. */
  @Test
  @Tag("A23")
  void whoseAddressItIsIsSealedWithIt() {
    var person = house.person();
    Map<String, String> asked = asked();
    asked.put("email", person.id() + "@example.org");
    String id = ask(asked, "198.51.100.5").text("/request").orElseThrow();
    RightsRequests requests = house.bean(RightsRequests.class);
    assertEquals(List.of(person.id()), requests.letter(id).orElseThrow().concerns());
    assertEquals(List.of(), house.naming("MODERATION_TABLE", person.id()));
    String stranger = ask(asked(), "198.51.100.5").text("/request").orElseThrow();
    assertEquals(List.of(), requests.letter(stranger).orElseThrow().concerns());
  }

  @Test
  void repeatedWithItsKeyItIsOneRequest() {
    Payload payload =
        Payload.post("/v1/rights-requests")
            .json(asked())
            .sourceIp("198.51.100.2")
            .header("idempotency-key", "once");
    Response first = house.account.call(payload);
    assertEquals(201, first.status());
    assertEquals(first.json(), house.account.call(payload).json());
  }

  @Test
  void aRefusedOneMayBeCorrectedUnderItsKey() {
    for (int i = 0; i < 20; i++) {
      assertEquals(201, ask(asked(), "198.51.100.3").status());
    }
    Response refused =
        house.account.call(
            Payload.post("/v1/rights-requests")
                .json(asked())
                .sourceIp("198.51.100.3")
                .header("idempotency-key", "later"));
    assertEquals(429, refused.status());
    assertTrue(refused.header("retry-after").isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "subject,everything",
    "subject,",
    "email,nowhere",
    "email,",
    "explanation,",
    "explanation,<script>alert(1)</script>"
  })
  void eachFaultIsNamedAndNothingIsKept(String field, String value) {
    Map<String, String> asked = asked();
    asked.put(field, value);
    var before = aws.scan("MODERATION_TABLE");
    Response refused = ask(asked, "198.51.100.4");
    assertEquals(422, refused.status());
    assertEquals("/" + field, refused.text("/errors/0/pointer").orElseThrow());
    assertEquals(before, aws.scan("MODERATION_TABLE"));
  }
}
