package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of a link, and the one where those who run an event see each other. */
@EmbeddedAwsTest
class CrewPagesTest {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  private final Town town;
  private final Town.Someone organiser;
  private final Town.Someone other;

  CrewPagesTest(TestAws aws) {
    town = new Town(aws);
    organiser = town.member("Camille");
    other = town.member("Dominique");
  }

  private Response crew(Town.Someone who, String id) {
    return town.events.call(Payload.get("/v1/events/" + id + "/co-organisers").bearer(who.token()));
  }

  private Response page(Town.Someone who, String path) {
    return town.events.call(
        Payload.get(path).header("accept", "text/html").cookie("__Host-session", who.token()));
  }

  private Response send(Town.Someone who, String path, Map<String, String> form) {
    return town.events.call(
        Payload.post(path)
            .header("origin", ORIGIN)
            .cookie("__Host-session", who.token())
            .form(form));
  }

  @Test
  void thePagesDoTheSame() {
    String id = town.published(organiser, town.sheet());
    String path = "/evenements/" + id + "/co-organisation";
    Response made = send(organiser, path, Map.of("action", "inviter"));
    assertEquals(200, made.status(), made::toString);
    String link = made.body().replaceAll("(?s).*<code>([^<]*)</code>.*", "$1");
    assertTrue(link.startsWith(ORIGIN + path + "?cle="), link);
    String key = link.substring(link.indexOf('=') + 1);
    assertFalse(page(organiser, path).body().contains(key), "shown once");
    String opened =
        town.events.call(Payload.get(path).header("accept", "text/html").query("cle", key)).body();
    assertTrue(opened.contains("Connectez-vous d’abord"), opened);
    Response asked =
        town.events.call(
            Payload.get(path)
                .header("accept", "text/html")
                .query("cle", key)
                .cookie("__Host-session", other.token()));
    assertTrue(asked.body().contains("value=\"" + key + "\""));
    assertEquals(List.of(), town.event(id).coOrganisers(), "opening a link changes nothing");
    assertEquals(
        303, send(other, path, Map.of("action", "rejoindre", "cle", key, "nom", "Dom")).status());
    assertTrue(page(other, path).body().contains("Ne plus co-organiser"));
    assertTrue(page(organiser, path).body().contains("Dom"));
    assertEquals(303, send(other, path, Map.of("action", "quitter", "place", "1")).status());
    assertEquals(403, page(other, path).status());
    assertEquals(422, send(organiser, path, Map.of("action", "?")).status());
    send(organiser, path, Map.of("action", "inviter"));
    String open = crew(organiser, id).text("/invitations/0/invitation").orElseThrow();
    assertNotEquals(key, open);
    assertEquals(303, send(organiser, path, Map.of("action", "reprendre", "lien", open)).status());
    assertEquals(0, crew(organiser, id).json().at("/invitations").size());
    assertEquals("/connexion", town.page(path).header("location").orElseThrow());
  }
}
