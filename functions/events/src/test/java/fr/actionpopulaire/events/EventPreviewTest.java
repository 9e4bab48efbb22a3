package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import fr.actionpopulaire.web.Assets;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What search engines and messengers are told of events, and of which pages they are told. */
@EmbeddedAwsTest
class EventPreviewTest {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);

  private final Town town;
  private final Town.Someone organiser;

  EventPreviewTest(TestAws aws) {
    town = new Town(aws);
    organiser = town.member("Prénomrare");
  }

  private static JsonNode data(Response page) throws IOException {
    Matcher data = DATA.matcher(page.body());
    assertTrue(data.find(), page::body);
    String json = data.group(1);
    assertFalse(data.find(), "one block");
    return new ObjectMapper().readTree(json);
  }

  private static String meta(Response page, String name) {
    Matcher meta =
        Pattern.compile(
                "<(?:meta (?:name|property)|link rel)=\""
                    + name
                    + "\" (?:content|href)=\"([^\"]*)\"")
            .matcher(page.body());
    assertTrue(meta.find(), () -> name + " in " + page.body());
    return meta.group(1);
  }

  @Test
  void anEventIsToldAsSchemaOrgAndOpenGraphHaveIt() throws IOException {
    String id = town.published(organiser, town.sheet());
    Response page = town.page("/evenements/" + id);
    String url = ORIGIN + "/evenements/" + id;
    assertEquals(url, meta(page, "canonical"));
    assertEquals(url, meta(page, "og:url"));
    assertEquals(ORIGIN + Assets.SHARE, meta(page, "og:image"));
    assertEquals("Tractage au marché", meta(page, "og:title"));
    assertTrue(meta(page, "description").contains("Place de la République, Paris 11e"), page::body);
    assertEquals(meta(page, "description"), meta(page, "og:description"));
    JsonNode data = data(page);
    assertEquals("https://schema.org", data.path("@context").asText());
    assertEquals("Event", data.path("@type").asText());
    assertEquals("Tractage au marché", data.path("name").asText());
    assertEquals(url, data.path("url").asText());
    assertTrue(
        data.path("startDate")
            .asText()
            .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0[12]:00"));
    assertEquals(
        town.event(id).endsAt(),
        java.time.OffsetDateTime.parse(data.path("endDate").asText()).toInstant());
    assertEquals("https://schema.org/EventScheduled", data.path("eventStatus").asText());
    assertEquals(
        "https://schema.org/OfflineEventAttendanceMode", data.path("eventAttendanceMode").asText());
    assertEquals("Place", data.at("/location/0/@type").asText());
    assertEquals("Place de la République", data.at("/location/0/address/streetAddress").asText());
    assertEquals(10, data.path("maximumAttendeeCapacity").asInt());
    assertEquals("Organization", data.at("/organizer/@type").asText());
  }

  @Test
  void overseasKeepsItsOwnOffsetAndOnlineHasNoPlace() throws IOException {
    String island = town.published(organiser, town.sheet("commune", "97209"));
    assertTrue(
        data(town.page("/evenements/" + island)).path("startDate").asText().endsWith("-04:00"));
    Map<String, Object> sheet = town.sheet("onlineUrl", "https://example.org/salle-secrete");
    JsonNode both = data(town.page("/evenements/" + town.published(organiser, sheet)));
    assertTrue(both.path("eventAttendanceMode").asText().contains("/Mixed"), both::toString);
    assertEquals(2, both.path("location").size());
    assertFalse(both.toString().contains("salle-secrete"), "the room is not told");
    sheet.put("kind", "online");
    JsonNode online = data(town.page("/evenements/" + town.published(organiser, sheet)));
    assertTrue(online.path("eventAttendanceMode").asText().contains("/Online"), online::toString);
    assertEquals(1, online.path("location").size());
    assertEquals("VirtualLocation", online.at("/location/0/@type").asText());
  }

  /** Not even for the organiser, who sees the address on the page: what is told is copied on. */
  @Test
  void aHiddenAddressIsToldNowhere() throws IOException {
    Map<String, Object> sheet = town.sheet("onlineUrl", "https://example.org/salle-secrete");
    sheet.put("place", "Impasse du Secret");
    sheet.put("addressHidden", true);
    String id = town.published(organiser, sheet);
    Response own =
        town.events.call(
            Payload.get("/evenements/" + id)
                .header("accept", "text/html")
                .cookie("__Host-session", organiser.token()));
    assertTrue(own.body().contains("Impasse du Secret"), own::body);
    assertEquals("Paris 11e Arrondissement", data(own).at("/location/0/name").asText());
    Response poster =
        town.events.call(
            Payload.get("/evenements/" + id + "/affiche")
                .header("accept", "text/html")
                .cookie("__Host-session", organiser.token()));
    assertEquals(200, poster.status());
    for (String told :
        new String[] {
          data(own).toString(),
          meta(own, "description"),
          poster.body(),
          town.page("/evenements/" + id).body(),
          town.page("/evenements").body()
        }) {
      assertFalse(told.contains("Secret") || told.contains("salle-secrete"), told);
    }
  }

  @Test
  void cancelledItSaysSoAndHiddenItSaysNothing() throws IOException {
    String id = town.published(organiser, town.sheet());
    town.events.call(
        Payload.post("/v1/events/" + id + "/cancellation")
            .bearer(organiser.token())
            .json(Map.of("reason", "Pluie")));
    Response cancelled = town.page("/evenements/" + id);
    assertEquals("https://schema.org/EventCancelled", data(cancelled).path("eventStatus").asText());
    assertTrue(meta(cancelled, "description").startsWith("Annulé"));
    String taken = town.published(organiser, town.sheet());
    town.hide(taken, "Raison.");
    String hidden = town.page("/evenements/" + taken).body();
    assertFalse(
        hidden.contains("ld+json") || hidden.contains("og:") || hidden.contains("canonical"));
  }

  @Test
  void aListTellsItsEventsAndHasOneAddressHoweverItWasAskedFor() throws IOException {
    String id = town.published(organiser, town.sheet("commune", "35238"));
    Response page = town.page("/evenements?lieu=35000&rayon=10&type=leafleting");
    assertEquals(ORIGIN + "/evenements?commune=35238", meta(page, "canonical"));
    assertTrue(meta(page, "description").contains("autour de Rennes"));
    JsonNode graph = data(page).path("@graph");
    assertTrue(graph.findValuesAsText("url").contains(ORIGIN + "/evenements/" + id));
    assertFalse(town.page("/evenements?commune=97501&rayon=5").body().contains("ld+json"));
  }

  /** Where somebody is named, that is for who comes to the page, not for copies of it. */
  @Test
  @Tag("A9")
  void whatIsToldElsewhereNamesNobodyAndPagesOfMembersAreNotFound() throws IOException {
    String id = town.published(organiser, town.sheet("displayName", "Camille du 11e"));
    Response page = town.page("/evenements/" + id);
    assertTrue(page.body().contains("<span data-nosnippet>Camille du 11e</span>"), page::body);
    assertFalse(data(page).toString().contains("Camille"));
    assertFalse(meta(page, "description").contains("Camille"));
    for (String path :
        List.of(
            "/evenements/nouveau",
            "/evenements/" + id + "/modifier",
            "/evenements/" + id + "/affiche")) {
      Response own =
          town.events.call(
              Payload.get(path)
                  .header("accept", "text/html")
                  .cookie("__Host-session", organiser.token()));
      assertEquals(200, own.status(), path);
      assertEquals("noindex", own.header("x-robots-tag").orElseThrow(), path);
      assertTrue(own.body().contains("<meta name=\"robots\" content=\"noindex\">"), path);
    }
    assertEquals("noindex", town.get("/v1/events/" + id).header("x-robots-tag").orElseThrow());
  }
}
