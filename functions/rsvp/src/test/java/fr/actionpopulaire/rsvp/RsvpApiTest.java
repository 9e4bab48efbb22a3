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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON face, through real payloads. */
@EmbeddedAwsTest
class RsvpApiTest {

  private final TestAws aws;
  private final Neighbourhood here;

  RsvpApiTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
  }

  private Response come(Event event, SignedIn member, String json) {
    return here.rsvp.call(
        Payload.put("/v1/events/" + event.id() + "/rsvp")
            .bearer(member.token())
            .json(json)
            .viaFunctionUrl());
  }

  private Response stayAway(Event event, SignedIn member) {
    return here.rsvp.call(
        Payload.delete("/v1/events/" + event.id() + "/rsvp")
            .bearer(member.token())
            .viaFunctionUrl());
  }

  private Response get(String path, SignedIn member) {
    return here.rsvp.call(Payload.get(path).bearer(member.token()).viaFunctionUrl());
  }

  @Test
  void confirmedThenWaitlistedThenPromoted() {
    Event event = here.event(2);
    SignedIn first = here.member("Camille");
    SignedIn second = here.member("Dominique");
    Response confirmed = come(event, first, "{\"guests\":1}");
    assertEquals(200, confirmed.status());
    assertEquals("{\"status\":\"confirmed\",\"guests\":1,\"seatsLeft\":0}", confirmed.body());
    Response waiting = come(event, second, "{\"guests\":0}");
    assertEquals(200, waiting.status());
    assertEquals("{\"status\":\"waitlisted\",\"guests\":0,\"seatsLeft\":0}", waiting.body());
    assertEquals(waiting.body(), come(event, second, "{\"guests\":0}").body());
    assertEquals(409, come(event, first, "{\"guests\":2}").status());

    Response gone = stayAway(event, first);
    assertEquals(204, gone.status());
    assertEquals("", gone.body());
    assertEquals(204, stayAway(event, first).status(), "repeated: same state");
    assertEquals(
        "{\"status\":\"confirmed\",\"guests\":0,\"seatsLeft\":1}",
        come(event, second, "{\"guests\":0}").body());
    assertEquals(List.of("PROMOTED " + second.id()), Books.told(aws, event));
    here.books(event).audit();
  }

  @Test
  void withoutCapacitySeatsLeftIsNull() {
    Event event = here.event(null);
    assertEquals(
        "{\"status\":\"confirmed\",\"guests\":9,\"seatsLeft\":null}",
        come(event, here.member("Camille"), "{\"guests\":9}").body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"1\"",
        "{}",
        "{\"guests\":null}",
        "{\"guests\":-1}",
        "{\"guests\":10}",
        "{\"guests\":99999999999999999999}",
        "{\"guests\":{}}",
        "{\"guests\":\"1\"}",
        "{\"guests\":1.5}",
        "{\"guests\":true}",
        "{\"guests\":\"<script>\"}",
        "{\"guests\":1,\"seats\":3}"
      })
  void whatIsNoAnswerIsAProblemAndLeavesNothing(String body) {
    Event event = here.event(5);
    Response answer = come(event, here.member("Camille"), body);
    assertTrue(
        answer.status() == 400 || answer.status() == 422, () -> body + ": " + answer.status());
    assertEquals("application/problem+json", answer.header("content-type").orElseThrow());
    assertFalse(answer.body().contains("script"));
    assertEquals(Map.of(), here.books(event).audit().confirmed());
  }

  @Test
  void closedSuspendedUnknownUnsigned() {
    SignedIn member = here.member("Camille");
    Event over = here.event(5);
    Event cancelled = here.event(5);
    Event hidden = here.event(5);
    assertEquals(200, come(cancelled, member, "{\"guests\":0}").status());
    here.cancel(cancelled);
    here.hide(hidden);
    for (Event closed : List.of(cancelled, hidden)) {
      Response answer = come(closed, member, "{\"guests\":0}");
      assertEquals(409, answer.status());
      assertEquals("/problems/event-closed", answer.text("/type").orElseThrow());
    }
    assertEquals(204, stayAway(cancelled, member).status(), "one may always take an answer back");
    aws.clock().set(over.endsAt());
    assertEquals(409, come(over, member, "{\"guests\":0}").status());
    aws.clock().set(over.endsAt().minusMillis(1));
    assertEquals(200, come(over, member, "{\"guests\":0}").status());

    SignedIn suspended = here.member("Sacha", Members.INDEFINITELY);
    Response refused = come(over, suspended, "{\"guests\":0}");
    assertEquals(403, refused.status());
    assertEquals("/problems/suspended", refused.text("/type").orElseThrow());
    assertEquals(403, stayAway(over, suspended).status());
    assertEquals(200, get("/v1/me/rsvps", suspended).status(), "data rights stay");

    for (String id : List.of("00000000000000000000000000", "nothing", "META", over.id() + "0")) {
      assertEquals(
          404,
          here.rsvp
              .call(
                  Payload.put("/v1/events/" + id + "/rsvp")
                      .bearer(member.token())
                      .json("{\"guests\":0}")
                      .viaFunctionUrl())
              .status());
    }
    Response unsigned =
        here.rsvp.call(
            Payload.put("/v1/events/" + over.id() + "/rsvp")
                .json("{\"guests\":0}")
                .viaFunctionUrl());
    assertEquals(401, unsigned.status());
    assertEquals("Bearer", unsigned.header("www-authenticate").orElseThrow());
    assertEquals(
        405,
        here.rsvp
            .call(
                Payload.post("/v1/events/" + over.id() + "/rsvp")
                    .bearer(member.token())
                    .json("{\"guests\":0}")
                    .viaFunctionUrl())
            .status());
  }

  @Test
  void ownAnswersNextEventFirst() {
    SignedIn member = here.member("Camille");
    Event later = here.event(1);
    aws.clock().advance(Duration.ofMinutes(-30));
    Event sooner = here.event(null);
    come(later, here.member("Dominique"), "{\"guests\":0}");
    come(later, member, "{\"guests\":0}");
    come(sooner, member, "{\"guests\":3}");
    Response own = get("/v1/me/rsvps", member);
    assertEquals(200, own.status());
    assertEquals(sooner.id(), own.text("/items/0/event/id").orElseThrow());
    assertEquals("confirmed", own.text("/items/0/status").orElseThrow());
    assertEquals("3", own.text("/items/0/guests").orElseThrow());
    assertEquals("Réunion de quartier", own.text("/items/0/event/title").orElseThrow());
    assertEquals("2026-11-21T11:30:00+01:00", own.text("/items/0/event/startsAt").orElseThrow());
    assertEquals("Europe/Paris", own.text("/items/0/event/timeZone").orElseThrow());
    assertEquals("waitlisted", own.text("/items/1/status").orElseThrow());
    assertTrue(own.json().get("next").isNull());
    assertEquals(401, here.rsvp.call(Payload.get("/v1/me/rsvps").viaFunctionUrl()).status());
  }

  @Test
  void theOrganiserSeesFirstNamesAndGuestsOnly() {
    SignedIn organiser = here.member("Organisatrice");
    Event event = here.event(3, organiser.id());
    SignedIn coming = here.member("Zoé");
    come(event, coming, "{\"guests\":2}");
    come(event, here.member("Waël"), "{\"guests\":1}");
    String path = "/v1/events/" + event.id() + "/attendees";
    Response list = get(path, organiser);
    assertEquals(200, list.status());
    assertEquals(
        "{\"items\":[{\"firstName\":\"Zoé\",\"guests\":2,\"status\":\"confirmed\"},"
            + "{\"firstName\":\"Waël\",\"guests\":1,\"status\":\"waitlisted\"}],\"next\":null}",
        list.body());
    assertEquals(403, get(path, coming).status());
    assertEquals(422, get(path + "?cursor=-1", organiser).status());
    assertEquals(404, get("/v1/events/00000000000000000000000000/attendees", organiser).status());
    here.shredKey(coming.id());
    assertFalse(get(path, organiser).body().contains("Zoé"), "the erased have no name any more");
  }

  @Test
  @Tag("thorough")
  void attendeesComeInPages() {
    SignedIn organiser = here.member("Organisatrice");
    Event event = here.event(null, organiser.id());
    for (int i = 0; i < ListAttendees.PAGE + 1; i++) {
      here.answers.answer(here.read(event), here.member("Camille").id(), 0);
    }
    String path = "/v1/events/" + event.id() + "/attendees";
    Response first = get(path, organiser);
    assertEquals(ListAttendees.PAGE, first.json().get("items").size());
    assertEquals("1", first.text("/next").orElseThrow());
    assertEquals("<" + path + "?cursor=1>; rel=\"next\"", first.header("link").orElseThrow());
    Response second = get(path + "?cursor=1", organiser);
    assertEquals(1, second.json().get("items").size());
    assertTrue(second.json().get("next").isNull());
    assertEquals(0, get(path + "?cursor=2", organiser).json().get("items").size());
  }

  @Test
  @Tag("thorough")
  void theWholePathHoldsUnderARush() {
    Event event = here.event(10);
    List<SignedIn> members = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      members.add(here.member("Camille"));
    }
    // As on the platform: each environment is a process of its own with one request at a time.
    Neighbourhood next = new Neighbourhood(aws);
    List<Callable<Object>> deeds = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      SignedIn member = members.get(i);
      Neighbourhood where = i % 2 == 0 ? here : next;
      deeds.add(
          () -> {
            Payload answer =
                Payload.put("/v1/events/" + event.id() + "/rsvp")
                    .bearer(member.token())
                    .json("{\"guests\":0}")
                    .viaFunctionUrl();
            assertEquals(200, where.rsvp.call(answer).status());
            return true;
          });
    }
    Crowd.Watch watch =
        Crowd.watched(here, event, members.stream().map(SignedIn::id).toList(), deeds);
    assertEquals(10, watch.most());
    Books books = here.books(event).audit();
    assertEquals(20, books.waiting().size());
  }
}
