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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Once an event is over, those who ran it write down what came of it, for themselves. */
@EmbeddedAwsTest
class DebriefTest {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  private final TestAws aws;
  private final Town town;
  private final Town.Someone organiser;

  DebriefTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    organiser = town.member("Camille");
  }

  private static Map<String, Object> full() {
    Map<String, Object> debrief = new HashMap<>();
    debrief.put("came", 14);
    debrief.put("newPeople", 3);
    debrief.put("leaflets", 800);
    debrief.put("doors", 0);
    debrief.put("posters", 1_000_000);
    debrief.put("notes", "Le marché ferme à 13 h.");
    return debrief;
  }

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> debrief = full();
    debrief.put(field, value);
    return debrief;
  }

  private Response write(Town.Someone who, String id, Map<String, ?> debrief) {
    return town.events.call(
        Payload.put("/v1/events/" + id + "/debrief").bearer(who.token()).json(debrief));
  }

  private Response read(Town.Someone who, String id) {
    return town.events.call(Payload.get("/v1/events/" + id + "/debrief").bearer(who.token()));
  }

  /** An event that has just ended. */
  private String over() {
    String id = town.published(organiser, town.sheet());
    aws.clock().set(town.event(id).endsAt());
    return id;
  }

  @Test
  void onlyAfterTheEnd() {
    String id = town.published(organiser, town.sheet());
    aws.clock().set(town.event(id).endsAt().minusMillis(1));
    assertEquals(409, write(organiser, id, full()).status());
    assertEquals(409, read(organiser, id).status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(404, read(organiser, id).status(), "nothing written yet");
    aws.meter().reset();
    Response written = write(organiser, id, full());
    assertEquals(200, written.status(), written::toString);
    assertEquals(
        Map.of("BatchGetItem", 1, "Query", 1, "GetItem", 2, "UpdateItem", 1),
        aws.meter().byOperation());
    for (String field : full().keySet()) {
      assertEquals(full().get(field).toString(), written.text("/" + field).orElseThrow(), field);
    }
    assertEquals(written.json(), read(organiser, id).json());
  }

  @Test
  void theLaterAccountStands() {
    String id = over();
    write(organiser, id, full());
    Response later = write(organiser, id, Map.of("came", 15));
    assertEquals(200, later.status());
    assertTrue(later.json().at("/leaflets").isNull());
    assertTrue(read(organiser, id).json().at("/notes").isNull());
    assertEquals(15, read(organiser, id).json().at("/came").asInt());
  }

  @Test
  void nobodyElseReadsOrWritesIt() {
    String id = over();
    write(organiser, id, full());
    Town.Someone other = town.member("Dominique");
    assertEquals(403, read(other, id).status());
    assertEquals(403, write(other, id, full()).status());
    assertEquals(401, town.get("/v1/events/" + id + "/debrief").status());
    assertEquals(404, read(organiser, "0".repeat(26)).status());
    for (String path : List.of("/v1/events/" + id, "/v1/events/" + id + ".ics")) {
      assertFalse(town.get(path).body().contains("13 h"));
    }
    assertFalse(town.page("/evenements/" + id).body().contains("13 h"));
    assertFalse(aws.scan("EVENTS_TABLE").toString().contains("ferme à"), "sealed");
  }

  @Test
  void whatDidNotTakePlaceHasNone() {
    String cancelled = town.published(organiser, town.sheet());
    town.events.call(
        Payload.post("/v1/events/" + cancelled + "/cancellation")
            .bearer(organiser.token())
            .json(Map.of("reason", "Pluie")));
    String hidden = town.published(organiser, town.sheet());
    town.hide(hidden, "Règles");
    aws.clock().set(town.event(hidden).endsAt());
    assertEquals(409, write(organiser, cancelled, full()).status());
    assertEquals(409, write(organiser, hidden, full()).status());
  }

  @Test
  void whatCannotBeIsRefusedAndNothingIsKept() {
    String id = over();
    for (Map<String, Object> bad :
        List.of(
            with("came", -1),
            with("came", 100_001),
            with("newPeople", 15),
            with("newPeople", -1),
            with("leaflets", 1_000_001),
            with("doors", -1),
            with("posters", -1),
            with("notes", "a".repeat(2001)),
            Map.<String, Object>of("notes", "Bien"))) {
      assertEquals(422, write(organiser, id, bad).status(), bad::toString);
    }
    assertEquals(400, write(organiser, id, with("names", "x")).status());
    assertEquals(404, read(organiser, id).status());
    assertEquals(200, write(organiser, id, with("newPeople", 14)).status());
    assertEquals(200, write(organiser, id, with("came", 100_000)).status());
    assertEquals(200, write(organiser, id, with("notes", "a".repeat(2000))).status());
  }

  @Test
  void theNotesGoWithTheOrganisersKeyAndAllOfItWithTheEvent() {
    int rows = town.rows("EVENTS_TABLE");
    String id = over();
    write(organiser, id, full());
    town.store.write(Keys.shred(new Owner.Member(organiser.id())));
    Response without = read(organiser, id);
    assertTrue(without.json().at("/notes").isNull());
    assertEquals(14, without.json().at("/came").asInt());
    assertEquals(409, write(organiser, id, full()).status(), "notes have nowhere to go");
    town.context.getBean(Events.class).delete(id);
    assertEquals(rows, town.rows("EVENTS_TABLE"));
  }

  @Test
  void thePageDoesTheSame() {
    String id = over();
    String path = "/evenements/" + id + "/bilan";
    Payload page =
        Payload.get(path).header("accept", "text/html").cookie("__Host-session", organiser.token());
    assertTrue(town.events.call(page).body().contains("Personnes venues"));
    Response wrong = send(path, Map.of("venues", "beaucoup", "notes", "Belle matinée"));
    assertEquals(422, wrong.status());
    assertTrue(wrong.body().contains("Combien de personnes"));
    assertTrue(wrong.body().contains("Belle matinée"));
    assertEquals(303, send(path, Map.of("venues", "1 200", "portes", "40")).status());
    String saved = town.events.call(page).body();
    assertTrue(saved.contains("est enregistré"), saved);
    assertTrue(saved.contains("value=\"1200\""), saved);
    assertEquals("/connexion", town.page(path).header("location").orElseThrow());
    String own =
        town.events
            .call(
                Payload.get("/evenements/" + id)
                    .header("accept", "text/html")
                    .cookie("__Host-session", organiser.token()))
            .body();
    assertTrue(own.contains(path));
    assertFalse(town.page("/evenements/" + id).body().contains(path));
  }

  private Response send(String path, Map<String, String> form) {
    return town.events.call(
        Payload.post(path)
            .header("origin", ORIGIN)
            .cookie("__Host-session", organiser.token())
            .form(form));
  }
}
