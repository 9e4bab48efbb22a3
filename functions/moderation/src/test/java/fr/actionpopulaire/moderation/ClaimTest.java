package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Claims;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who looks into what is reported: one at a time, for half an hour at most. */
@EmbeddedAwsTest
class ClaimTest {

  private static final int MODERATORS = 8;

  private final TestAws aws;
  private final Scene scene;

  ClaimTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private static String path(String report) {
    return "/v1/moderation/reports/" + report + "/claim";
  }

  private Response claim(String report, String actor) {
    return scene.moderation.call(Payload.put(path(report)).signedBy(actor));
  }

  private Response giveUp(String report, String actor) {
    return scene.moderation.call(Payload.delete(path(report)).signedBy(actor));
  }

  private Response decide(String report, String actor) {
    return scene.moderation.call(
        Scene.decidePayload(report, Scene.decision("none")).signedBy(actor));
  }

  @Test
  @Tag("A23")
  void whoClaimedKeepsOthersFromDecidingTheSameThing() {
    Event event = scene.event();
    String report = scene.report(event);
    String other = scene.report(RandomId.next(), "/v1/events/" + event.id() + ".ics", false);
    Response claimed = claim(report, Scene.JO);
    assertEquals(200, claimed.status(), claimed.body());
    assertEquals("Moderator/jo", claimed.text("/by").orElseThrow());
    assertEquals(
        aws.clock().instant().plus(Duration.ofMinutes(30)).toString(),
        claimed.text("/until").orElseThrow());
    assertEquals(
        "Moderator/jo", scene.get("/v1/moderation/reports/" + other).text("/claim/by").get());

    for (String about : List.of(report, other)) {
      Response refused = decide(about, Scene.ALEX);
      assertEquals(409, refused.status());
      assertEquals("/problems/claimed", refused.text("/type").orElseThrow());
      assertTrue(refused.text("/detail").orElseThrow().contains("Moderator/jo"));
      assertEquals(409, claim(about, Scene.ALEX).status());
      assertEquals(
          "open", scene.get("/v1/moderation/reports/" + about).text("/status").orElseThrow());
    }
    assertEquals(201, decide(report, Scene.JO).status());
    assertEquals(409, claim(report, Scene.JO).status(), "decided");
    assertEquals(201, decide(other, Scene.ALEX).status(), "a decision ends the claim");
    List<String> lines =
        aws.scan("AUDIT_TABLE").stream()
            .filter(item -> item.toString().contains(report))
            .map(item -> Scene.text(item, "action"))
            .filter(action -> action.equals("claim"))
            .toList();
    assertEquals(List.of("claim"), lines);
  }

  @Test
  void aClaimEndsByItselfAndCanBeProlonged() {
    String report = scene.report(scene.event());
    assertEquals(200, claim(report, Scene.JO).status());
    aws.clock().advance(Duration.ofMinutes(30).minusMillis(1));
    assertEquals(409, claim(report, Scene.ALEX).status());
    assertEquals(200, claim(report, Scene.JO).status(), "half an hour more");
    aws.clock().advance(Duration.ofMinutes(30).minusMillis(1));
    assertEquals(409, decide(report, Scene.ALEX).status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals("", scene.get("/v1/moderation/reports/" + report).text("/claim/by").orElse(""));
    assertEquals(201, decide(report, Scene.ALEX).status());
  }

  @Test
  void onlyTheHolderGivesItUp() {
    String report = scene.report(scene.event());
    assertEquals(200, claim(report, Scene.JO).status());
    assertEquals(204, giveUp(report, Scene.ALEX).status());
    assertEquals(409, claim(report, Scene.ALEX).status(), "another's claim stays");
    assertEquals(204, giveUp(report, Scene.JO).status());
    assertEquals(204, giveUp(report, Scene.JO).status());
    assertEquals(200, claim(report, Scene.ALEX).status());
    assertEquals(404, claim("z".repeat(26), Scene.JO).status());
    assertEquals(404, giveUp("nothing", Scene.JO).status());
  }

  @Test
  void whatItCosts() {
    String report = scene.report(scene.event());
    aws.meter().reset();
    assertEquals(200, claim(report, Scene.JO).status());
    assertEquals(Map.of("GetItem", 1, "TransactWriteItems", 1), aws.meter().byOperation());
    aws.meter().reset();
    assertEquals(204, giveUp(report, Scene.JO).status());
    assertEquals(Map.of("GetItem", 1, "TransactWriteItems", 1), aws.meter().byOperation());
  }

  @Test
  void ofManyAtOnceOneClaims() throws Exception {
    for (int round = 0; round < 3; round++) {
      String report = scene.report(scene.event());
      List<Integer> statuses =
          atOnce(
              i ->
                  claim(report, "arn:aws:sts::123456789012:assumed-role/Moderator/m" + i).status());
      assertEquals(1, statuses.stream().filter(status -> status == 200).count(), "" + statuses);
      assertEquals(
          MODERATORS - 1L,
          statuses.stream().filter(status -> status == 409).count(),
          "" + statuses);
    }
  }

  /** The control: without its condition the same race makes several claims. */
  @Test
  void withoutTheConditionSeveralClaim() throws Exception {
    Target target = new Target("/evenements/" + RandomId.next());
    Instant now = aws.clock().instant();
    List<Integer> written =
        atOnce(
            i -> {
              Write claim = Claims.take(target, new Actor("Moderator", "m" + i), now);
              return claim instanceof Write.Put put
                      && scene.store.write(Write.put(put.item(), Condition.none())).isWritten()
                  ? 1
                  : 0;
            });
    assertEquals(MODERATORS, written.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  @Tag("A8")
  void aClaimIsKeptNoLongerThanItHolds() {
    String report = scene.report(scene.event());
    assertEquals(200, claim(report, Scene.JO).status());
    var rows =
        aws.scan("EPHEMERAL_TABLE").stream()
            .filter(item -> Scene.text(item, "sk").equals("CLAIM"))
            .filter(item -> Scene.text(item, "actor").equals("Moderator/jo"))
            .toList();
    assertEquals(Duration.ofMinutes(30).toSeconds(), RetentionRule.CLAIM.seconds());
    assertTrue(rows.stream().allMatch(item -> item.containsKey("ttl")));
    assertTrue(!rows.isEmpty());
  }

  private static List<Integer> atOnce(IntFunction<Integer> client) throws Exception {
    CyclicBarrier start = new CyclicBarrier(MODERATORS);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < MODERATORS; i++) {
        int number = i;
        answers.add(
            executor.submit(
                () -> {
                  start.await();
                  return client.apply(number);
                }));
      }
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        results.add(answer.get());
      }
      return results;
    }
  }
}
