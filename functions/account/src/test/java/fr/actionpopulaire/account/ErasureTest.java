package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Endorsements.Basis;
import fr.actionpopulaire.dynamodb.Endorsements.Endorsement;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deleting one's account leaves nothing but a keyed hash (CNIL A17). */
@EmbeddedAwsTest
class ErasureTest {

  private final Household house;

  ErasureTest(TestAws aws) {
    house = new Household(aws);
  }

  private Response delete(String token) {
    return house.account.call(Payload.delete("/v1/me").bearer(token));
  }

  private static Map<String, Integer> deleted(Response certificate) {
    Map<String, Integer> deleted = new HashMap<>();
    for (JsonNode part : certificate.json().at("/deleted")) {
      deleted.put(
          part.get("store").asText() + " " + part.get("what").asText(), part.get("count").asInt());
    }
    return deleted;
  }

  @Test
  @Tag("A17")
  void everyTraceGoesOthersAreToldAndACertificateSaysSo() {
    Person leaving =
        house.person(Set.of(Purpose.ACCOUNT, Purpose.NEWSLETTER), "+33100000000", null);
    Person host = house.person();
    Person waiting = house.person();
    Event answered = house.event(host, 1, Duration.ofDays(2));
    Event own = house.event(leaving, 10, Duration.ofDays(3));
    Answers answers = house.bean(Answers.class);
    assertTrue(answers.answer(answered, leaving.id(), 0) instanceof AnswerResult.Confirmed);
    assertTrue(answers.answer(answered, waiting.id(), 0) instanceof AnswerResult.Waitlisted);
    assertTrue(answers.answer(own, waiting.id(), 0) instanceof AnswerResult.Confirmed);
    house
        .bean(Endorsements.class)
        .putAll(
            List.of(
                new Endorsement(
                    leaving.identity(), Basis.ENDORSER, house.now(), "test", "activation-1")));
    house.store.write(
        Outbox.put(
            new Message(
                Outbox.Kind.WELCOME,
                new Recipient.Member(leaving.id()),
                leaving.id(),
                Map.of(),
                house.now())));

    Response certificate = delete(leaving.token());

    assertEquals(200, certificate.status());
    assertEquals(
        Map.of(
            "Keys person-key", 1,
            "People member", 1,
            "Events answers", 1,
            "Events events-organised", 1,
            "People consent-receipts", 2,
            "People identity", 1,
            "Endorsements endorsement", 1,
            "Outbox queued-messages", 1,
            "Ephemeral sessions", 1),
        deleted(certificate));
    assertEquals("2026-11-21T10:00:00Z", certificate.text("/erasedAt").orElseThrow());
    assertEquals("2026-11-22", certificate.text("/backupsUnreadableOn").orElseThrow());
    assertEquals("suppression-hash", certificate.text("/remains/0/what").orElseThrow());
    assertEquals("2027-05-03", certificate.text("/remains/0/until").orElseThrow());
    assertEquals("2026-12-27", certificate.text("/remains/1/until").orElseThrow());
    assertTrue(certificate.cookies().getFirst().startsWith("__Host-session=;"));

    for (String table : List.of("KEYS_TABLE", "EPHEMERAL_TABLE", "ENDORSEMENTS_TABLE")) {
      assertEquals(List.of(), house.naming(table, leaving.id()), table);
      assertEquals(List.of(), house.naming(table, leaving.identity()), table);
    }
    assertEquals(List.of(), house.naming("PEOPLE_TABLE", leaving.id()));
    assertEquals(
        Set.of("U", "suppression#" + leaving.identity()),
        Set.copyOf(
            house.naming("PEOPLE_TABLE", leaving.identity()).stream()
                .map(item -> Household.text(item, "sk"))
                .toList()));
    assertEquals(Set.of(), house.under("EVENTS_TABLE", "M#" + leaving.id()));
    assertEquals(1, house.naming("JOURNAL_TABLE", leaving.identity()).size());
    // The events' own items keep the organiser's id, under which nothing is left to find.
    assertEquals(
        Set.of("EV#" + own.id()),
        Set.copyOf(
            house.naming("EVENTS_TABLE", leaving.id()).stream()
                .map(item -> Household.text(item, "pk"))
                .toList()));

    Event cancelled = house.bean(Events.class).find(own.id()).orElseThrow();
    assertEquals(EventStatus.CANCELLED, cancelled.status());
    assertEquals(Events.SOMEBODY, cancelled.displayName());
    assertEquals(1, house.queued("CANCELLATION", own.id()));
    assertEquals(1, house.queued("PROMOTED", answered.id()));
    assertEquals(Map.of(waiting.id(), 1), answers.attendees(answered));
    assertTrue(house.bean(Suppressions.class).isSuppressed(leaving.identity()));

    assertEquals(401, delete(leaving.token()).status());
    assertEquals(401, house.account.call(Payload.get("/v1/me").bearer(leaving.token())).status());
    assertEquals(200, house.account.call(Payload.get("/v1/me").bearer(host.token())).status());
  }

  @Test
  void aSuspendedMemberMayLeave() {
    Person person =
        house.person(Set.of(Purpose.ACCOUNT), null, house.now().plus(Duration.ofDays(3)));
    assertEquals(200, delete(person.token()).status());
    assertEquals(List.of(), house.naming("PEOPLE_TABLE", person.id()));
  }

  @Test
  void everyOtherSessionOfTheMemberIsDeadAtOnce() {
    Person person = house.person();
    String other = house.session(house.bean(Members.class).account(person.id()).orElseThrow());
    assertEquals(200, delete(person.token()).status());
    assertEquals(401, house.account.call(Payload.get("/v1/me").bearer(other)).status());
    assertEquals(List.of(), house.naming("EPHEMERAL_TABLE", person.id()));
  }

  @Test
  void whatBrokeOffIsFinishedByAskingAgain() {
    Person person = house.person();
    Key broken = new Key(Table.EVENTS, "M#" + person.id(), "R#broken");
    house.store.write(
        Write.put(
            new Item(broken, RetentionRule.ANSWERS.from(house.now()), Attributes.none()),
            Condition.none()));

    assertEquals(500, delete(person.token()).status());
    assertEquals(List.of(), house.naming("KEYS_TABLE", person.id()), "unreadable at once");
    assertEquals(401, house.account.call(Payload.get("/v1/me").bearer(person.token())).status());
    assertFalse(house.naming("PEOPLE_TABLE", person.id()).isEmpty(), "there is work left");

    house.store.write(Write.remove(broken, Condition.none()));
    Response certificate = delete(person.token());
    assertEquals(200, certificate.status());
    assertEquals(1, deleted(certificate).get("People identity"));
    assertEquals(List.of(), house.naming("PEOPLE_TABLE", person.id()));
    assertEquals(List.of(), house.naming("EPHEMERAL_TABLE", person.id()));
    assertEquals(401, delete(person.token()).status());
  }

  @Test
  void anotherMembersTokenErasesNobodyElse() {
    Person one = house.person();
    Person other = house.person();
    assertEquals(200, delete(one.token()).status());
    assertEquals(200, house.account.call(Payload.get("/v1/me").bearer(other.token())).status());
    assertEquals(403, delete(house.verified()).status());
  }
}
