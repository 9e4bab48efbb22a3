package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Running an event with others, invited by a link. */
@EmbeddedAwsTest
class CoOrganisersTest {

  private final TestAws aws;
  private final Town town;
  private final Town.Someone organiser;
  private final Town.Someone other;

  CoOrganisersTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    organiser = town.member("Camille");
    other = town.member("Dominique");
  }

  private Response post(Town.Someone who, String path, Map<String, ?> body) {
    return town.events.call(Payload.post(path).bearer(who.token()).json(body));
  }

  private Response invite(Town.Someone who, String id) {
    return town.events.call(Payload.post("/v1/events/" + id + "/invitations").bearer(who.token()));
  }

  private String key(String id) {
    Response made = invite(organiser, id);
    assertEquals(201, made.status(), made::toString);
    return made.text("/key").orElseThrow();
  }

  private Response join(Town.Someone who, String id, String key) {
    return post(who, "/v1/events/" + id + "/co-organisers", Map.of("key", key));
  }

  private String shared() {
    String id = town.published(organiser, town.sheet());
    assertEquals(201, join(other, id, key(id)).status());
    return id;
  }

  private Response crew(Town.Someone who, String id) {
    return town.events.call(Payload.get("/v1/events/" + id + "/co-organisers").bearer(who.token()));
  }

  private Response takeOff(Town.Someone who, String id, int slot) {
    return town.events.call(
        Payload.delete("/v1/events/" + id + "/co-organisers/" + slot).bearer(who.token()));
  }

  @Test
  void whoFollowsALinkMayChangeCancelAndSeeTheAddress() {
    Map<String, Object> hidden = town.sheet("addressHidden", true);
    String id = town.published(organiser, hidden);
    assertEquals(403, town.change(other, id, "\"1\"", Map.of("title", "Autre")).status());
    Response made = invite(organiser, id);
    String key = made.text("/key").orElseThrow();
    assertEquals(
        "/evenements/" + id + "/co-organisation?cle=" + key, made.text("/page").orElseThrow());
    Response joined = join(other, id, key);
    assertEquals(201, joined.status(), joined::toString);
    assertEquals(id, joined.text("/id").orElseThrow());
    Response changed =
        town.change(
            other, id, "\"1\"", Map.of("title", "Autre", "displayName", "Quelqu’un d’autre"));
    assertEquals(200, changed.status(), changed::toString);
    assertEquals("Autre", changed.text("/title").orElseThrow());
    assertEquals(
        "Camille",
        changed.text("/organiser/displayName").orElseThrow(),
        "how the organiser is called is theirs to say");
    assertEquals(
        "Place de la République",
        town.events
            .call(Payload.get("/v1/events/" + id).bearer(other.token()))
            .text("/place")
            .orElseThrow());
    assertTrue(
        town.events
            .call(
                Payload.get("/evenements/" + id)
                    .header("accept", "text/html")
                    .cookie("__Host-session", other.token()))
            .body()
            .contains("/modifier"));
    assertEquals(
        200, post(other, "/v1/events/" + id + "/cancellation", Map.of("reason", "Pluie")).status());
  }

  @Test
  void aLinkWorksOnceSevenDaysAndForItsEventOnly() {
    String id = town.published(organiser, sheetInTenDays());
    String used = key(id);
    assertEquals(404, join(other, town.published(organiser, town.sheet()), used).status());
    assertEquals(201, join(other, id, used).status());
    assertEquals(404, join(town.member("Sacha"), id, used).status());
    assertEquals(409, join(organiser, id, key(id)).status(), "already theirs");
    assertEquals(404, join(town.member("Sacha"), id, "0".repeat(26)).status());
    String late = key(id);
    aws.clock().advance(Duration.ofDays(7));
    assertEquals(404, join(town.member("Sacha"), id, late).status());
  }

  private String later(int days) {
    return town.now().plus(Duration.ofDays(days)).toString();
  }

  @Test
  void theLastInstantOfALinkIsStillGood() {
    String id = town.published(organiser, sheetInTenDays());
    String key = key(id);
    aws.clock().advance(Duration.ofDays(7).minusMillis(1));
    assertEquals(201, join(town.member("Sacha"), id, key).status());
  }

  private Map<String, Object> sheetInTenDays() {
    Map<String, Object> sheet = town.sheet("startsAt", later(10));
    sheet.put("endsAt", later(11));
    return sheet;
  }

  @Test
  void onlyItsHashIsKept() {
    String id = town.published(organiser, town.sheet());
    String key = key(id);
    for (String table : List.of("EPHEMERAL_TABLE", "EVENTS_TABLE", "OUTBOX_TABLE")) {
      assertFalse(aws.scan(table).toString().contains(key), table);
    }
    assertFalse(crew(organiser, id).body().contains(key));
  }

  @Test
  void linksAreMadeSeenAndTakenBackByTheOrganiserAlone() {
    String id = shared();
    assertEquals(403, invite(other, id).status());
    assertEquals(403, invite(town.member("Sacha"), id).status());
    assertEquals(404, invite(organiser, "0".repeat(26)).status());
    String key = key(id);
    Response seen = crew(organiser, id);
    assertEquals("Dominique", seen.text("/items/0/displayName").orElseThrow());
    assertFalse(seen.body().contains(other.id()));
    String link = seen.text("/invitations/0/invitation").orElseThrow();
    assertEquals(0, crew(other, id).json().at("/invitations").size());
    assertTrue(crew(other, id).json().at("/items/0/own").asBoolean());
    assertEquals(403, crew(town.member("Sacha"), id).status());
    String path = "/v1/events/" + id + "/invitations/" + link;
    assertEquals(403, town.events.call(Payload.delete(path).bearer(other.token())).status());
    assertEquals(204, town.events.call(Payload.delete(path).bearer(organiser.token())).status());
    assertEquals(204, town.events.call(Payload.delete(path).bearer(organiser.token())).status());
    assertEquals(404, join(town.member("Sacha"), id, key).status());
  }

  @Test
  void fourAtMostLinksIncluded() {
    String id = shared();
    List<String> keys = List.of(key(id), key(id), key(id));
    assertEquals(409, invite(organiser, id).status());
    keys.forEach(key -> assertEquals(201, join(town.member("Sacha"), id, key).status()));
    assertEquals(409, invite(organiser, id).status());
    assertEquals(204, takeOff(organiser, id, 2).status());
    assertEquals(201, join(town.member("Lou"), id, key(id)).status());
  }

  @Test
  void oneLeavesOrIsTakenOffAndNobodyElseIs() {
    String id = shared();
    Town.Someone third = town.member("Sacha");
    assertEquals(201, join(third, id, key(id)).status());
    assertEquals(403, takeOff(third, id, 1).status());
    assertEquals(403, takeOff(town.member("Lou"), id, 1).status());
    assertEquals(404, takeOff(town.member("Lou"), id, 4).status());
    assertEquals(204, takeOff(other, id, 1).status());
    assertEquals(403, town.change(other, id, "\"1\"", Map.of("title", "Encore")).status());
    assertEquals(204, takeOff(organiser, id, 2).status());
    assertEquals(204, takeOff(organiser, id, 2).status());
    assertEquals(403, town.change(third, id, "\"1\"", Map.of("title", "Encore")).status());
    assertEquals(0, crew(organiser, id).json().at("/items").size());
  }

  @Test
  void followedByManyAtOnceALinkLetsOneIn() throws Exception {
    String id = town.published(organiser, town.sheet());
    String key = key(id);
    String second = key(id);
    List<Callable<Integer>> followers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Town.Someone follower = town.member("Sacha");
      String followed = i % 2 == 0 ? key : second;
      followers.add(() -> join(follower, id, followed).status());
    }
    int in = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (var status : threads.invokeAll(followers)) {
        in += status.get() == 201 ? 1 : 0;
      }
    }
    assertEquals(2, in);
    assertEquals(2, town.event(id).coOrganisers().size());
  }

  @Test
  void whoIsErasedMeanwhileStaysOut() {
    String id = town.published(organiser, town.sheet());
    String key = key(id);
    town.store.write(Keys.shred(new Owner.Member(other.id())));
    assertEquals(401, join(other, id, key).status());
    assertEquals(List.of(), town.event(id).coOrganisers());
  }

  @Test
  void nothingIsSharedOnceItIsOver() {
    String id = town.published(organiser, town.sheet());
    String key = key(id);
    aws.clock().set(town.event(id).endsAt());
    assertEquals(409, invite(organiser, id).status());
    assertEquals(409, join(other, id, key).status());
    String cancelled = town.published(organiser, town.sheet());
    String open = key(cancelled);
    post(organiser, "/v1/events/" + cancelled + "/cancellation", Map.of("reason", "Pluie"));
    assertEquals(409, join(other, cancelled, open).status());
  }

  @Test
  void badRequestsAreRefused() {
    String id = town.published(organiser, town.sheet());
    String path = "/v1/events/" + id + "/co-organisers";
    for (Map<String, ?> bad :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("key", ""),
            Map.of("key", "x"),
            Map.of("key", "0".repeat(26), "displayName", "a".repeat(41)),
            Map.of("key", "0".repeat(26), "displayName", "<b>"))) {
      assertEquals(422, post(other, path, bad).status(), bad::toString);
    }
    assertEquals(400, post(other, path, Map.of("key", "x", "slot", 1)).status());
    assertEquals(401, town.events.call(Payload.post(path).json(Map.of("key", "x"))).status());
    assertEquals(401, town.get(path).status());
  }

  @Test
  void repeatedWithItsKeyARequestMakesOneLink() {
    String id = town.published(organiser, town.sheet());
    Payload once =
        Payload.post("/v1/events/" + id + "/invitations")
            .bearer(organiser.token())
            .header("idempotency-key", "a");
    aws.meter().reset();
    Response first = town.events.call(once);
    assertEquals(
        Map.of("BatchGetItem", 1, "Query", 2, "GetItem", 1, "PutItem", 2, "UpdateItem", 1),
        aws.meter().byOperation());
    assertEquals(first.body(), town.events.call(once).body());
    assertEquals(1, crew(organiser, id).json().at("/invitations").size());
  }

  @Test
  void deletedItLeavesNothing() {
    int before = town.rows("EVENTS_TABLE");
    String id = shared();
    town.context.getBean(Events.class).delete(id);
    assertEquals(before, town.rows("EVENTS_TABLE"));
  }
}
