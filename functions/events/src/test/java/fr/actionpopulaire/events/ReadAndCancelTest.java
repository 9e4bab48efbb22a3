package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An event's life after it was published. */
@EmbeddedAwsTest
class ReadAndCancelTest {

  private final TestAws aws;
  private final Town town;
  private final Town.Someone organiser;

  ReadAndCancelTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    organiser = town.member("Camille");
  }

  private Response cancel(String id, Town.Someone member, Map<String, ?> body) {
    return town.events.call(
        Payload.post("/v1/events/" + id + "/cancellation").bearer(member.token()).json(body));
  }

  private long cancellations() {
    return aws.scan("OUTBOX_TABLE").stream()
        .filter(item -> item.toString().contains("CANCELLATION"))
        .count();
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    for (String id : List.of("0".repeat(26), "x", "nouveau", "EV")) {
      assertEquals(404, town.get("/v1/events/" + id).status());
      assertEquals(404, town.get("/v1/events/" + id + ".ics").status());
      assertEquals(404, cancel(id, organiser, Map.of("reason", "Pluie")).status());
    }
  }

  @Test
  void aHiddenEventSaysOnlyThatAndWhy() {
    String id = town.published(organiser, town.sheet("onlineUrl", "https://example.org/salle"));
    town.hide(id, "Appel à la haine : article 24 de la loi de 1881.");
    Response answer = town.get("/v1/events/" + id);
    assertEquals(200, answer.status());
    assertEquals("hidden", answer.text("/status").orElseThrow());
    assertEquals(
        "Appel à la haine : article 24 de la loi de 1881.", answer.text("/reason").orElseThrow());
    for (String field : List.of("title", "description", "place", "onlineUrl", "organiser")) {
      assertTrue(answer.json().at("/" + field).isNull(), field);
    }
    assertEquals("\"2\"", answer.header("etag").orElseThrow());
    Response page = town.page("/evenements/" + id);
    assertTrue(page.body().contains("Appel à la haine"));
    assertFalse(page.body().contains("Tractage"));
    assertEquals("noindex", page.header("x-robots-tag").orElseThrow());
    assertEquals(409, cancel(id, organiser, Map.of("reason", "Pluie")).status());
  }

  @Test
  void theNameGoesWithTheKey() {
    String id = town.published(organiser, town.sheet());
    town.store.write(Keys.shred(new Owner.Member(organiser.id())));
    assertEquals(
        Events.SOMEBODY, town.get("/v1/events/" + id).text("/organiser/displayName").orElseThrow());
  }

  @Test
  void cancellingTellsEverybodyOnce() {
    String id = town.published(organiser, town.sheet());
    long before = cancellations();
    Response answer = cancel(id, organiser, Map.of("reason", "Salle fermée"));
    assertEquals(200, answer.status(), answer::toString);
    assertEquals("cancelled", answer.text("/status").orElseThrow());
    assertEquals("Salle fermée", answer.text("/reason").orElseThrow());
    assertEquals(1, answer.json().at("/sequence").asInt());
    assertEquals("\"2\"", answer.header("etag").orElseThrow());
    Response again = cancel(id, organiser, Map.of("reason", "Autre raison"));
    assertEquals(200, again.status());
    assertEquals(answer.json(), again.json());
    assertEquals(answer.json(), town.get("/v1/events/" + id).json());
    assertEquals(before + 1, cancellations());
  }

  @Test
  void onlyTheOrganiserCancels() {
    String id = town.published(organiser, town.sheet());
    assertEquals(403, cancel(id, town.member("Dominique"), Map.of("reason", "Pluie")).status());
    assertEquals(
        401,
        town.events
            .call(
                Payload.post("/v1/events/" + id + "/cancellation").json(Map.of("reason", "Pluie")))
            .status());
    assertEquals("published", town.get("/v1/events/" + id).text("/status").orElseThrow());
  }

  @Test
  void aReasonIsOneLineOfUpTo300Characters() {
    String id = town.published(organiser, town.sheet());
    for (String reason : List.of("", " ", "a\nb", "a".repeat(301), "<img src=x>")) {
      assertEquals(422, cancel(id, organiser, Map.of("reason", reason)).status(), reason);
    }
    assertEquals(422, cancel(id, organiser, Map.of()).status());
    assertEquals(400, cancel(id, organiser, Map.of("reason", "a", "other", 1)).status());
    assertEquals(200, cancel(id, organiser, Map.of("reason", "a".repeat(300))).status());
  }

  @Test
  void whatIsOverIsNotCancelled() {
    String id = town.published(organiser, town.sheet());
    aws.clock().advance(Duration.ofDays(2).plusHours(2));
    assertEquals(409, cancel(id, organiser, Map.of("reason", "Pluie")).status());
  }

  @Test
  void deletingLeavesNothing() {
    int before = town.rows("EVENTS_TABLE");
    Town.Someone member = town.member("Dominique");
    String id = town.published(member, town.sheet());
    Events events = town.context.getBean(Events.class);
    assertEquals(List.of(id), events.organisedBy(member.id()));
    assertEquals(before + 7, town.rows("EVENTS_TABLE"));
    assertEquals(7, events.delete(id));
    assertEquals(before, town.rows("EVENTS_TABLE"));
    assertEquals(0, events.delete(id));
  }

  @Test
  void afterTheCampaignNothingIsSeen() {
    String id = town.published(organiser, town.sheet());
    aws.clock().set(java.time.Instant.parse("2027-05-02T21:59:59Z"));
    assertEquals(200, town.get("/v1/events/" + id).status());
    aws.clock().advance(Duration.ofSeconds(1));
    assertEquals(404, town.get("/v1/events/" + id).status());
    assertEquals(404, town.page("/evenements/" + id).status());
    Events events = town.context.getBean(Events.class);
    assertTrue(events.findEvenExpired(id).isPresent());
    assertEquals(7, events.delete(id));
  }
}
