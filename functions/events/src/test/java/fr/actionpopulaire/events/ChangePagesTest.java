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

/** Changing an event by the form it was published with. */
@EmbeddedAwsTest
class ChangePagesTest {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";
  private static final Pattern INPUT = Pattern.compile("name=\"(\\w+)\"[^>]* value=\"([^\"]*)\"");

  private final Town town;
  private final Town.Someone member;

  ChangePagesTest(TestAws aws) {
    town = new Town(aws);
    member = town.member("Camille");
  }

  private Response open(String id, Town.Someone who) {
    return town.events.call(
        Payload.get("/evenements/" + id + "/modifier")
            .header("accept", "text/html")
            .cookie("__Host-session", who.token()));
  }

  private Response send(String id, Map<String, String> fields) {
    return town.events.call(
        Payload.post("/evenements/" + id + "/modifier")
            .header("origin", ORIGIN)
            .cookie("__Host-session", member.token())
            .form(fields));
  }

  /** The form's fields as a browser would send them back untouched. */
  private static Map<String, String> fields(Response page) {
    Map<String, String> fields = new LinkedHashMap<>();
    // A browser sends no box that is not ticked.
    Matcher inputs =
        INPUT.matcher(
            page.body().replaceAll("<input type=\"checkbox\"(?![^>]* checked)[^>]*>", ""));
    while (inputs.find()) {
      fields.put(inputs.group(1), inputs.group(2).replace("&#39;", "'").replace("&amp;", "&"));
    }
    Matcher kind = Pattern.compile("value=\"(\\w+)\" selected").matcher(page.body());
    assertTrue(kind.find(), page::body);
    fields.put("type", kind.group(1));
    Matcher text = Pattern.compile("name=\"(\\w+)\" rows[^>]*>([^<]*)<").matcher(page.body());
    while (text.find()) {
      fields.put(text.group(1), text.group(2));
    }
    return fields;
  }

  @Test
  void sentBackUntouchedNothingChanges() {
    String id = town.published(member, town.sheet("commune", "97411"));
    Response page = open(id, member);
    assertEquals(200, page.status(), page::toString);
    assertEquals("noindex", page.header("x-robots-tag").orElseThrow());
    assertTrue(page.body().contains("value=\"2026-11-23T14:00\""), page::body);
    assertEquals(303, send(id, fields(page)).status());
    assertEquals("\"1\"", town.get("/v1/events/" + id).header("etag").orElseThrow());
  }

  @Test
  void whatWasTypedIsChangedFromTheVersionSeen() {
    String id = town.published(member, town.sheet());
    Map<String, String> fields = fields(open(id, member));
    fields.put("titre", "Tractage à la gare");
    fields.put("lieu", "59800");
    fields.put("places", "12");
    Response sent = send(id, fields);
    assertEquals(303, sent.status(), sent::toString);
    assertEquals("/evenements/" + id, sent.header("location").orElseThrow());
    Response now = town.get("/v1/events/" + id);
    assertEquals("Tractage à la gare", now.text("/title").orElseThrow());
    assertEquals("59350", now.text("/commune").orElseThrow());
    assertEquals(12, now.json().at("/seatsLeft").asInt());
    Response stale = send(id, fields);
    assertEquals(409, stale.status());
    assertTrue(stale.body().contains("modifié ailleurs"));
    assertTrue(stale.body().contains("name=\"version\" value=\"2\""));
  }

  @Test
  void aMistakeIsShownAtItsFieldAndNothingTypedIsLost() {
    String id = town.published(member, town.sheet());
    Map<String, String> fields = fields(open(id, member));
    fields.put("titre", "X");
    fields.put("adresse", "Devant la mairie");
    Response again = send(id, fields);
    assertEquals(422, again.status());
    assertTrue(again.body().contains("Un titre de 3 à 100 caractères"));
    assertTrue(again.body().contains("value=\"Devant la mairie\""));
    assertTrue(again.body().contains("action=\"/evenements/" + id + "/modifier\""));
    fields.put("titre", "Tractage");
    fields.put("lieu", "38300");
    Response choice = send(id, fields);
    assertEquals(422, choice.status());
    assertTrue(choice.body().contains("name=\"commune\" value=\"38053\""), choice::body);
    fields.put("commune", "38053");
    assertEquals(303, send(id, fields).status());
  }

  @Test
  void onlyItsOrganiserIsShownTheForm() {
    String id = town.published(member, town.sheet());
    assertEquals(403, open(id, town.member("Dominique")).status());
    assertEquals(404, open("0".repeat(26), member).status());
    assertEquals(
        "/connexion",
        town.page("/evenements/" + id + "/modifier").header("location").orElseThrow());
    String page = "/evenements/" + id;
    assertFalse(town.page(page).body().contains("/modifier"));
    Payload own =
        Payload.get(page).header("accept", "text/html").cookie("__Host-session", member.token());
    assertTrue(town.events.call(own).body().contains(page + "/modifier"));
    town.hide(id, "Règles");
    assertEquals(409, open(id, member).status());
    assertEquals(409, send(id, Map.of("version", "2")).status());
  }
}
