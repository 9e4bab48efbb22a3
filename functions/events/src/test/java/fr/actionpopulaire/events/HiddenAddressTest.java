package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Acceptance;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An exact address is for those the organiser accepts; everybody else sees the commune. */
@EmbeddedAwsTest
class HiddenAddressTest {

  private static final String PLACE = "12 rue Oberkampf, code 4589";
  private static final String LINK = "https://visio.example.org/abcd";
  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  private final TestAws aws;
  private final Town town;
  private final Town.Someone organiser;

  HiddenAddressTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    organiser = town.member("Camille");
  }

  private Map<String, Object> sheet() {
    Map<String, Object> sheet = town.sheet("addressHidden", true);
    sheet.put("place", PLACE);
    sheet.put("onlineUrl", LINK);
    return sheet;
  }

  private Town.Someone comes(String id) {
    return comes(id, town.member("Zoé"));
  }

  private Town.Someone comes(String id, Town.Someone member) {
    town.context.getBean(Answers.class).answer(town.event(id), member.id(), 0);
    return member;
  }

  private Town.Someone accepted(String id, Town.Someone member) {
    comes(id, member);
    assertTrue(
        town.context.getBean(Acceptance.class).accept(town.event(id), member.id())
            instanceof Acceptance.Result.Accepted);
    return member;
  }

  /** Every way by which this visitor may look at the event. */
  private List<Response> looks(String id, Town.Someone who) {
    return List.of(
        town.events.call(Payload.get("/v1/events/" + id).bearer(who.token())),
        town.events.call(Payload.get("/v1/events/" + id + ".ics").bearer(who.token())),
        town.events.call(
            Payload.get("/evenements/" + id)
                .header("accept", "text/html")
                .cookie("__Host-session", who.token())));
  }

  private static boolean tells(Response answer) {
    // A calendar breaks its lines.
    String text = answer.body().replace("\r\n ", "");
    return text.contains("Oberkampf") || text.contains("visio.example");
  }

  private void assertSeen(String id, Town.Someone who, boolean seen) {
    for (Response look : looks(id, who)) {
      assertEquals(200, look.status());
      assertEquals(seen, tells(look), look::body);
    }
  }

  @Test
  void nobodySeesItButOrganiserAndWhoIsAccepted() {
    String id = town.published(organiser, sheet());
    Response open = town.get("/v1/events/" + id);
    assertTrue(open.json().at("/place").isNull());
    assertTrue(open.json().at("/onlineUrl").isNull());
    assertTrue(open.json().at("/addressHidden").asBoolean());
    assertEquals("75111", open.text("/commune").orElseThrow());
    for (String path :
        List.of(
            "/v1/events/" + id + ".ics",
            "/v1/events?commune=75111",
            "/v1/events",
            "/v1/communes/75111/events.ics",
            "/evenements",
            "/evenements/" + id)) {
      Response look = path.startsWith("/v1/") ? town.get(path) : town.page(path);
      assertEquals(200, look.status(), path);
      assertTrue(look.body().contains("Tractage"), path);
      assertFalse(tells(look), path);
    }
    assertTrue(town.page("/evenements/" + id).body().contains("que l’organisateur"));
    assertSeen(id, organiser, true);
    assertSeen(id, town.member("Passante"), false);
    assertSeen(id, comes(id), false);
    assertSeen(id, accepted(id, town.member("Zoé")), true);
  }

  @Test
  void whereNothingIsHiddenNothingChanges() {
    String id = town.published(organiser, town.sheet());
    Payload read = Payload.get("/v1/events/" + id).bearer(town.member("Zoé").token());
    aws.meter().reset();
    Response open = town.events.call(read);
    assertEquals(Map.of("Query", 1, "GetItem", 1, "BatchGetItem", 1), aws.meter().byOperation());
    assertFalse(open.json().at("/addressHidden").asBoolean());
    assertEquals("Place de la République", open.text("/place").orElseThrow());
    assertTrue(town.page("/evenements").body().contains("Place de la République"));
  }

  @Test
  void itIsReadWithTheSessionAndTheAnswerOnly() {
    String id = town.published(organiser, sheet());
    Town.Someone member = accepted(id, town.member("Zoé"));
    aws.meter().reset();
    assertTrue(tells(town.events.call(Payload.get("/v1/events/" + id).bearer(member.token()))));
    assertEquals(Map.of("Query", 1, "GetItem", 2, "BatchGetItem", 2), aws.meter().byOperation());
  }

  @Test
  void itsTracesInListsDoNotHoldIt() {
    town.published(organiser, sheet());
    assertFalse(
        aws.scan("EVENTS_TABLE").stream()
            .filter(row -> row.toString().contains("D#"))
            .anyMatch(row -> row.toString().contains("Oberkampf")));
  }

  @Test
  void whoIsSuspendedWithdrawsOrWaitsDoesNotSeeIt() {
    Map<String, Object> sheet = sheet();
    sheet.put("capacity", 2);
    String id = town.published(organiser, sheet);
    assertSeen(id, accepted(id, town.member("Sacha", Members.INDEFINITELY)), false);
    Town.Someone gone = accepted(id, town.member("Zoé"));
    assertSeen(id, gone, true);
    town.context.getBean(Answers.class).withdraw(town.event(id), gone.id());
    assertSeen(id, gone, false);
    comes(id);
    Town.Someone waits = comes(id);
    assertTrue(
        town.context.getBean(Acceptance.class).accept(town.event(id), waits.id())
            instanceof Acceptance.Result.NoSeat);
    assertSeen(id, waits, false);
  }

  @Test
  void acceptedAtOneEventIsNotAtAnother() {
    Town.Someone member = accepted(town.published(organiser, sheet()), town.member("Zoé"));
    String other = town.published(organiser, sheet());
    assertSeen(other, comes(other, member), false);
  }

  @Test
  void cancelledOrHiddenByModerationItStaysHidden() {
    String id = town.published(organiser, sheet());
    Response cancelled =
        town.events.call(
            Payload.post("/v1/events/" + id + "/cancellation")
                .bearer(organiser.token())
                .json(Map.of("reason", "Pluie")));
    assertTrue(tells(cancelled), "the organiser's own answer");
    assertSeen(id, town.member("Passante"), false);
    town.hide(id, "Règles");
    assertSeen(id, organiser, false);
  }

  @Test
  void theAnswersGoAndWithThemWhoSeesIt() {
    String id = town.published(organiser, sheet());
    Town.Someone member = accepted(id, town.member("Zoé"));
    aws.clock().set(town.event(id).endsAt().plus(Duration.ofDays(7)).minusMillis(1));
    assertSeen(id, member, true);
    aws.clock().advance(Duration.ofMillis(1));
    assertSeen(id, member, false);
  }

  @Test
  void theOrganiserChangesTheirMind() {
    String id = town.published(organiser, sheet());
    Town.Someone passer = town.member("Passante");
    Response shown = town.change(organiser, id, "\"1\"", Map.of("addressHidden", false));
    assertEquals(200, shown.status(), shown::toString);
    assertSeen(id, passer, true);
    assertTrue(town.page("/evenements").body().contains("Oberkampf"));
    assertEquals(400, town.change(organiser, id, "\"2\"", Map.of("addressHidden", "yes")).status());
    assertEquals(200, town.change(organiser, id, "\"2\"", Map.of("addressHidden", true)).status());
    assertSeen(id, passer, false);
    assertFalse(tells(town.page("/evenements")));
    assertTrue(tells(town.change(organiser, id, "\"3\"", Map.of("title", "Autre titre"))));
    assertSeen(id, passer, false);
  }

  @Test
  void theFormHasABoxForIt() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("titre", "Réunion chez nous");
    fields.put("type", "meeting");
    fields.put("debut", "2026-12-05T19:00");
    fields.put("lieu", "59350");
    fields.put("commune", "59350");
    fields.put("adresse", PLACE);
    fields.put("adresse_cachee", "oui");
    Response sent =
        town.events.call(
            Payload.post("/evenements/nouveau")
                .header("origin", ORIGIN)
                .cookie("__Host-session", organiser.token())
                .form(fields));
    assertEquals(303, sent.status(), sent::body);
    String page = sent.header("location").orElseThrow();
    assertFalse(tells(town.page(page)));
    Response form =
        town.events.call(
            Payload.get(page + "/modifier")
                .header("accept", "text/html")
                .cookie("__Host-session", organiser.token()));
    assertTrue(form.body().contains("value=\"oui\" checked"), form::body);
    fields.remove("adresse_cachee");
    fields.put("version", "1");
    Response again =
        town.events.call(
            Payload.post(page + "/modifier")
                .header("origin", ORIGIN)
                .cookie("__Host-session", organiser.token())
                .form(fields));
    assertEquals(303, again.status(), again::body);
    assertTrue(tells(town.page(page)));
  }
}
