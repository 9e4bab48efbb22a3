package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The French pages, as a browser without JavaScript uses them through the front door. */
@EmbeddedAwsTest
class RsvpPagesTest {

  private static final String HOST = "action.example.org";

  private final Neighbourhood here;

  RsvpPagesTest(TestAws aws) {
    here = new Neighbourhood(aws);
  }

  private Response get(String path, String token) {
    Payload get = Payload.get(path).header("accept", "text/html").viaFrontDoor().host(HOST);
    return here.rsvp.call(token.isEmpty() ? get : get.cookie("__Host-session", token));
  }

  private Response post(Event event, String token, Map<String, String> form) {
    Payload post =
        Payload.post("/evenements/" + event.id() + "/participation")
            .header("accept", "text/html")
            .header("origin", "https://" + HOST)
            .form(form)
            .viaFrontDoor()
            .host(HOST);
    return here.rsvp.call(token.isEmpty() ? post : post.cookie("__Host-session", token));
  }

  private static String path(Event event) {
    return "/evenements/" + event.id() + "/participation";
  }

  @Test
  void comingWaitingAndLeaving() {
    Event event = here.event(3);
    SignedIn first = here.member("Camille");
    SignedIn second = here.member("Dominique");
    Response form = get(path(event), first.token());
    assertEquals(200, form.status());
    assertTrue(form.body().contains("Il reste 3 places."), form::body);
    assertTrue(form.body().contains("Réunion de quartier"));

    Response answered = post(event, first.token(), Map.of("action", "venir", "guests", "2"));
    assertEquals(303, answered.status());
    assertEquals(path(event), answered.header("location").orElseThrow());
    assertTrue(get(path(event), first.token()).body().contains("Vous venez, avec 2 personnes."));
    assertEquals(303, post(event, second.token(), Map.of("action", "venir")).status());
    assertTrue(
        get(path(event), second.token()).body().contains("Vous êtes sur la liste d’attente"));
    Response full = post(event, first.token(), Map.of("action", "venir", "guests", "3"));
    assertEquals(409, full.status());
    assertTrue(full.body().contains("votre réponse d’avant est gardée"));

    assertTrue(
        get("/mes-participations", second.token()).body().contains("Sur la liste d’attente"));
    assertEquals(303, post(event, first.token(), Map.of("action", "annuler")).status());
    assertTrue(get(path(event), second.token()).body().contains("Vous venez."));
    assertTrue(
        get("/mes-participations", first.token())
            .body()
            .contains("Vous n’avez pas encore répondu"));
  }

  @Test
  void whoIsNotSignedInIsShownTheWayIn() {
    Event event = here.event(3);
    Response form = get(path(event), "");
    assertEquals(200, form.status());
    String back = "?evenement=" + event.id();
    assertTrue(form.body().contains("href=\"/connexion" + back + "\""));
    assertTrue(form.body().contains("href=\"/inscription" + back + "\""));
    assertFalse(form.body().contains("<form"));
    Response answer = post(event, "", Map.of("action", "venir", "guests", "0"));
    assertEquals(303, answer.status());
    assertEquals("/connexion" + back, answer.header("location").orElseThrow());
    assertEquals("/connexion", get("/mes-participations", "").header("location").orElseThrow());
  }

  @Test
  void whatIsNoAnswerIsShownAgainWithWhatIsWrong() {
    Event event = here.event(3);
    String token = here.member("Camille").token();
    for (String guests : new String[] {"10", "-1", "x", "1.5", "<b>"}) {
      Response answer = post(event, token, Map.of("action", "venir", "guests", guests));
      assertEquals(422, answer.status());
      assertTrue(answer.body().contains("Indiquez de 0 à 9 personnes"));
      assertFalse(answer.body().contains("<b>"));
    }
    assertEquals(422, post(event, token, Map.of("guests", "1")).status());
    assertEquals(Map.of(), here.books(event).audit().confirmed());
  }

  @Test
  void closedHiddenSuspendedUnknown() {
    Event event = here.event(3);
    SignedIn member = here.member("Camille");
    post(event, member.token(), Map.of("action", "venir"));
    here.hide(event);
    Response closed = post(event, member.token(), Map.of("action", "venir", "guests", "1"));
    assertEquals(409, closed.status());
    assertFalse(closed.body().contains("Réunion de quartier"), "a hidden event shows no text");
    assertFalse(get("/mes-participations", member.token()).body().contains("Réunion de quartier"));
    assertTrue(closed.body().contains("Je ne viens plus"), "one may always leave");
    SignedIn suspended = here.member("Sacha", Members.INDEFINITELY);
    assertEquals(403, post(event, suspended.token(), Map.of("action", "venir")).status());
    assertEquals(404, get("/evenements/nulle-part/participation", member.token()).status());
    assertEquals(404, get("/evenements/00000000000000000000000000/participation", "").status());
  }

  @Test
  void aFormFromAnotherSiteIsTurnedAway() {
    Event event = here.event(3);
    Payload foreign =
        Payload.post(path(event))
            .header("origin", "https://elsewhere.example")
            .cookie("__Host-session", here.member("Camille").token())
            .form(Map.of("action", "venir"))
            .viaFrontDoor()
            .host(HOST);
    assertEquals(403, here.rsvp.call(foreign).status());
    assertEquals(Map.of(), here.books(event).audit().confirmed());
  }
}
