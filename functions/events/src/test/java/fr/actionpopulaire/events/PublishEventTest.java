package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.Organisers;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing: what is answered and stored, and what is refused without leaving a trace. */
@EmbeddedAwsTest
class PublishEventTest {

  private final TestAws aws;
  private final Town town;

  PublishEventTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
  }

  private void refused(String pointer, Map<String, ?> sheet) {
    Town.Someone member = town.member("Camille");
    int before = town.rows("EVENTS_TABLE");
    Response answer = town.publish(member, sheet);
    assertEquals(422, answer.status(), answer::toString);
    assertEquals("application/problem+json", answer.header("content-type").orElseThrow());
    assertEquals("/problems/invalid", answer.text("/type").orElseThrow());
    boolean named = false;
    for (JsonNode error : answer.json().at("/errors")) {
      named |= error.at("/pointer").asText().equals(pointer);
    }
    assertTrue(named, () -> pointer + " is not named by " + answer);
    assertEquals(before, town.rows("EVENTS_TABLE"));
  }

  @Test
  void anEventIsPublishedInOneTransactionAndReadBack() {
    Town.Someone member = town.member("Camille");
    aws.meter().reset();
    Response answer = town.publish(member, town.sheet());
    assertEquals(201, answer.status(), answer::toString);
    assertEquals(1, aws.meter().count("TransactWriteItems"));
    String id = answer.text("/id").orElseThrow();
    assertEquals("/v1/events/" + id, answer.header("location").orElseThrow());
    assertEquals("\"1\"", answer.header("etag").orElseThrow());
    assertEquals("Camille", answer.text("/organiser/displayName").orElseThrow());
    assertEquals("2026-11-23T11:00:00+01:00", answer.text("/startsAt").orElseThrow());
    assertEquals("Europe/Paris", answer.text("/timeZone").orElseThrow());
    assertEquals(0, answer.json().at("/confirmed").asInt(-1));
    assertEquals(10, answer.json().at("/seatsLeft").asInt(-1));
    assertEquals(0, answer.json().at("/sequence").asInt(-1));
    assertEquals("published", answer.text("/status").orElseThrow());
    assertEquals(answer.json(), town.get("/v1/events/" + id).json());
  }

  @Test
  void theNameShownIsStoredSealedAndMayBeAPseudonym() {
    String id = town.published(town.member("Camille"), town.sheet("displayName", "Le Vigan"));
    assertEquals(
        "Le Vigan", town.get("/v1/events/" + id).text("/organiser/displayName").orElseThrow());
    assertFalse(aws.scan("EVENTS_TABLE").toString().contains("Le Vigan"));
  }

  @Test
  void timesAreShownOnTheClocksOfTheCommune() {
    Response answer = town.publish(town.member("Maeva"), town.sheet("commune", "97411"));
    assertEquals("Indian/Reunion", answer.text("/timeZone").orElseThrow());
    assertEquals("2026-11-23T14:00:00+04:00", answer.text("/startsAt").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "kind, null",
        "kind, party",
        "title, null",
        "title, ab",
        "title, <script>alert(1)</script>",
        "startsAt, null",
        "startsAt, 2026-11-25T10:00:00",
        "startsAt, 2026-11-25",
        "startsAt, 2026-02-30T10:00:00Z",
        "startsAt, demain",
        "endsAt, null",
        "endsAt, 2026-11-25",
        "commune, null",
        "commune, 00000",
        "timeZone, Europe/Atlantis",
        "timeZone, +01:00",
        "onlineUrl, http://example.org",
        "onlineUrl, javascript:alert(1)",
        "onlineUrl, https://",
        "onlineUrl, https://a@example.org/",
        "displayName, <b>",
        "displayName, 12345678901234567890123456789012345678901"
      })
  void whatIsWrongIsNamed(String field, @Nullable String value) {
    refused("/" + field, town.sheet(field, value));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 100_001})
  void capacityHasBounds(int capacity) {
    refused("/capacity", town.sheet("capacity", capacity));
  }

  @Test
  void textsHaveBounds() {
    refused("/title", town.sheet("title", "a".repeat(101)));
    refused("/title", town.sheet("title", "deux\r\nlignes"));
    refused("/description", town.sheet("description", "a".repeat(4001)));
    refused("/place", town.sheet("place", "a".repeat(201)));
    refused("/accessibility", town.sheet("accessibility", "a".repeat(501)));
    Map<String, Object> longest = town.sheet("title", "a".repeat(100));
    longest.put("description", "é".repeat(4000));
    longest.put("place", "a".repeat(200));
    longest.put("accessibility", "a".repeat(500));
    longest.put("capacity", 100_000);
    town.published(town.member("Camille"), longest);
  }

  @Test
  void textsAreKeptAsTyped() {
    String text = "L'union; -- \" & 1 < 2 {{7*7}} ${x} 🎉";
    String id = town.published(town.member("Camille"), town.sheet("description", text));
    assertEquals(text, town.get("/v1/events/" + id).text("/description").orElseThrow());
  }

  private Map<String, Object> between(Instant start, Instant end) {
    Map<String, Object> sheet = town.sheet("startsAt", start.toString());
    sheet.put("endsAt", end.toString());
    return sheet;
  }

  @Test
  void nothingBeginsInThePast() {
    Instant now = town.now();
    refused("/startsAt", between(now.minusSeconds(1), now.plusSeconds(60)));
    town.published(town.member("Camille"), between(now, now.plusSeconds(60)));
  }

  @Test
  void anEventLastsASecondToSevenDays() {
    Instant start = town.now().plusSeconds(60);
    Duration week = Duration.ofDays(7);
    refused("/endsAt", between(start, start));
    refused("/endsAt", between(start, start.plus(week).plusSeconds(1)));
    Town.Someone member = town.member("Camille");
    town.published(member, between(start, start.plusSeconds(1)));
    town.published(member, between(start, start.plus(week)));
  }

  @Test
  void electoralSilenceIsKeptToTheSecond() {
    // Paris: Saturday 17 April 2027, 00:00 to Sunday 18 April, 20:00.
    Instant from = Instant.parse("2027-04-16T22:00:00Z");
    Instant until = Instant.parse("2027-04-18T18:00:00Z");
    refused("/startsAt", between(from.minusSeconds(60), from.plusSeconds(1)));
    refused("/startsAt", between(from, from.plusSeconds(60)));
    refused("/startsAt", between(until.minusSeconds(1), until.plusSeconds(60)));
    refused("/startsAt", between(from.minusSeconds(1), until.plusSeconds(1)));
    Town.Someone member = town.member("Camille");
    town.published(member, between(from.minusSeconds(60), from));
    town.published(member, between(until, until.plusSeconds(60)));
  }

  @Test
  void nothingIsPublishedForAfterTheCampaign() {
    Instant end = Instant.parse("2027-05-02T22:00:00Z");
    refused("/endsAt", between(end.minusSeconds(60), end.plusSeconds(1)));
    town.published(town.member("Camille"), between(end.minusSeconds(60), end));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "\"text\"", "{\"kind\":1}", "{\"colour\":\"red\"}", ""})
  void whatIsNoEventIsMalformed(String body) {
    Response answer =
        town.events.call(
            Payload.post("/v1/events").bearer(town.member("Camille").token()).json(body));
    assertTrue(answer.status() == 400 || answer.status() == 422, answer::toString);
    assertEquals("application/problem+json", answer.header("content-type").orElseThrow());
  }

  @Test
  void onlyMembersInGoodStandingPublish() {
    Response nobody = town.events.call(Payload.post("/v1/events").json(town.sheet()));
    assertEquals(401, nobody.status());
    Town.Someone suspended = town.member("Camille", town.now().plusSeconds(1));
    Response answer = town.publish(suspended, town.sheet());
    assertEquals(403, answer.status());
    assertEquals("/problems/suspended", answer.text("/type").orElseThrow());
    aws.clock().advance(Duration.ofSeconds(1));
    town.published(suspended, town.sheet());
  }

  @Test
  void anotherMethodOrMediaTypeIsRefused() {
    Town.Someone member = town.member("Camille");
    assertEquals(405, town.events.call(Payload.delete("/v1/events")).status());
    assertEquals(405, town.events.call(Payload.of("PUT", "/v1/events/" + "0".repeat(26))).status());
    assertEquals(
        415,
        town.events
            .call(
                Payload.post("/v1/events")
                    .bearer(member.token())
                    .body("text/plain", "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .status());
  }

  @Test
  void sharedFieldsOfTheContractAreAllThere() {
    Response answer = town.publish(town.member("Camille"), town.sheet());
    Map<String, Boolean> missing = new HashMap<>();
    for (String field :
        "id kind title description startsAt endsAt timeZone commune place onlineUrl capacity accessibility organiser status confirmed seatsLeft sequence"
            .split(" ", -1)) {
      if (!answer.json().has(field)) {
        missing.put(field, true);
      }
    }
    assertEquals(Map.of(), missing);
  }

  /**
   * The contract lets a member who has just activated their account publish any kind (ADR 0041).
   */
  @Test
  void everyKindIsOpenToAnyMember() {
    for (EventKind kind : EventKind.values()) {
      assertEquals(Organisers.ANY_MEMBER, kind.organisers());
      Town.Someone fresh = town.member("Lou");
      assertEquals(201, town.publish(fresh, town.sheet("kind", kind.code())).status(), kind.code());
      String form =
          town.events
              .call(
                  Payload.get("/evenements/nouveau")
                      .query("type", kind.code())
                      .header("accept", "text/html")
                      .cookie("__Host-session", fresh.token()))
              .body();
      assertTrue(form.contains(kind.organisers().french()), form);
    }
  }
}
