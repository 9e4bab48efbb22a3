package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A new account publishes two events a day, until one of its events has taken place. */
@EmbeddedAwsTest
class NewAccountTest {

  private final TestAws aws;
  private final Town town;
  private final Town.Someone member;

  NewAccountTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws, Map.of());
    member = town.member("Camille");
  }

  private Map<String, Object> soon(Duration lasting) {
    Map<String, Object> sheet = town.sheet("startsAt", town.now().plusSeconds(60).toString());
    sheet.put("endsAt", town.now().plusSeconds(60).plus(lasting).toString());
    return sheet;
  }

  @Test
  void theThirdOfADayIsRefusedAndTheNextDayIsAnother() {
    town.published(member, town.sheet());
    aws.clock().advance(Duration.ofHours(1));
    town.published(member, town.sheet());
    int rows = town.rows("EVENTS_TABLE");
    Response third = town.publish(member, town.sheet());
    assertEquals(429, third.status(), third::toString);
    assertEquals(
        Long.toString(Duration.ofHours(23).toSeconds()), third.header("retry-after").orElseThrow());
    assertEquals(rows, town.rows("EVENTS_TABLE"));
    town.published(town.member("Dominique"), town.sheet());
    aws.clock().advance(Duration.ofHours(23).minusMillis(1));
    assertEquals(429, town.publish(member, town.sheet()).status());
    aws.clock().advance(Duration.ofMillis(1));
    town.published(member, town.sheet());
    town.published(member, town.sheet());
    assertEquals(429, town.publish(member, town.sheet()).status());
  }

  @Test
  void onceOneHasTakenPlaceThereIsNoLimit() {
    town.published(member, soon(Duration.ofHours(1)));
    town.published(member, town.sheet());
    aws.clock().advance(Duration.ofMinutes(61).minusSeconds(1));
    assertEquals(429, town.publish(member, town.sheet()).status());
    aws.clock().advance(Duration.ofSeconds(1));
    for (int i = 0; i < 3; i++) {
      town.published(member, town.sheet());
    }
  }

  @Test
  void anEventOfAMomentIsNone() {
    town.published(member, soon(Duration.ofSeconds(59 * 60 - 1)));
    town.published(member, town.sheet());
    aws.clock().advance(Duration.ofHours(2));
    assertEquals(429, town.publish(member, town.sheet()).status());
  }

  /** Each move is a mail to everybody who answered. */
  @Test
  void oneEventIsMovedTenTimesADay() {
    String id = town.published(member, town.sheet());
    for (int i = 1; i <= ChangeEvent.MOVES; i++) {
      assertEquals(200, town.change(member, id, "*", Map.of("place", "Salle " + i)).status());
    }
    Response refused = town.change(member, id, "*", Map.of("place", "Salle 11"));
    assertEquals(429, refused.status(), refused::toString);
    assertEquals(
        Long.toString(Duration.ofHours(24).toSeconds()),
        refused.header("retry-after").orElseThrow());
    assertEquals("Salle 10", town.get("/v1/events/" + id).text("/place").orElseThrow());
    assertEquals(200, town.change(member, id, "*", Map.of("title", "Autre titre")).status());
    String other = town.published(member, town.sheet());
    assertEquals(200, town.change(member, other, "*", Map.of("place", "Salle 11")).status());
    aws.clock().advance(Duration.ofHours(24).minusMillis(1));
    assertEquals(429, town.change(member, id, "*", Map.of("place", "Salle 12")).status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(200, town.change(member, id, "*", Map.of("place", "Salle 12")).status());
  }

  @Test
  void whatWasCalledOffHasNotTakenPlace() {
    String off = town.published(member, soon(Duration.ofHours(1)));
    town.published(member, town.sheet());
    town.events.call(
        Payload.post("/v1/events/" + off + "/cancellation")
            .bearer(member.token())
            .json(Map.of("reason", "Pluie")));
    aws.clock().advance(Duration.ofMinutes(61));
    assertEquals(429, town.publish(member, town.sheet()).status());
  }

  @Test
  void ofManyAtOnceTwoArePublished() throws Exception {
    List<Callable<Integer>> deeds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      deeds.add(() -> town.publish(member, town.sheet()).status());
    }
    Map<Integer, Integer> statuses = new HashMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(deeds.size())) {
      for (Future<Integer> done : threads.invokeAll(deeds)) {
        statuses.merge(done.get(), 1, Integer::sum);
      }
    }
    assertEquals(Map.of(201, 2, 429, 6), statuses);
  }

  @Test
  void theSameFormSentTwiceIsOneEventEvenAtTheLimit() {
    town.published(member, town.sheet());
    Map<String, String> form =
        Map.of(
            "cle", "f0000000000000000000000009",
            "titre", "Réunion de quartier",
            "type", "meeting",
            "debut", "2026-12-05T18:30",
            "fin", "2026-12-05T20:00",
            "lieu", "59800");
    Payload payload =
        Payload.post("/evenements/nouveau")
            .header("origin", "https://abcdefghij.execute-api.eu-west-3.amazonaws.com")
            .cookie("__Host-session", member.token())
            .form(form);
    Response first = town.events.call(payload);
    assertEquals(303, first.status(), first::toString);
    assertEquals(first.header("location"), town.events.call(payload).header("location"));
    Map<String, String> other = new HashMap<>(form);
    other.put("cle", "f0000000000000000000000008");
    Response refused =
        town.events.call(
            Payload.post("/evenements/nouveau")
                .header("origin", "https://abcdefghij.execute-api.eu-west-3.amazonaws.com")
                .cookie("__Host-session", member.token())
                .form(other));
    assertEquals(429, refused.status());
    assertTrue(refused.body().contains("nouveau compte"), refused::body);
  }
}
