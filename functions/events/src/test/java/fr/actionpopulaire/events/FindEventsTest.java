package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searching: who is found, in which order, at which price. */
@EmbeddedAwsTest
class FindEventsTest {

  private final TestAws aws;
  private final Town town;
  private Town.Someone member;

  FindEventsTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    member = town.member("Camille");
  }

  private String event(String commune, Instant start) {
    Map<String, Object> sheet = town.sheet("commune", commune);
    sheet.put("startsAt", start.toString());
    sheet.put("endsAt", start.plus(Duration.ofHours(2)).toString());
    return town.published(member, sheet);
  }

  private static List<String> ids(Response answer) {
    List<String> ids = new ArrayList<>();
    for (JsonNode item : answer.json().at("/items")) {
      ids.add(item.at("/id").asText());
    }
    return ids;
  }

  /** Every page of a search, checking that none costs more than 8 queries and 3 batches. */
  private List<String> all(String search) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    while (true) {
      aws.meter().reset();
      Response page = town.get(search + cursor);
      assertEquals(200, page.status(), page::toString);
      Map<String, Integer> made = aws.meter().byOperation();
      // An empty list may spend eight more to say what is nearest.
      int queries = ids(page).isEmpty() && cursor.isEmpty() ? 16 : 8;
      assertTrue(aws.meter().count("Query") <= queries, made::toString);
      assertTrue(aws.meter().count() <= queries + 3, made::toString);
      ids.addAll(ids(page));
      assertEquals(page.text("/next").isPresent(), page.header("link").isPresent());
      if (page.text("/next").isEmpty()) {
        return ids;
      }
      cursor = "&cursor=" + page.text("/next").orElseThrow();
      assertTrue(page.header("link").orElseThrow().contains(cursor.substring(1)));
    }
  }

  @Test
  void theCircleCrossesDepartments() {
    Instant day = Instant.parse("2027-01-10T10:00:00Z");
    String paris = event("75111", day.plusSeconds(60));
    String montreuil = event("93048", day);
    String chartres = event("28085", day);
    List<String> near =
        ids(town.get("/v1/events?commune=75112&from=2027-01-10T10:00:00Z&to=2027-01-10"));
    assertEquals(List.of(montreuil, paris), near);
    List<String> far =
        ids(town.get("/v1/events?commune=75112&radiusKm=100&from=2027-01-10&to=2027-01-10"));
    assertTrue(far.containsAll(List.of(montreuil, paris, chartres)));
    assertEquals(
        List.of(paris),
        ids(town.get("/v1/events?commune=75111&radiusKm=1&from=2027-01-10&to=2027-01-10")));
  }

  @Test
  void pagesAreCompleteOrderedAndWithoutRepetition() {
    Instant first = Instant.parse("2027-01-20T08:00:00Z");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      // Lyon, Villeurbanne, Bourgoin-Jallieu: two departments; some at the same instant.
      String commune = List.of("69381", "69266", "38053").get(i % 3);
      expected.add(event(commune, first.plus(Duration.ofMinutes(i / 2))));
    }
    List<String> found = all("/v1/events?commune=69381&radiusKm=60&from=2027-01-20&to=2027-01-20");
    assertEquals(65, found.size());
    assertEquals(new HashSet<>(expected), new HashSet<>(found));
    for (int i = 0; i < 64; i++) {
      assertTrue(expected.indexOf(found.get(i)) / 2 <= expected.indexOf(found.get(i + 1)) / 2);
    }
    assertEquals(
        found, all("/v1/events?from=2027-01-20&to=2027-01-20"), "the whole country holds the same");
  }

  @Test
  void aCircleOverManyDepartmentsStillCostsEightQueries() {
    var centre = Communes.embedded().byCode("75056").orElseThrow();
    assertTrue(Communes.embedded().departmentsWithin(centre.point(), 100).size() > 8);
    String there = event("60057", Instant.parse("2027-02-03T10:00:00Z"));
    String elsewhere = event("13201", Instant.parse("2027-02-03T10:00:00Z"));
    List<String> found = all("/v1/events?commune=75056&radiusKm=100&from=2027-02-03&to=2027-02-03");
    assertTrue(found.contains(there));
    assertFalse(found.contains(elsewhere));
  }

  @Test
  void oneKindCanBeAskedFor() {
    Instant day = Instant.parse("2027-02-10T10:00:00Z");
    event("35238", day);
    Map<String, Object> sheet = town.sheet("commune", "35238");
    sheet.put("kind", "training");
    sheet.put("startsAt", day.toString());
    sheet.put("endsAt", day.plusSeconds(60).toString());
    String training = town.published(member, sheet);
    assertEquals(List.of(training), all("/v1/events?commune=35238&kind=training&from=2027-02-10"));
  }

  @Test
  void whatIsOnIsFoundUntilItEnds() {
    Instant start = town.now().plusSeconds(60);
    String id = event("29019", start);
    String search = "/v1/events?commune=29019&radiusKm=5";
    aws.clock().set(start.plus(Duration.ofHours(2)).minusSeconds(1));
    assertEquals(List.of(id), all(search));
    aws.clock().set(start.plus(Duration.ofHours(2)));
    assertEquals(List.of(), all(search));
  }

  @Test
  void whatLastsAWeekIsFoundUntilItEnds() {
    Instant start = Instant.parse("2027-01-05T09:00:00Z");
    Instant end = start.plus(Duration.ofDays(7));
    String week = lasting("postering", "97502", start, end);
    String later = lasting("postering", "97502", end.plusSeconds(3600), end.plusSeconds(7200));
    for (String search :
        List.of("/v1/events?commune=97502&kind=postering", "/v1/events?kind=postering")) {
      aws.clock().set(start.minusSeconds(1));
      assertEquals(List.of(week, later), all(search));
      for (int day = 0; day < 7; day++) {
        aws.clock().set(start.plus(Duration.ofDays(day)));
        aws.meter().reset();
        assertEquals(List.of(week, later), ids(town.get(search)), "day " + day);
        // The country holds the other tests' events too: there a page may take a second query.
        assertTrue(aws.meter().count("Query") <= (search.contains("commune") ? 1 : 8));
      }
      aws.clock().set(Instant.parse("2027-01-12T00:00:00Z"));
      assertEquals(List.of(week, later), all(search));
      aws.clock().set(end.minusSeconds(1));
      assertEquals(List.of(week, later), all(search));
      aws.clock().set(end);
      assertEquals(List.of(later), all(search));
    }
    assertEquals(List.of(week, later), all("/v1/events?commune=97502&from=2027-01-05"));
    assertEquals(List.of(later), all("/v1/events?commune=97502&from=2027-01-06"));
  }

  @Test
  void whatIsOnComesFirstByItsStart() {
    Instant now = Instant.parse("2027-02-16T12:00:00Z");
    aws.clock().set(now.minus(Duration.ofDays(4)));
    member = town.member("Lou");
    Instant tomorrow = now.plus(Duration.ofDays(1));
    String third = event("97613", now.minus(Duration.ofHours(1)));
    String second = lasting("rally", "97613", now.minus(Duration.ofDays(2)), tomorrow);
    String first = lasting("rally", "97613", now.minus(Duration.ofDays(3)), now.plusSeconds(1));
    String fourth = event("97613", now);
    lasting("rally", "97613", now.minus(Duration.ofDays(3)), now);
    aws.clock().set(now);
    assertEquals(
        List.of(first, second, third, fourth), all("/v1/events?commune=97613&to=2027-02-17"));
  }

  /** A row for each UTC day: an event that ends at midnight has none on the day that begins. */
  @Test
  void eachDayHasItsRowAndAllGoTogether() {
    Instant start = Instant.parse("2027-02-20T22:00:00Z");
    Instant midnight = Instant.parse("2027-02-21T00:00:00Z");
    String until = lasting("rally", "97613", start, midnight);
    String beyond = lasting("rally", "97613", start, midnight.plusSeconds(1));
    assertEquals(2, rows(until));
    assertEquals(4, rows(beyond));
    aws.clock().set(midnight);
    assertEquals(List.of(beyond), all("/v1/events?commune=97613&to=2027-02-21"));
    town.hide(beyond, "Contenu illégal.");
    assertEquals(0, rows(beyond));
    assertTrue(town.context.getBean(Events.class).delete(until) > 0);
    assertEquals(0, rows(until));
  }

  private String lasting(String kind, String commune, Instant start, Instant end) {
    Map<String, Object> sheet = town.sheet("commune", commune);
    sheet.put("kind", kind);
    sheet.put("startsAt", start.toString());
    sheet.put("endsAt", end.toString());
    return town.published(member, sheet);
  }

  private long rows(String event) {
    return aws.scan("EVENTS_TABLE").stream()
        .map(Row::new)
        .filter(row -> row.pk().startsWith("D#") && row.sk().endsWith(event))
        .count();
  }

  @Test
  void firstAndLastInstantAreThoseAskedFor() {
    Instant start = Instant.parse("2027-03-01T10:00:00Z");
    String id = event("67482", start);
    String here = "/v1/events?commune=67482&radiusKm=5";
    assertEquals(List.of(id), all(here + "&from=2027-03-01T10:00:00Z"));
    assertEquals(List.of(), all(here + "&from=2027-03-01T10:00:01Z"));
    assertEquals(List.of(), all(here + "&to=2027-03-01T10:00:00Z"));
    assertEquals(List.of(id), all(here + "&to=2027-03-01T10:00:01Z"));
    assertEquals(List.of(id), all(here + "&from=2027-03-01&to=2027-03-01"));
  }

  @Test
  void hiddenAndCancelledOnesAreNotListed() {
    Instant day = Instant.parse("2027-03-05T10:00:00Z");
    String hidden = event("44109", day);
    String cancelled = event("44109", day);
    String stays = event("44109", day);
    town.hide(hidden, "Contenu illégal.");
    assertEquals(
        200,
        town.events
            .call(
                Payload.post("/v1/events/" + cancelled + "/cancellation")
                    .bearer(member.token())
                    .json(Map.of("reason", "Pluie")))
            .status());
    assertEquals(List.of(stays), all("/v1/events?commune=44109&from=2027-03-05"));
    assertFalse(all("/v1/events?from=2027-03-05").contains(hidden));
    assertFalse(town.get("/v1/communes/44109/events.ics").body().contains(hidden));
    assertTrue(town.get("/v1/communes/44109/events.ics").body().contains(cancelled));
  }

  /** As a form sends the fields nobody filled in. */
  @Test
  void blanksAskForNothing() {
    String id = event("97128", Instant.parse("2027-03-11T10:00:00Z"));
    assertEquals(List.of(id), all("/v1/events?commune=97128&radiusKm=&from=2027-03-11&to=&kind="));
    Response blank = town.get("/v1/events?commune=&radiusKm=&from=&to=%20&kind=&cursor=");
    assertEquals(200, blank.status(), blank::toString);
    assertEquals(town.get("/v1/events").json(), blank.json());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commune=00000",
        "commune=75056'--",
        "radiusKm=0",
        "radiusKm=101",
        "radiusKm=x",
        "from=2027-03-01T10:00:00",
        "from=hier",
        "to=2027-02-30",
        "from=2027-03-02&to=2027-03-01T00:00:00Z",
        "kind=party",
        "cursor=garbage",
        "cursor=%00",
        "cursor=MjAyNy0wMS0wMQ"
      })
  void unreadableQuestionsAreRefused(String query) {
    Response answer = town.get("/v1/events?" + query);
    assertEquals(422, answer.status(), answer::toString);
    assertEquals("application/problem+json", answer.header("content-type").orElseThrow());
  }
}
