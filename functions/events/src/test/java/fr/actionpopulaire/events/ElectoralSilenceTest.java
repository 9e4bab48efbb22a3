package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.event.PollingDays;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Electoral silence as organisers and readers meet it. */
@EmbeddedAwsTest
class ElectoralSilenceTest {

  /** Ouessant: no other test publishes near it, whose events would leave the list meanwhile. */
  private static final String ALONE = "29155";

  private static final Instant FROM = Instant.parse("2027-04-15T22:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-04-18T18:00:00Z");

  private final TestAws aws;
  private final Town town;
  private final Town.Someone member;

  ElectoralSilenceTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    member = town.member("Camille");
  }

  private Map<String, Object> between(String commune, Instant start, Instant end) {
    Map<String, Object> sheet = town.sheet("startsAt", start.toString());
    sheet.put("endsAt", end.toString());
    sheet.put("commune", commune);
    return sheet;
  }

  /** Guadeloupe, Miquelon and Tahiti vote on Saturday, the others on Sunday; each on its clocks. */
  @ParameterizedTest
  @CsvSource({
    "75111, 2027-04-16T22:00:00Z",
    "97105, 2027-04-16T04:00:00Z",
    "97502, 2027-04-16T02:00:00Z",
    "98735, 2027-04-16T10:00:00Z",
    "98818, 2027-04-16T13:00:00Z",
    "98613, 2027-04-16T12:00:00Z",
    "97411, 2027-04-16T20:00:00Z"
  })
  @Tag("B1")
  @Tag("B6")
  void nothingTakesPlaceInTheSilenceOfItsTerritory(String commune, Instant from) {
    Duration hour = Duration.ofHours(1);
    assertEquals(201, town.publish(member, between(commune, from.minus(hour), from)).status());
    Response refused =
        town.publish(member, between(commune, from.minus(hour), from.plusSeconds(1)));
    assertEquals(422, refused.status(), refused::toString);
    assertTrue(refused.body().contains("Silence électoral"), refused::body);
    assertEquals(
        422,
        town.publish(member, between(commune, UNTIL.minusSeconds(1), UNTIL.plus(hour))).status());
    String id = town.published(member, between(commune, UNTIL, UNTIL.plus(hour)));
    Map<String, Object> earlier = new HashMap<>();
    earlier.put("startsAt", UNTIL.minusSeconds(1).toString());
    assertEquals(422, town.change(member, id, "*", earlier).status());
  }

  @Test
  @Tag("B5")
  @Tag("B2")
  @Tag("B7")
  void fromTheEveOnNothingIsPublishedOrChangedAndPagesStayAsTheyAre() {
    Instant start = Instant.parse("2027-04-20T16:00:00Z");
    aws.clock().set(FROM.minusSeconds(1));
    Map<String, Object> sheet = between(ALONE, start, start.plusSeconds(3600));
    Town.Someone organiser = town.member("Camille");
    String id = town.published(organiser, sheet);
    List<String> before = pages(id);
    for (Instant within : List.of(FROM, UNTIL.minusSeconds(1))) {
      aws.clock().set(within);
      Response publish = town.publish(organiser, sheet);
      assertEquals(409, publish.status(), publish::toString);
      assertEquals("/problems/frozen", publish.text("/type").orElseThrow());
      assertTrue(publish.body().contains("du vendredi 16 avril 2027 à 0\u00a0h"), publish::body);
      assertEquals(409, town.change(organiser, id, "*", Map.of("title", "Autre titre")).status());
      assertEquals(before, pages(id), "byte for byte");
    }
    Response off =
        town.events.call(
            Payload.post("/v1/events/" + id + "/cancellation")
                .bearer(organiser.token())
                .json(Map.of("reason", "Pluie")));
    assertEquals(200, off.status(), "cancelling is always possible");
    assertFalse(town.page("/evenements/" + id).body().contains("Pluie"), "without anybody's words");
    assertFalse(town.get("/v1/events/" + id).body().contains("Pluie"));
    aws.clock().set(UNTIL);
    assertEquals(201, town.publish(organiser, sheet).status());
  }

  private List<String> pages(String id) {
    return List.of(
        town.page("/evenements/" + id).body(),
        town.get("/v1/events/" + id).body(),
        town.page("/evenements?commune=" + ALONE).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0800 123 456", "Appelez le 08.05.12.34.56 !", "+33 805 12 34 56", "0801123456"})
  @Tag("B10")
  void noTollFreeNumberIsMadeKnown(String text) {
    for (String field : List.of("description", "place", "accessibility")) {
      Response answer = town.publish(member, town.sheet(field, text));
      assertEquals(422, answer.status(), answer::toString);
      assertTrue(answer.body().contains("\"/" + field + "\""), answer::body);
    }
    for (String other : List.of("0806123456", "01 42 08 00 12", "108001234567", "0810 12 34 56")) {
      assertEquals(201, town.publish(member, town.sheet("description", other)).status(), other);
    }
  }

  @Test
  @Tag("B11")
  void withoutACalendarNothingIsPublishedAndEverythingIsRead() {
    String id = town.published(member, town.sheet());
    ApplicationContext context =
        ApplicationContext.builder()
            .properties(aws.properties("events"))
            .singletons(aws.clock(), PollingDays.read("not a calendar"))
            .build()
            .start();
    Handler blind = Handler.of(new EventsFunction(context));
    Response refused =
        blind.call(Payload.post("/v1/events").bearer(member.token()).json(town.sheet()));
    assertEquals(422, refused.status(), refused::toString);
    assertTrue(refused.body().contains("illisible"), refused::body);
    Response changed =
        blind.call(
            Payload.patch("/v1/events/" + id)
                .bearer(member.token())
                .header("if-match", "*")
                .json(Map.of("title", "Autre titre")));
    assertEquals(409, changed.status(), changed::toString);
    assertEquals(200, blind.call(Payload.get("/v1/events/" + id)).status());
  }
}
