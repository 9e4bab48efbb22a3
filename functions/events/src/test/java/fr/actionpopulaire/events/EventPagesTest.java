package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The same in French, with plain forms. */
@EmbeddedAwsTest
class EventPagesTest {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  private final Town town;
  private final Town.Someone member;

  EventPagesTest(TestAws aws) {
    town = new Town(aws);
    member = town.member("Camille");
  }

  private Response open(String path) {
    return town.events.call(
        Payload.get(path)
            .header("accept", "text/html")
            .cookie("other", "1")
            .cookie("__Host-session", member.token()));
  }

  private Response send(String path, Map<String, String> fields) {
    return town.events.call(
        Payload.post(path)
            .header("origin", ORIGIN)
            .cookie("__Host-session", member.token())
            .form(fields));
  }

  private static Map<String, String> filled() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("titre", "Réunion de quartier");
    fields.put("type", "meeting");
    fields.put("debut", "2026-12-05T18:30");
    fields.put("fin", "2026-12-05T20:00");
    fields.put("lieu", "59000");
    fields.put("adresse", "Salle des fêtes");
    fields.put("places", "");
    fields.put("description", "");
    fields.put("lien", "");
    fields.put("accessibilite", "");
    fields.put("nom", "");
    return fields;
  }

  private static String key(Response form) {
    Matcher matcher = Pattern.compile("name=\"cle\" value=\"([0-9a-z]{26})\"").matcher(form.body());
    assertTrue(matcher.find());
    return matcher.group(1);
  }

  @Test
  void fromTheBlankFormToThePageOfTheEvent() {
    Response blank = open("/evenements/nouveau");
    assertEquals(200, blank.status());
    assertEquals("text/html; charset=utf-8", blank.header("content-type").orElseThrow());
    assertEquals("noindex", blank.header("x-robots-tag").orElseThrow());
    Map<String, String> fields = filled();
    fields.put("cle", key(blank));
    fields.put("lieu", "59800");
    fields.put("titre", "Tractage & \"café\" <3");
    Response sent = send("/evenements/nouveau", fields);
    assertEquals(303, sent.status(), sent::toString);
    assertEquals(sent.header("location"), send("/evenements/nouveau", fields).header("location"));
    Response page = open(sent.header("location").orElseThrow());
    assertEquals(200, page.status());
    assertTrue(page.body().contains("Tractage &amp; \"café\" &lt;3"), page::body);
    assertTrue(page.body().contains("samedi 5 décembre 2026, de 18\u00a0h\u00a030 à 20\u00a0h"));
    assertTrue(page.body().contains("Salle des fêtes, Lille"));
    assertTrue(page.body().contains("Annuler cet événement"));
    assertTrue(page.body().contains("/participation"));
    assertFalse(
        page.body().replace("<script type=\"application/ld+json\"", "").contains("<script"));
    assertFalse(page.body().contains(" style="));
  }

  @Test
  void goingBackAndPublishingSomethingElseIsAnotherEvent() {
    Map<String, String> fields = filled();
    fields.put("lieu", "59800");
    fields.put("cle", key(open("/evenements/nouveau")));
    Response first = send("/evenements/nouveau", fields);
    fields.put("titre", "Une autre réunion");
    Response second = send("/evenements/nouveau", fields);
    assertEquals(303, second.status());
    assertFalse(first.header("location").equals(second.header("location")));
  }

  @Test
  void aMistakeIsShownAtItsFieldAndNothingTypedIsLost() {
    Map<String, String> fields = filled();
    fields.put("titre", "X");
    fields.put("fin", "2026-12-05T18:30");
    fields.put("places", "beaucoup");
    Response again = send("/evenements/nouveau", fields);
    assertEquals(422, again.status());
    assertTrue(again.body().contains("Un titre de 3 à 100 caractères"));
    assertTrue(again.body().contains("Entre 1 et 100 000 places"));
    assertTrue(again.body().contains("value=\"2026-12-05T18:30\""));
    assertTrue(again.body().contains("value=\"Salle des fêtes\""));
  }

  @Test
  void aPostalCodeOfSeveralCommunesAsksWhichOne() {
    Map<String, String> fields = filled();
    fields.put("lieu", "38300");
    Response again = send("/evenements/nouveau", fields);
    assertEquals(422, again.status());
    Matcher choice = Pattern.compile("name=\"commune\" value=\"(38053)\"").matcher(again.body());
    assertTrue(choice.find(), again::body);
    fields.put("commune", choice.group(1));
    assertEquals(303, send("/evenements/nouveau", fields).status());
  }

  @Test
  void eachKindHasItsUsualDurationAndThingsToBring() {
    Response blank = open("/evenements/nouveau");
    assertTrue(blank.body().contains("/evenements/nouveau?type=postering"), blank::body);
    Response model = open("/evenements/nouveau?type=postering");
    assertTrue(model.body().contains("value=\"postering\" selected"), model::body);
    assertTrue(model.body().contains("À apporter : des vêtements"), model::body);
    assertEquals(200, open("/evenements/nouveau?type=%3Cscript%3E").status());
    Map<String, String> fields = filled();
    fields.put("lieu", "59800");
    fields.put("fin", "");
    for (Map.Entry<String, String> end :
        Map.of(
                "online",
                "19\u00a0h\u00a030",
                "meeting",
                "20\u00a0h\u00a030",
                "rally",
                "21\u00a0h\u00a030")
            .entrySet()) {
      fields.put("type", end.getKey());
      Response sent = send("/evenements/nouveau", fields);
      assertEquals(303, sent.status(), sent::toString);
      Response page = open(sent.header("location").orElseThrow());
      assertTrue(page.body().contains("de 18\u00a0h\u00a030 à " + end.getValue()), page::body);
    }
    fields.put("type", "");
    assertEquals(422, send("/evenements/nouveau", fields).status());
  }

  @Test
  void publishingNeedsAMemberAndOurOwnForm() {
    Response blank =
        town.events.call(Payload.get("/evenements/nouveau").header("accept", "text/html"));
    assertEquals(303, blank.status());
    assertEquals("/connexion", blank.header("location").orElseThrow());
    Response foreign =
        town.events.call(
            Payload.post("/evenements/nouveau")
                .header("origin", "https://elsewhere.example")
                .cookie("__Host-session", member.token())
                .form(filled()));
    assertEquals(403, foreign.status());
  }

  @Test
  void theSearchPageLeadsFromAPostalCodeToEvents() {
    String id = town.published(member, town.sheet("commune", "35238"));
    Response found = town.page("/evenements?lieu=35000&rayon=10&type=");
    assertEquals(200, found.status());
    assertTrue(found.body().contains("/evenements/" + id));
    assertTrue(found.body().contains("10 km ou moins de Rennes"));
    Response choice = town.page("/evenements?lieu=38300");
    assertTrue(choice.body().contains("/evenements?commune=38053"));
    Response unknown = town.page("/evenements?lieu=Atlantide");
    assertEquals(200, unknown.status());
    assertTrue(unknown.body().contains("Nous ne connaissons pas de commune"));
    Response nothing = town.page("/evenements?commune=97501&rayon=5");
    assertTrue(nothing.body().contains("Rien d’annoncé ici"));
    Response script = town.page("/evenements?lieu=%22%3E%3Cscript%3E");
    assertFalse(script.body().contains("<script"));
    assertEquals(404, town.page("/evenements?rayon=x").status());
  }

  @Test
  void strangersReadButAreAskedToSignInToAnswer() {
    String id = town.published(member, town.sheet());
    Response page = town.page("/evenements/" + id);
    assertTrue(page.body().contains("/connexion?evenement=" + id));
    assertTrue(page.body().contains("/inscription?evenement=" + id));
    assertFalse(page.body().contains("/participation"));
    assertFalse(page.body().contains("Annuler cet événement"));
    assertTrue(page.header("x-robots-tag").isEmpty());
    Response unknown = town.page("/evenements/" + "0".repeat(26));
    assertEquals(404, unknown.status());
    assertTrue(unknown.body().contains("<html lang=\"fr\">"));
  }

  @Test
  void theOrganiserCancelsFromThePage() {
    String id = town.published(member, town.sheet());
    Response empty = send("/evenements/" + id + "/annulation", Map.of("motif", ""));
    assertEquals(422, empty.status());
    assertTrue(empty.body().contains("Dites pourquoi"));
    Response done = send("/evenements/" + id + "/annulation", Map.of("motif", "Salle fermée"));
    assertEquals(303, done.status());
    Response page = open("/evenements/" + id);
    assertTrue(page.body().contains("Salle fermée"));
    assertFalse(page.body().contains("/participation"));
  }

  @Test
  void pagesCarryTheHeadersThatProtect() {
    Response page = town.page("/evenements");
    String policy = page.header("content-security-policy").orElseThrow();
    assertTrue(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
    assertFalse(policy.contains("unsafe"));
    assertEquals("nosniff", page.header("x-content-type-options").orElseThrow());
    assertTrue(page.header("strict-transport-security").isPresent());
    assertTrue(page.header("referrer-policy").isPresent());
    assertEquals("no-store", page.header("cache-control").orElseThrow());
  }
}
