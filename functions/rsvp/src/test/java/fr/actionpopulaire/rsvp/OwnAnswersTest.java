package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Presences;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.HttpLedger;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One's own answers, of which there may be many: as many requests as for one. */
@EmbeddedAwsTest
class OwnAnswersTest {

  private static final int MANY = 20;

  private final TestAws aws;
  private final Neighbourhood here;
  private final SignedIn member;
  private final String organiser;

  OwnAnswersTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
    member = here.member("Zoé");
    organiser = here.person();
  }

  private Event answered(String organisedBy) {
    Event event = here.event(1, organisedBy);
    here.answers.answer(event, member.id(), 0);
    return event;
  }

  private Response asJson() {
    aws.meter().reset();
    return here.rsvp.call(Payload.get("/v1/me/rsvps").bearer(member.token()));
  }

  private Response asPage() {
    aws.meter().reset();
    return here.rsvp.call(HttpLedger.page("/mes-participations", member.token()));
  }

  /** Session and member, answers, events; as JSON the keys of who organises them, once each. */
  @Test
  void manyCostAsManyRequestsAsOne() {
    answered(organiser);
    assertEquals(1, asJson().json().get("items").size());
    assertEquals(4, aws.meter().count());
    double units = aws.meter().readUnits();
    asPage();
    assertEquals(3, aws.meter().count());
    String other = here.person();
    for (int i = 1; i < MANY; i++) {
      answered(i % 2 == 0 ? organiser : other);
    }
    assertEquals(MANY, asJson().json().get("items").size());
    assertEquals(4, aws.meter().count(), () -> aws.meter().byOperation().toString());
    // A unit for each event more, one for the other organiser, one for answers of over 4 KB.
    assertEquals(units + (MANY - 1) + 1, aws.meter().readUnits(), 1);
    assertTrue(asPage().body().contains("Réunion de quartier"));
    assertEquals(3, aws.meter().count());
  }

  @Test
  void noneCostNoMoreThanAskingWhichTheyAre() {
    assertEquals("{\"items\":[],\"next\":null}", asJson().body());
    assertEquals(2, aws.meter().count());
  }

  /** Each stands there as it is this moment, and each ticket is of its own event. */
  @Test
  void eachIsAsItIsNow() {
    Event cancelled = answered(organiser);
    Event hidden = answered(organiser);
    String erased = here.person();
    Event orphan = answered(erased);
    Event deleted = answered(organiser);
    Event full = here.event(1, organiser);
    here.answers.answer(full, here.person(), 0);
    here.answers.answer(full, member.id(), 0);
    Event kept = answered(organiser);
    here.cancel(cancelled);
    here.hide(hidden);
    here.shredKey(erased);
    here.context.getBean(Events.class).delete(deleted.id());

    Response own = asJson();
    assertEquals(5, own.json().get("items").size(), own::body);
    assertEquals("confirmed published " + ticket(kept), told(own, kept));
    assertEquals("waitlisted published null", told(own, full));
    assertEquals("confirmed cancelled null", told(own, cancelled));
    assertEquals("confirmed hidden null", told(own, hidden));
    assertEquals("confirmed published null", told(own, orphan));
    assertFalse(own.body().contains(deleted.id()));
    assertTrue(item(own, hidden).at("/event/title").isNull(), own::body);
    assertEquals("Réunion de quartier", item(own, orphan).at("/event/title").asText());
    String page = asPage().body();
    assertEquals(5, page.split("<h2>", -1).length - 1, page);
    assertTrue(page.contains("Événement masqué"));
    assertTrue(page.contains("Cet événement est annulé."));

    aws.clock().set(kept.endsAt().minusMillis(1));
    assertEquals("confirmed published " + ticket(kept), told(asJson(), kept));
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals("confirmed published null", told(asJson(), kept));
    assertEquals(3, aws.meter().count(), "no key is read for what is over");
  }

  private String ticket(Event event) {
    Presences presences = here.context.getBean(Presences.class);
    return presences
        .ticket(here.read(event), here.answers.find(event.id(), member.id()).orElseThrow())
        .orElseThrow();
  }

  private static JsonNode item(Response own, Event event) {
    return Stream.iterate(0, i -> i + 1)
        .limit(own.json().get("items").size())
        .map(i -> own.json().get("items").get(i))
        .filter(item -> item.at("/event/id").asText().equals(event.id()))
        .findFirst()
        .orElseThrow();
  }

  private static String told(Response own, Event event) {
    JsonNode item = item(own, event);
    return String.join(
        " ",
        List.of(
            item.at("/status").asText(),
            item.at("/event/status").asText(),
            item.at("/ticket").asText("null")));
  }
}
