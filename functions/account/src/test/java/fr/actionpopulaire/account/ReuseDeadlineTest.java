package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Until when a member is kept who agreed to be contacted again: what moves that day and what does
 * not (CNIL A5, A7).
 */
@EmbeddedAwsTest
class ReuseDeadlineTest {

  private static final Instant CAMPAIGN_END = Instant.parse("2027-05-02T22:00:00Z");

  private final TestAws aws;
  private final Household house;

  ReuseDeadlineTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  @Test
  void reuseKeepsTheWholeMemberForAYearAfterTheirLastActAndTakingItBackUndoesThat() {
    Person person = house.person();
    house.put(person, "newsletter", true);
    aws.clock().advance(Duration.ofHours(1));
    assertEquals(200, house.put(person, "reuse", true).status());
    Instant until = Instant.parse("2027-11-21T11:00:00Z");
    assertDeadline(person, until, "X#CAMPAIGN#");
    Response me = house.account.call(Payload.get("/v1/me").bearer(person.token()));
    assertEquals("2027-11-21", me.text("/deletesOn").orElseThrow());

    aws.clock().set(CAMPAIGN_END);
    assertTrue(house.bean(Members.class).find(person.id()).isPresent());
    aws.clock().set(until.minusMillis(1));
    assertTrue(house.bean(Members.class).find(person.id()).isPresent());
    aws.clock().set(until);
    assertTrue(house.bean(Members.class).find(person.id()).isEmpty());

    aws.clock().set(Instant.parse("2026-11-22T10:00:00Z"));
    assertEquals(200, house.put(person, "reuse", false).status());
    assertDeadline(person, null, "X#CAMPAIGN#");
    aws.clock().set(CAMPAIGN_END.minusMillis(1));
    assertTrue(house.bean(Members.class).find(person.id()).isPresent());
    aws.clock().set(CAMPAIGN_END);
    assertTrue(house.bean(Members.class).find(person.id()).isEmpty());
  }

  @Test
  void reuseNeverShortensTheCampaign() {
    aws.clock().set(Instant.parse("2026-05-02T21:59:59.999Z"));
    Person early = house.person();
    assertEquals(200, house.put(early, "reuse", true).status());
    assertDeadline(early, CAMPAIGN_END.minusMillis(1), "X#CAMPAIGN#");
    aws.clock().set(CAMPAIGN_END.minusMillis(1));
    assertTrue(house.bean(Members.class).find(early.id()).isPresent());
    aws.clock().set(CAMPAIGN_END);
    assertTrue(house.bean(Members.class).find(early.id()).isEmpty());
    aws.clock().set(Instant.parse("2026-05-02T22:00:00.001Z"));
    Person late = house.person();
    assertEquals(200, house.put(late, "reuse", true).status());
    assertDeadline(late, CAMPAIGN_END.plusMillis(1), "X#CAMPAIGN#");
  }

  /** Links in our mails lead to pages: looking at them must not keep anybody's data longer. */
  @Test
  @Tag("A7")
  void whatAPersonSendsMovesTheClockOnceADayAndLookingNever() {
    Person person = house.person(Set.of(Purpose.ACCOUNT, Purpose.NEWSLETTER), null, null);
    house.put(person, "reuse", true);
    Instant first = Instant.parse("2027-11-21T10:00:00Z");
    aws.clock().advance(Duration.ofDays(2));
    String link = "/v1/unsubscriptions/" + house.bean(Unsubscriptions.class).token(person.id());
    for (String path :
        List.of(
            "/v1/me",
            "/v1/me/export",
            "/compte",
            "/compte/consentements",
            "/compte/profil",
            link)) {
      for (Payload looking : List.of(Payload.get(path), Payload.head(path))) {
        house.account.call(
            looking.header("accept", "text/html").cookie("__Host-session", person.token()));
      }
    }
    assertEquals(200, house.account.call(Payload.post(link)).status(), "mail programs click too");
    assertDeadline(person, first, "X#CAMPAIGN#");

    assertEquals(200, house.put(person, "targeting", false).status());
    assertDeadline(person, Instant.parse("2027-11-23T10:00:00Z"), "X#CAMPAIGN#");
    aws.clock().advance(Duration.ofDays(1).minusMillis(1));
    assertEquals(422, house.put(person, "account", false).status());
    assertDeadline(person, Instant.parse("2027-11-23T10:00:00Z"), "X#CAMPAIGN#");
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(422, house.put(person, "account", false).status());
    assertDeadline(person, Instant.parse("2027-11-24T10:00:00Z"), "X#CAMPAIGN#");
  }

  /** An act costs somebody who did not agree to re-use nothing more, and the others once a day. */
  @Test
  @Tag("A7")
  void aSignOfLifeCostsOneTransactionADay() {
    Person person = house.person();
    house.put(person, "reuse", true);
    for (int day = 1; day <= 2; day++) {
      aws.clock().advance(Duration.ofDays(1));
      for (int act = 1; act <= 3; act++) {
        aws.meter().reset();
        assertEquals(422, house.put(person, "account", false).status());
        assertEquals(act == 1 ? 1 : 0, aws.meter().count("TransactWriteItems"), "act " + act);
        assertEquals(act == 1 ? 1 : 0, aws.meter().count("Query"));
      }
    }
    Person other = house.person();
    aws.clock().advance(Duration.ofDays(1));
    house.put(other, "account", false);
    aws.meter().reset();
    assertEquals(422, house.put(other, "account", false).status());
    assertEquals(0, aws.meter().writeUnits());
  }

  /** Member, identity, key and receipts all expire together, and one expiry row leads there. */
  private void assertDeadline(Person person, @Nullable Instant at, String bucket) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    aws.scan("PEOPLE_TABLE").stream()
        .filter(
            item ->
                Household.text(item, "pk").equals("M#" + person.id())
                    || Household.text(item, "pk").equals("E#" + person.identity()))
        .forEach(items::add);
    aws.scan("KEYS_TABLE").stream()
        .filter(item -> Household.text(item, "pk").equals("M#" + person.id()))
        .forEach(items::add);
    assertTrue(items.size() >= 4);
    for (var stored : items) {
      Row item = new Row(stored);
      if (at == null) {
        assertEquals("campaign", item.textOrNull("expires"), item.sk());
        assertFalse(item.has("expiresAt"), item.sk());
      } else {
        assertEquals(at, item.instantOrNull("expiresAt"), item.sk());
        assertEquals("campaign", item.textOrNull("expires"), item.sk() + ", never before its end");
      }
    }
    List<String> rows =
        aws.scan("PEOPLE_TABLE").stream()
            .filter(item -> Household.text(item, "sk").equals("member#" + person.id()))
            .map(item -> Household.text(item, "pk"))
            .toList();
    assertEquals(1, rows.size());
    assertTrue(rows.getFirst().startsWith(bucket), rows.getFirst());
  }
}
