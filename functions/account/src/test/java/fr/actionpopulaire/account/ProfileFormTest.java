package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.member.Skill;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Correcting what stands about oneself (GDPR 16) by a plain form. */
@EmbeddedAwsTest
class ProfileFormTest {

  private static final String HOST = "network.example.org";

  private final Household house;

  ProfileFormTest(TestAws aws) {
    house = new Household(aws);
  }

  private Response me(Person person) {
    return house.account.call(Payload.get("/v1/me").bearer(person.token()));
  }

  @Test
  void aPlainFormDoesTheSame() {
    Person person = house.person();
    Response page = page(Payload.get("/compte/profil"), person);
    assertEquals(200, page.status());
    assertTrue(page.body().contains("value=\"Camille\""));
    for (Skill skill : Skill.values()) {
      assertTrue(page.body().contains(skill.french().replace("&", "&amp;")), skill.code());
    }
    assertFalse(page.body().contains("<script"));
    Map<String, String> fields = fields();
    Response done = send(person, fields);
    assertEquals(303, done.status(), done::body);
    Response me = me(person);
    assertEquals("Dominique", me.text("/firstName").orElseThrow());
    assertEquals("59350", me.text("/commune").orElseThrow());
    assertEquals("[\"driving\"]", me.json().at("/skills").toString());
    assertEquals("[\"climat\",\"transports\"]", me.json().at("/interests").toString());
    assertEquals("25", me.text("/radiusKm").orElseThrow());
    Response stale = send(person, fields);
    assertEquals(409, stale.status());
    assertTrue(stale.body().contains("value=\"Dominique\""));
    assertEquals(303, page(Payload.get("/compte/profil")).status());
  }

  @Test
  void theFormKeepsWhatWasTypedAndAsksWhichCommune() {
    Person person = house.person();
    Map<String, String> fields = fields();
    fields.put("rayon", "loin");
    fields.put("prenom", "<b>Camille</b>");
    Response refused = send(person, fields);
    assertEquals(422, refused.status());
    assertTrue(refused.body().contains("id=\"rayon-erreur\""));
    assertTrue(refused.body().contains("id=\"prenom-erreur\""));
    assertFalse(refused.body().contains("<b>Camille"));
    Map<String, String> unclear = fields();
    unclear.put("lieu", "59700");
    unclear.put("lieu", "Saint-Denis");
    Response which = send(person, unclear);
    assertEquals(422, which.status());
    assertTrue(which.body().contains("<select id=\"commune\""), which::body);
    unclear.put("commune", "93066");
    assertEquals(303, send(person, unclear).status());
    assertEquals("93066", me(person).text("/commune").orElseThrow());
  }

  private static Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>();
    fields.put("version", "1");
    fields.put("prenom", "Dominique");
    fields.put("nom", "Exemple");
    fields.put("commune", "59350");
    fields.put("lieu", "Lille");
    fields.put("talent-driving", "oui");
    fields.put("interets", "climat, transports,");
    fields.put("rayon", "25");
    fields.put("telephone", "");
    fields.put("horaires", "");
    return fields;
  }

  private Response send(Person person, Map<String, String> fields) {
    return page(
        Payload.post("/compte/profil").form(fields).header("origin", "https://" + HOST), person);
  }

  private Response page(Payload payload, Person person) {
    return page(payload.cookie("__Host-session", person.token()));
  }

  private Response page(Payload payload) {
    return house.account.call(payload.host(HOST).header("accept", "text/html"));
  }
}
