package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Closing;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An organiser closes the answers and reopens them; what staff closed stays closed. */
@EmbeddedAwsTest
class CloseAnswersTest {

  private static final String HOST = "action.example.org";

  private final TestAws aws;
  private final Neighbourhood here;
  private final SignedIn organiser;

  CloseAnswersTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
    organiser = here.member("Organisatrice");
  }

  private Response post(Event event, String what, SignedIn who) {
    return here.rsvp.call(
        Payload.post("/v1/events/" + event.id() + "/answers/" + what).bearer(who.token()));
  }

  private Response come(Event event, SignedIn who, int guests) {
    return here.rsvp.call(
        Payload.put("/v1/events/" + event.id() + "/rsvp")
            .bearer(who.token())
            .json(Map.of("guests", guests)));
  }

  private Response page(Payload payload, SignedIn who) {
    return here.rsvp.call(
        payload
            .header("accept", "text/html")
            .header("origin", "https://" + HOST)
            .cookie("__Host-session", who.token())
            .viaFrontDoor()
            .host(HOST));
  }

  @Test
  void nobodyNewGetsInAndWhoAnsweredMayGo() {
    Event event = here.event(1, organiser.id());
    SignedIn seated = here.member("Zoé");
    SignedIn waiting = here.member("Waël");
    SignedIn late = here.member("Lou");
    assertEquals(200, come(event, seated, 0).status());
    assertEquals(200, come(event, waiting, 0).status());

    aws.meter().reset();
    Response closed = post(event, "closing", organiser);
    assertEquals(
        Map.of("BatchGetItem", 1, "GetItem", 1, "Query", 1, "TransactWriteItems", 1),
        aws.meter().byOperation());
    assertEquals(200, closed.status());
    assertEquals("{\"answers\":\"closed\",\"closedBy\":\"organiser\"}", closed.body());
    var before = aws.scan("EVENTS_TABLE");
    assertEquals(closed.body(), post(event, "closing", organiser).body());

    Response refused = come(event, late, 0);
    assertEquals(409, refused.status());
    assertEquals("/problems/event-closed", refused.text("/type").orElseThrow());
    assertTrue(refused.text("/detail").orElseThrow().contains("réponses sont closes"));
    assertEquals(409, come(event, seated, 1).status());
    assertEquals(409, come(event, waiting, 0).status());
    String path = "/evenements/" + event.id() + "/participation";
    Response form = page(Payload.post(path).form(Map.of("action", "venir")), late);
    assertEquals(409, form.status());
    assertTrue(form.body().contains("Les réponses sont closes"), form::body);
    assertFalse(form.body().contains("value=\"venir\""), form::body);
    assertEquals(before, aws.scan("EVENTS_TABLE"), "nothing was written, nobody lost their place");

    Response own = page(Payload.get(path), seated);
    assertTrue(own.body().contains("Je ne viens plus"), own::body);
    assertEquals(303, page(Payload.post(path).form(Map.of("action", "annuler")), seated).status());
    assertEquals(Map.of(waiting.id(), 1), here.books(event).audit().confirmed(), "in their turn");

    Response open = post(event, "reopening", organiser);
    assertEquals("{\"answers\":\"open\",\"closedBy\":null}", open.body());
    assertEquals(open.body(), post(event, "reopening", organiser).body());
    assertEquals("waitlisted", come(event, late, 0).text("/status").orElseThrow());
  }

  @Test
  void theOrganiserDoesItOnAPageToo() {
    Event event = here.event(3, organiser.id());
    String path = "/evenements/" + event.id() + "/accueil";
    Response open = page(Payload.get(path), organiser);
    assertTrue(open.body().contains("value=\"fermer\""), open::body);
    assertEquals(
        303, page(Payload.post(path).form(Map.of("action", "fermer")), organiser).status());
    Response closed = page(Payload.get(path), organiser);
    assertTrue(closed.body().contains("value=\"rouvrir\""), closed::body);
    assertEquals(409, come(event, here.member("Lou"), 0).status());
    assertEquals(
        303, page(Payload.post(path).form(Map.of("action", "rouvrir")), organiser).status());
    assertEquals(200, come(event, here.member("Lou"), 0).status());
    assertEquals(422, page(Payload.post(path).form(Map.of()), organiser).status());
    Payload fermer = Payload.post(path).form(Map.of("action", "fermer"));
    assertEquals(403, page(fermer, here.member("Zoé")).status());
    assertEquals(State.OPEN, here.read(event).closing().state());
  }

  @Test
  void nobodyElseAndOnlyWhileItMeansSomething() {
    Event event = here.event(3, organiser.id());
    for (String what : List.of("closing", "reopening")) {
      assertEquals(403, post(event, what, here.member("Zoé")).status());
      String path = "/v1/events/" + event.id() + "/answers/" + what;
      assertEquals(401, here.rsvp.call(Payload.post(path)).status());
      assertEquals(
          404,
          here.rsvp
              .call(
                  Payload.post("/v1/events/" + RandomId.next() + "/answers/" + what)
                      .bearer(organiser.token()))
              .status());
    }
    assertEquals(Closing.NONE, here.read(event).closing());
    Event cancelled = here.event(3, organiser.id());
    here.cancel(cancelled);
    assertEquals(409, post(cancelled, "closing", organiser).status());
    aws.clock().set(event.endsAt());
    assertEquals(409, post(event, "closing", organiser).status());
    aws.clock().set(event.endsAt().minusMillis(1));
    assertEquals(200, post(event, "closing", organiser).status());
  }

  @Test
  void whatStaffClosedTheOrganiserDoesNotReopen() {
    Event event = here.event(3, organiser.id());
    Event own = here.event(3, organiser.id());
    post(own, "closing", organiser);
    for (Event closed : List.of(event, own)) {
      var write = Closing.closeByStaff(here.read(closed), RandomId.next());
      assertTrue(here.store.transact(List.of(write)).isWritten());
      Response refused = come(closed, here.member("Lou"), 0);
      assertEquals(409, refused.status());
      assertTrue(refused.text("/detail").orElseThrow().contains("modération"), refused::body);
      assertEquals(403, post(closed, "reopening", organiser).status());
      assertEquals(
          "{\"answers\":\"closed\",\"closedBy\":\"staff\"}",
          post(closed, "closing", organiser).body());
      assertEquals(403, post(closed, "reopening", organiser).status());
      String path = "/evenements/" + closed.id() + "/accueil";
      Response page = page(Payload.get(path), organiser);
      assertTrue(page.body().contains("La modération a fermé les réponses"), page::body);
      assertFalse(page.body().contains("value=\"rouvrir\""), page::body);
      assertEquals(State.CLOSED_BY_STAFF, here.read(closed).closing().state());
    }
  }

  /** Who answers while the answers are being closed is told what is so. */
  @Test
  @Tag("thorough")
  void anAnswerOnItsWayIsKeptOrRefusedAndNeverBoth() {
    Event stale = here.event(5, organiser.id());
    here.store.transact(List.of(Closing.close(here.read(stale), here.now())));
    assertEquals(
        new AnswerResult.AnswersClosed(State.CLOSED_BY_ORGANISER),
        here.answers.answer(stale, here.person(), 0),
        "read before it was closed");
    assertEquals(Map.of(), here.books(stale).audit().confirmed());

    for (int round = 0; round < 3; round++) {
      Event event = here.event(20, organiser.id());
      Map<String, AnswerResult> told = new ConcurrentHashMap<>();
      List<Callable<Object>> deeds = new ArrayList<>();
      for (String member : here.people(15)) {
        deeds.add(() -> told.put(member, here.answers.answer(event, member, 0)) == null);
      }
      deeds.add(() -> post(event, "closing", organiser).status());
      Crowd.together(deeds);
      Set<String> kept = here.books(event).audit().confirmed().keySet();
      told.forEach(
          (member, result) ->
              assertEquals(result instanceof AnswerResult.Confirmed, kept.contains(member)));
    }
  }
}
