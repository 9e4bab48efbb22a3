package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event that takes place several times is several events, all of them or none. */
@EmbeddedAwsTest
class SeriesTest {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  private final TestAws aws;
  private final Town town;
  private final Town.Someone member;

  SeriesTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    member = town.member("Camille");
  }

  private Map<String, Object> sheet(String start, String end) {
    Map<String, Object> sheet = town.sheet("startsAt", start);
    sheet.put("endsAt", end);
    return sheet;
  }

  private Response publish(Town where, Map<String, ?> event, String every, int times) {
    return where.events.call(series(event, every, times));
  }

  private Payload series(Map<String, ?> event, @Nullable String every, @Nullable Integer times) {
    Map<String, Object> body = new HashMap<>();
    body.put("event", event);
    body.put("every", every);
    body.put("times", times);
    return Payload.post("/v1/events/series").bearer(member.token()).json(body);
  }

  private static List<String> each(Response answer, String field) {
    List<String> values = new ArrayList<>();
    for (JsonNode item : answer.json().at("/items")) {
      values.add(item.at(field).asText());
    }
    return values;
  }

  @Test
  void eachIsAnEventOfItsOwn() {
    aws.meter().reset();
    Response answer = publish(town, town.sheet(), "week", 3);
    assertEquals(201, answer.status(), answer::toString);
    assertEquals(
        Map.of("BatchGetItem", 1, "GetItem", 3, "TransactWriteItems", 1),
        aws.meter().byOperation());
    List<String> ids = each(answer, "/id");
    assertEquals(3, new HashSet<>(ids).size());
    assertEquals("/v1/events/" + ids.getFirst(), answer.header("location").orElseThrow());
    assertTrue(answer.json().at("/next").isNull());
    for (int i = 0; i < 3; i++) {
      Response one = town.get("/v1/events/" + ids.get(i));
      assertEquals(answer.json().at("/items/" + i), one.json());
      assertTrue(town.get("/v1/events?commune=75111").body().contains(ids.get(i)));
    }
    assertEquals(200, town.change(member, ids.get(1), "\"1\"", Map.of("title", "Autre")).status());
    assertEquals(
        "Tractage au marché", town.get("/v1/events/" + ids.get(2)).text("/title").orElseThrow());
  }

  /** Clocks go forward on 28 March 2027; on the wall it is the same time. */
  @ParameterizedTest
  @CsvSource({
    "week, 2027-03-20T10:00:00+01:00, 2027-03-27T10:00:00+01:00, 2027-04-03T10:00:00+02:00",
    "fortnight, 2027-03-01T20:30:00+01:00, 2027-03-15T20:30:00+01:00, 2027-03-29T20:30:00+02:00",
    "month, 2027-02-10T10:00:00+01:00, 2027-03-10T10:00:00+01:00, 2027-04-10T10:00:00+02:00",
    "month, 2026-12-31T10:00:00+01:00, 2027-01-31T10:00:00+01:00, 2027-02-28T10:00:00+01:00",
    "month, 2027-01-30T23:30:00+01:00, 2027-02-28T23:30:00+01:00, 2027-03-30T23:30:00+02:00"
  })
  void theClocksShowTheSameTime(String every, String first, String second, String third) {
    String end =
        Instant.parse(java.time.OffsetDateTime.parse(first).toInstant().toString())
            .plus(Duration.ofHours(2))
            .toString();
    Response answer = publish(town, sheet(first, end), every, 3);
    assertEquals(201, answer.status(), answer::toString);
    assertEquals(List.of(first, second, third), each(answer, "/startsAt"));
    for (int i = 0; i < 3; i++) {
      assertEquals(
          Duration.ofHours(2),
          Duration.between(
              java.time.OffsetDateTime.parse(each(answer, "/startsAt").get(i)),
              java.time.OffsetDateTime.parse(each(answer, "/endsAt").get(i))));
    }
  }

  @Test
  void tenOfADayEachAreTheMost() {
    Map<String, Object> day = sheet("2026-12-05T10:00:00+01:00", "2026-12-06T10:00:00+01:00");
    assertEquals(201, publish(town, day, "week", 10).status());
    assertEquals(422, publish(town, day, "week", 11).status());
    assertEquals(422, publish(town, day, "week", 1).status());
    assertEquals(201, publish(town, day, "week", 2).status());
    day.put("endsAt", "2026-12-06T10:00:01+01:00");
    Response longer = publish(town, day, "week", 2);
    assertEquals(422, longer.status());
    assertEquals("/event/endsAt", longer.text("/errors/0/pointer").orElseThrow());
  }

  @Test
  @Tag("B6")
  void oneInElectoralSilenceOrAfterTheCampaignAndNoneIsPublished() {
    int rows = town.rows("EVENTS_TABLE");
    Response silence =
        publish(
            town, sheet("2027-04-03T10:00:00+02:00", "2027-04-03T12:00:00+02:00"), "fortnight", 2);
    assertEquals(422, silence.status(), silence::toString);
    assertTrue(
        silence.body().contains("Le samedi 17 avril 2027 : Silence électoral"), silence::body);
    assertEquals("/event/startsAt", silence.text("/errors/0/pointer").orElseThrow());
    Response late =
        publish(town, sheet("2027-04-05T10:00:00+02:00", "2027-04-05T12:00:00+02:00"), "month", 2);
    assertEquals(422, late.status(), late::toString);
    assertTrue(late.body().contains("campagne sera terminée"), late::body);
    assertEquals(rows, town.rows("EVENTS_TABLE"));
  }

  @Test
  void eachCountsAmongANewAccountsTwoADay() {
    Town strict = new Town(aws, Map.of());
    int rows = town.rows("EVENTS_TABLE");
    Response three = publish(strict, town.sheet(), "week", 3);
    assertEquals(429, three.status(), three::toString);
    assertTrue(three.header("retry-after").isPresent());
    assertEquals(rows, town.rows("EVENTS_TABLE"));
    strict.published(member, town.sheet());
    assertEquals(429, publish(strict, town.sheet(), "week", 2).status());
    aws.clock().advance(Duration.ofHours(24));
    assertEquals(201, publish(strict, town.sheet(), "week", 2).status());
    assertEquals(429, strict.publish(member, town.sheet()).status());
  }

  @Test
  void repeatedWithItsKeyItIsPublishedOnce() {
    Payload once = series(town.sheet(), "week", 2).header("idempotency-key", "s");
    Response first = town.events.call(once);
    assertEquals(201, first.status());
    int rows = town.rows("EVENTS_TABLE");
    assertEquals(first.body(), town.events.call(once).body());
    assertEquals(rows, town.rows("EVENTS_TABLE"));
  }

  @Test
  void badRequestsAreRefused() {
    int rows = town.rows("EVENTS_TABLE");
    for (Payload bad :
        List.of(
            series(Map.of(), "week", 2),
            series(town.sheet(), "day", 2),
            series(town.sheet(), null, 2),
            series(town.sheet(), "week", null),
            series(town.sheet(), "week", -1),
            series(town.sheet("title", "X"), "week", 2),
            Payload.post("/v1/events/series").bearer(member.token()).json(Map.of("times", 2)))) {
      assertEquals(422, town.events.call(bad).status());
    }
    assertEquals(
        "/event/title",
        town.events
            .call(series(town.sheet("title", "X"), "week", 2))
            .text("/errors/0/pointer")
            .orElseThrow());
    assertEquals(
        401, town.events.call(Payload.post("/v1/events/series").json(Map.of("times", 2))).status());
    assertEquals(404, town.get("/v1/events/series").status());
    assertEquals(rows, town.rows("EVENTS_TABLE"));
  }

  private Response send(Map<String, String> form) {
    return town.events.call(
        Payload.post("/evenements/nouveau")
            .header("origin", ORIGIN)
            .cookie("__Host-session", member.token())
            .form(form));
  }

  @Test
  void theFormRepeatsToo() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("cle", "0123456789abcdefghjkmnpqrs");
    fields.put("titre", "Réunion du mardi");
    fields.put("type", "meeting");
    fields.put("debut", "2026-12-01T19:00");
    fields.put("lieu", "59350");
    fields.put("commune", "59350");
    fields.put("repeter", "week");
    fields.put("fois", "4");
    Response sent = send(fields);
    assertEquals(303, sent.status(), sent::body);
    assertEquals("/evenements/0123456789abcdefghjkmnpqrs", sent.header("location").orElseThrow());
    assertEquals(4, each(town.get("/v1/events?commune=59350"), "/id").size());
    assertEquals(303, send(fields).status());
    assertEquals(4, each(town.get("/v1/events?commune=59350"), "/id").size(), "a double click");
    fields.put("fois", "40");
    Response wrong = send(fields);
    assertEquals(422, wrong.status());
    assertTrue(wrong.body().contains("De 2 à 10 fois"), wrong::body);
    assertTrue(wrong.body().contains("value=\"40\""));
    fields.put("repeter", "month");
    fields.put("fois", "9");
    Response late = send(fields);
    assertEquals(422, late.status());
    assertTrue(late.body().contains("campagne sera terminée"), late::body);
  }
}
