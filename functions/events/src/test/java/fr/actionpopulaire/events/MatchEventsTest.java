package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events say what would help, and members who offer it see so; nobody finds members by it. */
@EmbeddedAwsTest
class MatchEventsTest {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  private final TestAws aws;
  private final Town town;
  private final Town.Someone organiser;

  MatchEventsTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    organiser = town.member("Camille");
  }

  private String needing(String... skills) {
    return town.published(organiser, town.sheet("neededSkills", List.of(skills)));
  }

  private Response matching(Town.Someone who) {
    return town.events.call(Payload.get("/v1/me/matching-events").bearer(who.token()));
  }

  /** What is matched of these events; other tests of this class have published others. */
  private List<String> matched(Town.Someone who, String... of) {
    List<String> ids = new ArrayList<>();
    matching(who).json().at("/items").forEach(item -> ids.add(item.at("/event/id").asText()));
    ids.retainAll(List.of(of));
    return ids;
  }

  @Test
  void whoOffersItSeesIt() {
    String driving = needing("driving", "cooking");
    String music = needing("music");
    String nothing = needing();
    Town.Someone driver = town.offering("driving", "law");
    assertEquals(List.of(driving), matched(driver, driving, music, nothing));
    matching(driver)
        .json()
        .at("/items")
        .forEach(
            item -> {
              if (item.at("/event/id").asText().equals(driving)) {
                assertEquals("[\"driving\"]", item.at("/skills").toString());
              }
            });
    assertEquals(List.of(music), matched(town.offering("music"), driving, music, nothing));
    assertEquals(List.of(), matched(town.offering("accounting"), driving, music, nothing));
    assertEquals(0, matching(town.member("Passante")).json().at("/items").size());
    aws.meter().reset();
    matching(driver);
    assertTrue(aws.meter().byOperation().getOrDefault("Query", 0) <= 8);
  }

  @Test
  void onlyWhatIsOnAroundAndWithoutHiddenAddresses() {
    Map<String, Object> hidden = town.sheet("neededSkills", List.of("driving"));
    hidden.put("addressHidden", true);
    String there = town.published(organiser, hidden);
    Map<String, Object> far = town.sheet("neededSkills", List.of("driving"));
    far.put("commune", "59350");
    String elsewhere = town.published(organiser, far);
    String off = needing("driving");
    town.events.call(
        Payload.post("/v1/events/" + off + "/cancellation")
            .bearer(organiser.token())
            .json(Map.of("reason", "Pluie")));
    String gone = needing("driving");
    town.hide(gone, "Règles");
    Town.Someone driver = town.offering("driving");
    assertEquals(List.of(there), matched(driver, there, elsewhere, off, gone));
    matching(driver)
        .json()
        .at("/items")
        .forEach(
            item ->
                assertFalse(
                    item.at("/event/addressHidden").asBoolean()
                        && !item.at("/event/place").isNull()));
    assertEquals(
        0, town.get("/v1/events/" + gone).json().at("/neededSkills").size(), "of it nothing");
  }

  @Test
  void itIsSaidPublishedChangedAndBounded() {
    String id = needing("driving", "driving", "cooking");
    Response read = town.get("/v1/events/" + id);
    assertEquals("[\"driving\",\"cooking\"]", read.json().at("/neededSkills").toString());
    assertTrue(town.page("/evenements/" + id).body().contains("conduire, covoiturer ; cuisiner"));
    Response changed =
        town.change(organiser, id, "\"1\"", Map.of("neededSkills", List.of("music")));
    assertEquals("[\"music\"]", changed.json().at("/neededSkills").toString());
    assertEquals(0, changed.json().at("/sequence").asInt(), "nobody is told of it");
    Response kept = town.change(organiser, id, "\"2\"", Map.of("title", "Autre titre"));
    assertEquals("[\"music\"]", kept.json().at("/neededSkills").toString());
    for (List<String> bad :
        List.of(
            List.of("astrology"),
            List.of("music", "Music"),
            List.of("law", "music", "driving", "cooking", "first-aid", "childcare"))) {
      assertEquals(
          422, town.publish(organiser, town.sheet("neededSkills", bad)).status(), bad::toString);
    }
    assertEquals(400, town.change(organiser, id, "\"3\"", Map.of("neededSkills", 1)).status());
    assertEquals(
        201,
        town.publish(
                organiser,
                town.sheet(
                    "neededSkills", List.of("law", "music", "driving", "cooking", "first-aid")))
            .status());
  }

  @Test
  void thePageListsThemAndTheFormAsksForThem() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("titre", "Goûter de quartier");
    fields.put("type", "meeting");
    fields.put("debut", "2026-12-05T16:00");
    fields.put("lieu", "75111");
    fields.put("commune", "75111");
    fields.put("competence-cooking", "oui");
    Response sent =
        town.events.call(
            Payload.post("/evenements/nouveau")
                .header("origin", ORIGIN)
                .cookie("__Host-session", organiser.token())
                .form(fields));
    assertEquals(303, sent.status(), sent::body);
    String form = page(sent.header("location").orElseThrow() + "/modifier", organiser).body();
    assertTrue(form.contains("name=\"competence-cooking\" value=\"oui\" checked"), form);
    String mine = page("/evenements/pour-moi", town.offering("cooking")).body();
    assertTrue(mine.contains("Goûter de quartier"), mine);
    assertTrue(mine.contains("On y cherche : cuisiner pour un groupe."), mine);
    assertTrue(page("/evenements/pour-moi", town.offering("law")).body().contains("Aucune action"));
    assertTrue(page("/evenements/pour-moi", organiser).body().contains("/compte/profil"));
    assertEquals("/connexion", town.page("/evenements/pour-moi").header("location").orElseThrow());
    assertEquals(401, town.get("/v1/me/matching-events").status());
  }

  private Response page(String path, Town.Someone who) {
    return town.events.call(
        Payload.get(path).header("accept", "text/html").cookie("__Host-session", who.token()));
  }
}
