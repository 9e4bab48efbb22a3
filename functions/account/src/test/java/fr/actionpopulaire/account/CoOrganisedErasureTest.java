package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.CoOrganisers;
import fr.actionpopulaire.dynamodb.CoOrganisers.Joining;
import fr.actionpopulaire.dynamodb.Debrief;
import fr.actionpopulaire.dynamodb.Debriefs;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.HiddenEvents;
import fr.actionpopulaire.dynamodb.Invitations;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of an event run by several when one of them leaves the network. */
@EmbeddedAwsTest
class CoOrganisedErasureTest {

  private final Household house;
  private final Person organiser;
  private final Person second;
  private final Person third;

  CoOrganisedErasureTest(TestAws aws) {
    house = new Household(aws);
    organiser = house.person();
    second = house.person();
    third = house.person();
  }

  private void joins(Event event, Person who, String name) {
    Event now = read(event);
    String secret = house.bean(Invitations.class).invite(now).orElseThrow().secret();
    assertEquals(
        Joining.JOINED,
        house.bean(CoOrganisers.class).join(now, secret, who.id(), who.key(), name));
  }

  private Event shared() {
    Event event = house.event(organiser, 10, Duration.ofDays(2));
    joins(event, second, "Dom");
    joins(event, third, "Sacha");
    return event;
  }

  private Event read(Event event) {
    return house.bean(Events.class).find(event.id()).orElseThrow();
  }

  private void erase(Person who) {
    Response answer = house.account.call(Payload.delete("/v1/me").bearer(who.token()));
    assertEquals(200, answer.status(), answer::toString);
  }

  @Test
  @Tag("A17")
  void theOrganiserGoesAndTheEventStaysWithTheNextOne() {
    Event event = shared();
    erase(organiser);
    Event now = read(event);
    assertEquals(EventStatus.PUBLISHED, now.status());
    assertEquals(second.id(), now.organiser());
    assertEquals("Dom", now.displayName());
    assertEquals(event.sequence(), now.sequence(), "nothing moved");
    assertEquals(0, house.queued("CANCELLATION", event.id()));
    assertEquals(List.of(event.id()), house.bean(Events.class).organisedBy(second.id()));
    assertEquals(Set.of("O#" + event.id()), house.under("EVENTS_TABLE", "M#" + second.id()));
    assertEquals(List.of(), house.naming("EVENTS_TABLE", organiser.id()));
    erase(second);
    assertEquals("Sacha", read(event).displayName());
    erase(third);
    assertEquals(EventStatus.CANCELLED, read(event).status(), "nobody is left");
    assertEquals(1, house.queued("CANCELLATION", event.id()));
  }

  @Test
  @Tag("A17")
  void aCoOrganiserGoesAndLeavesNothing() {
    Event event = shared();
    erase(second);
    Event now = read(event);
    assertEquals(organiser.id(), now.organiser());
    assertEquals(1, now.coOrganisers().size());
    assertEquals(List.of(), house.naming("EVENTS_TABLE", second.id()));
    erase(organiser);
    assertEquals(third.id(), read(event).organiser());
  }

  @Test
  void whatModerationHidIsHandedOverHidden() {
    Event event = shared();
    assertTrue(
        house
            .store
            .transact(
                HiddenEvents.hide(read(event), RandomId.next(), "Règles", Members.INDEFINITELY))
            .isWritten());
    erase(organiser);
    assertEquals(EventStatus.HIDDEN, read(event).status());
    assertEquals(second.id(), read(event).organiser());
  }

  @Test
  void whatIsOverStaysAsItWas() {
    Event event = shared();
    house.aws.clock().set(event.endsAt());
    erase(organiser);
    assertEquals(Events.SOMEBODY, read(event).displayName());
    assertEquals(organiser.id(), read(event).organiser());
  }

  @Test
  void bothGoingAtOnceLeaveNoEventToAGhost() throws Exception {
    for (int round = 0; round < 4; round++) {
      Person first = house.person();
      Person next = house.person();
      Event event = house.event(first, 10, Duration.ofDays(2));
      joins(event, next, "Dom");
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        List<Callable<Object>> both =
            List.of(
                () -> {
                  erase(first);
                  return true;
                },
                () -> {
                  erase(next);
                  return true;
                });
        for (var done : threads.invokeAll(both)) {
          done.get();
        }
      }
      assertEquals(EventStatus.CANCELLED, read(event).status());
      assertEquals(List.of(), read(event).coOrganisers());
    }
  }

  @Test
  @Tag("A16")
  void theCopyNamesWhatIsRunTogether() {
    Event event = shared();
    Response copy = house.account.call(Payload.get("/v1/me/export").bearer(second.token()));
    assertEquals(200, copy.status(), copy::toString);
    assertEquals(event.id(), copy.text("/coOrganised/0/event").orElseThrow());
    assertEquals("Dom", copy.text("/coOrganised/0/displayName").orElseThrow());
    assertFalse(copy.body().contains("Sacha"));
  }

  @Test
  @Tag("A16")
  void theCopyTellsWhatCameOfWhatIsOver() {
    Event event = house.event(organiser, 10, Duration.ofDays(2));
    house.aws.clock().set(event.endsAt());
    Debrief debrief = new Debrief(14, 3, null, null, null, "Belle matinée", house.now());
    assertTrue(house.bean(Debriefs.class).write(read(event), debrief));
    Response copy = house.account.call(Payload.get("/v1/me/export").bearer(organiser.token()));
    assertEquals("14", copy.text("/events/0/debrief/came").orElseThrow());
    assertEquals("Belle matinée", copy.text("/events/0/debrief/notes").orElseThrow());
  }
}
