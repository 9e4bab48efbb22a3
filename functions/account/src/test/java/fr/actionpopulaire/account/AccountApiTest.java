package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.HttpLedger;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reading one's own account, and what is refused at its door. */
@EmbeddedAwsTest
class AccountApiTest {

  private final TestAws aws;
  private final Household house;

  AccountApiTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  private Response get(String path, String token) {
    return house.account.call(Payload.get(path).bearer(token));
  }

  @Test
  void aMemberReadsTheirAccountAndWhenItGoes() {
    Person person = house.person();
    aws.meter().reset();
    Response answer = get("/v1/me", person.token());
    assertEquals(200, answer.status());
    assertEquals(person.id() + "@example.org", answer.text("/email").orElseThrow());
    assertEquals("2027-05-03", answer.text("/deletesOn").orElseThrow());
    assertFalse(answer.text("/deletesBecause").orElseThrow().isBlank());
    assertEquals("account", answer.text("/consents/0/purpose").orElseThrow());
    assertEquals("\"1\"", answer.header("etag").orElseThrow());
    assertEquals("no-store", answer.header("cache-control").orElseThrow());
    assertEquals(Map.of("BatchGetItem", 1), aws.meter().byOperation());
    assertEquals(3, aws.meter().readUnits());
  }

  /** As while an erasure is under way: the session may be there for a moment more. */
  @Test
  void whoseKeyIsGoneHasNoAccountToRead() {
    Person person = house.person();
    Payload page = HttpLedger.page("/compte", person.token());
    assertEquals(200, house.account.call(page).status());
    assertTrue(house.store.write(Keys.shred(new Owner.Member(person.id()))).isWritten());
    assertEquals(401, get("/v1/me", person.token()).status());
    assertEquals(401, get("/v1/me/export", person.token()).status());
    assertEquals("/connexion", house.account.call(page).header("location").orElseThrow());
  }

  @Test
  void aSuspendedMemberReadsTheirAccount() {
    Person person =
        house.person(Set.of(Purpose.ACCOUNT), null, house.now().plus(Duration.ofDays(3)));
    assertEquals(200, get("/v1/me", person.token()).status());
  }

  @Test
  void strangersAndForgedTokensAreRefused() {
    Person person = house.person();
    assertEquals(401, house.account.call(Payload.get("/v1/me")).status());
    assertEquals(401, get("/v1/me", "nonsense").status());
    String other = house.person().token();
    String crossed = person.id() + other.substring(other.indexOf('.'));
    assertEquals(401, get("/v1/me", crossed).status());
    assertEquals(403, get("/v1/me", house.verified()).status());
    for (Payload payload :
        new Payload[] {
          Payload.delete("/v1/me"),
          Payload.put("/v1/me/consents/newsletter")
              .json(Map.of("granted", true, "textVersion", "2026-11"))
        }) {
      Response refused = house.account.call(payload);
      assertEquals(401, refused.status());
      assertEquals("/problems/unauthenticated", refused.text("/type").orElseThrow());
    }
  }

  @Test
  void theSessionEndsAtItsIdleLimit() {
    Person person = house.person();
    aws.clock().advance(Duration.ofDays(30).minusMillis(1));
    Person witness = house.person();
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(401, get("/v1/me", person.token()).status());
    assertEquals(200, get("/v1/me", witness.token()).status());
  }

  @Test
  void whatComesLaterIsAProblemAndNoCrash() {
    Response answer = get("/v1/me/photo", house.person().token());
    assertEquals(404, answer.status());
    assertTrue(answer.header("content-type").orElseThrow().contains("problem+json"));
  }
}
