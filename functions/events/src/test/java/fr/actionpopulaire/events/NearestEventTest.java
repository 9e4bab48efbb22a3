package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An empty list says what is nearest anyway, for eight queries more at most. */
@EmbeddedAwsTest
class NearestEventTest {

  private final TestAws aws;
  private final Town town;
  private final Town.Someone member;

  NearestEventTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    member = town.member("Camille");
  }

  private String event(String commune, Instant start, String kind) {
    Map<String, Object> sheet = town.sheet("commune", commune);
    sheet.put("kind", kind);
    sheet.put("startsAt", start.toString());
    sheet.put("endsAt", start.plus(Duration.ofHours(2)).toString());
    return town.published(member, sheet);
  }

  private Response search(String query) {
    aws.meter().reset();
    Response answer = town.get("/v1/events?" + query);
    assertEquals(200, answer.status(), answer::toString);
    assertTrue(aws.meter().count("Query") <= 16, () -> aws.meter().byOperation().toString());
    return answer;
  }

  private static String nearest(Response answer) {
    assertEquals(0, answer.json().at("/items").size(), answer::body);
    return answer.text("/nearest/event/id").orElse("");
  }

  private static long kilometres(String one, String other) {
    Communes all = Communes.embedded();
    return (long)
        Math.ceil(
            all.byCode(one)
                .orElseThrow()
                .point()
                .distanceKm(all.byCode(other).orElseThrow().point()));
  }

  @Test
  void itIsTheNearestAndNotTheSoonestWithinTheOtherFilters() {
    Instant day = Instant.parse("2027-01-10T10:00:00Z");
    String soon = event("13201", day, "meeting");
    String near = event("45234", day.plus(Duration.ofDays(20)), "meeting");
    String other = event("28085", day, "rally");
    Response answer = search("commune=75111&kind=meeting&from=2027-01-10&to=2027-02-01");
    assertEquals(near, nearest(answer));
    assertEquals(kilometres("75111", "45234"), answer.json().at("/nearest/distanceKm").asLong());
    assertEquals(
        town.get("/v1/events/" + near).json(), answer.json().at("/nearest/event"), "all of it");
    assertEquals(other, nearest(search("commune=75111&from=2027-01-10&to=2027-02-01")));
    assertEquals(soon, nearest(search("commune=75111&kind=meeting&from=2027-01-10&to=2027-01-15")));
    assertEquals("", nearest(search("commune=75111&from=2027-01-11&to=2027-01-12")));
  }

  /** Thousands of kilometres away, beyond the seven departments that are asked. */
  @Test
  void anIslandFarFromEverythingIsToldToo() {
    String paris = event("75104", Instant.parse("2027-02-10T10:00:00Z"), "training");
    Response answer = search("commune=98818&kind=training&from=2027-02-10&to=2027-02-10");
    assertEquals(paris, nearest(answer));
    assertEquals(8 + 1, aws.meter().count("Query"));
  }

  /** Wallis is nearer to Fiji's side of the antimeridian than to Tahiti. */
  @Test
  void theAntimeridianSeparatesNobody() {
    Instant day = Instant.parse("2027-02-20T10:00:00Z");
    String noumea = event("98818", day, "canvassing");
    event("98735", day, "canvassing");
    Response answer = search("commune=98613&kind=canvassing&from=2027-02-20");
    assertEquals(noumea, nearest(answer));
    assertEquals(kilometres("98613", "98818"), answer.json().at("/nearest/distanceKm").asLong());
  }

  @Test
  void onlyAnEmptyListAroundAPlaceTellsOne() {
    Instant day = Instant.parse("2027-03-10T10:00:00Z");
    event("67482", day, "postering");
    assertTrue(
        search("commune=67482&kind=postering&from=2027-03-10").json().at("/nearest").isNull());
    assertTrue(
        search("kind=postering&from=2027-03-11&to=2027-03-12").json().at("/nearest").isNull());
    assertEquals(1, aws.meter().count("Query"));
  }

  @Test
  void thePageShowsItToo() {
    event("2A004", town.now().plus(Duration.ofDays(1)), "other");
    String page = town.page("/evenements?commune=97502&rayon=25&type=other").body();
    assertTrue(page.contains("Le plus proche"), page);
    assertTrue(page.contains("Ajaccio"), page);
  }
}
