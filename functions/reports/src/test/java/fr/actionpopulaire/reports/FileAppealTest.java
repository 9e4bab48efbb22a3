package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.AppealLinks;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.MutableClock;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DSA 20: both parties may appeal by their own link, once each, for six months. */
@EmbeddedAwsTest
@Tag("C8")
class FileAppealTest {

  private static final Map<String, String> WHY =
      Map.of("explanation", "L’événement respectait les règles.");

  private final TestAws aws;
  private final Scene scene;
  private final AppealLinks links;

  FileAppealTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
    links = scene.context.getBean(AppealLinks.class);
  }

  private String decided() {
    String decision = RandomId.next();
    scene.decide(scene.filed(Scene.body("/evenements")), decision);
    return decision;
  }

  private Response appeal(String decision, String key) {
    return scene.reports.call(
        Payload.post("/v1/decisions/" + decision + "/appeals?key=" + key).json(WHY));
  }

  @Test
  void eachPartyMayAppealOnce() {
    String decision = decided();
    Response author = appeal(decision, links.key(decision, Party.AUTHOR));
    assertEquals(201, author.status(), author.body());
    assertEquals(201, appeal(decision, links.key(decision, Party.REPORTER)).status());
    Response again = appeal(decision, links.key(decision, Party.AUTHOR));
    assertEquals(409, again.status());
    assertEquals(
        2,
        aws.scan("MODERATION_TABLE").stream()
            .filter(item -> Scene.text(item, "sk").startsWith("A#"))
            .filter(item -> item.containsKey("decision"))
            .filter(item -> Scene.text(item, "decision").equals(decision))
            .count());
  }

  @Test
  void aRepeatedAppealGetsItsFirstAnswer() {
    String decision = decided();
    Payload payload =
        Payload.post(
                "/v1/decisions/" + decision + "/appeals?key=" + links.key(decision, Party.AUTHOR))
            .json(WHY)
            .header("idempotency-key", "appeal-1");
    Response first = scene.reports.call(payload);
    assertEquals(201, first.status(), first.body());
    Response again = scene.reports.call(payload.sourceIp(Scene.network()));
    assertEquals(201, again.status(), again.body());
    assertEquals(first.json(), again.json());
    Response other = scene.reports.call(payload.json(Map.of("explanation", "Autre motif.")));
    assertEquals(422, other.status());
    assertEquals("/problems/key-reused", other.text("/type").orElseThrow());
    assertEquals(409, appeal(decision, links.key(decision, Party.AUTHOR)).status());
  }

  /** What Idempotency-Key relies on after a crash between the write and its answer. */
  @Test
  void filedAgainUnderTheSameIdItIsFiledOnce() {
    String decision = decided();
    String key = links.key(decision, Party.REPORTER);
    FileAppeal file = scene.context.getBean(FileAppeal.class);
    String id = RandomId.next();
    FileAppeal.Result first = file.file(id, decision, key, "Voici pourquoi.");
    aws.clock().advance(Duration.ofSeconds(30));
    assertEquals(first, file.file(id, decision, key, "Voici pourquoi."));
    assertInstanceOf(
        FileAppeal.Result.Twice.class,
        file.file(RandomId.next(), decision, key, "Voici pourquoi."));
  }

  @Test
  void theKeyMayStandInTheBodyToo() {
    String decision = decided();
    Map<String, String> body = new java.util.HashMap<>(WHY);
    body.put("key", links.key(decision, Party.AUTHOR));
    assertEquals(
        201,
        scene
            .reports
            .call(Payload.post("/v1/decisions/" + decision + "/appeals").json(body))
            .status());
  }

  @Test
  void otherKeysOpenNothing() {
    String decision = decided();
    String other = decided();
    var before = new HashSet<>(aws.scan("MODERATION_TABLE"));
    for (String key :
        new String[] {
          "",
          "0".repeat(64),
          decision,
          links.key(other, Party.AUTHOR),
          links.key(other, Party.REPORTER)
        }) {
      assertEquals(404, appeal(decision, key).status());
    }
    String unknown = RandomId.next();
    assertEquals(404, appeal(unknown, links.key(unknown, Party.AUTHOR)).status());
    assertEquals(404, appeal("x", links.key("x", Party.AUTHOR)).status());
    assertEquals(before, new HashSet<>(aws.scan("MODERATION_TABLE")));
  }

  @Test
  void sixMonthsAndNoLonger() {
    String decision = decided();
    String key = links.key(decision, Party.AUTHOR);
    Instant end = Instant.parse("2027-05-21T09:00:00Z");
    aws.clock().set(end);
    assertEquals(403, appeal(decision, key).status());
    aws.clock().set(end.minusMillis(1));
    assertEquals(201, appeal(decision, key).status());
  }

  @Test
  void anEmptyExplanationIsRefused() {
    String decision = decided();
    Response answer =
        scene.reports.call(
            Payload.post("/v1/decisions/" + decision + "/appeals")
                .json(Map.of("explanation", " \n", "key", links.key(decision, Party.AUTHOR))));
    assertEquals(422, answer.status());
    assertEquals("/explanation", answer.text("/errors/0/pointer").orElseThrow());
    Response one =
        scene.reports.call(
            Payload.post("/v1/decisions/" + decision + "/appeals")
                .json(Map.of("explanation", " x ", "key", links.key(decision, Party.AUTHOR))));
    assertEquals(201, one.status(), one.body());
  }

  @Test
  void thePageShowsTheStatementAndTakesTheAppeal() {
    String report = scene.filed(Scene.body("/evenements"));
    String decision = RandomId.next();
    scene.decide(report, decision);
    Response page = scene.page(links.path(decision, Party.AUTHOR));
    assertEquals(200, page.status(), page.body());
    assertTrue(page.body().contains("article 4"));
    assertFalse(page.body().contains(report), "the author never sees the reporter's link");
    assertEquals(404, scene.page("/recours/" + decision + "?cle=0").status());

    Map<String, String> form =
        Map.of(
            "cle",
            links.key(decision, Party.AUTHOR),
            "explication",
            "L’événement respectait les règles.");
    Payload post =
        Payload.post("/recours/" + decision)
            .form(form)
            .header("origin", "https://abcdefghij.execute-api.eu-west-3.amazonaws.com");
    assertEquals(200, scene.reports.call(post).status());
    assertEquals(409, scene.reports.call(post).status());
  }

  @Test
  void appealsGoWithTheirReport() {
    String report = scene.filed(Scene.body("/evenements"));
    String decision = RandomId.next();
    scene.decide(report, decision);
    assertEquals(201, appeal(decision, links.key(decision, Party.REPORTER)).status());
    aws.clock().set(MutableClock.START.plus(Duration.ofDays(365)));
    assertTrue(scene.context.getBean(Notices.class).deleteExpired(report) > 0);
    assertEquals(
        0,
        aws.scan("MODERATION_TABLE").stream()
            .filter(item -> !Scene.text(item, "pk").startsWith("X#"))
            .filter(item -> item.toString().contains(report) || item.toString().contains(decision))
            .count());
  }
}
