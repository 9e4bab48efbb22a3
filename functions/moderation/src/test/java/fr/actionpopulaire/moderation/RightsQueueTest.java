package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.rights.Subject;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.RightsRequests.Letter;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What people asked about their data, by the day it is due (GDPR 12(3)). */
@EmbeddedAwsTest
class RightsQueueTest {

  private static final String QUEUE = "/v1/moderation/rights-requests";
  private static final String ASKER = "asker@example.org";

  private final TestAws aws;
  private final Scene scene;

  RightsQueueTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private String file() {
    return scene
        .context
        .getBean(RightsRequests.class)
        .file(
            RandomId.next(),
            Subject.LOST_ADDRESS,
            new Letter(new EmailAddress(ASKER), "Mon ancienne adresse est perdue."))
        .id();
  }

  private Response get(String path) {
    return scene.moderation.call(Payload.get(path).signedBy(Scene.JO));
  }

  private Response answer(String request, String outcome) {
    return scene.moderation.call(
        Payload.post(QUEUE + "/" + request + "/answer")
            .json(Map.of("outcome", outcome))
            .signedBy(Scene.JO));
  }

  @Test
  @Tag("A15")
  void theSoonestDueComesFirstAndLatenessIsCounted() {
    aws.clock().set(Instant.parse("2026-12-21T10:00:00Z"));
    String second = file();
    aws.clock().set(Instant.parse("2026-11-21T10:00:00Z"));
    String first = file();
    aws.clock().set(Instant.parse("2026-12-21T22:59:59.999Z"));
    Response queue = get(QUEUE);
    assertEquals(200, queue.status(), queue::body);
    assertEquals(first, queue.text("/items/0/request").orElseThrow());
    assertEquals(second, queue.text("/items/1/request").orElseThrow());
    assertEquals("2026-12-21", queue.text("/items/0/dueOn").orElseThrow());
    assertEquals("0", queue.text("/items/0/daysLeft").orElseThrow());
    assertEquals("0", queue.text("/late").orElseThrow());
    assertFalse(queue.body().contains(ASKER));
    assertFalse(queue.body().contains("perdue"));
    aws.clock().advance(Duration.ofMillis(1));
    Response late = get(QUEUE);
    assertEquals("1", late.text("/late").orElseThrow());
    assertEquals("true", late.text("/items/0/late").orElseThrow());
    assertEquals(201, answer(first, "granted").status());
    assertEquals(second, get(QUEUE).text("/items/0/request").orElseThrow());
    assertEquals(201, answer(second, "refused").status());
    assertEquals(0, get(QUEUE).json().at("/items").size());
  }

  @Test
  @Tag("A23")
  void whoAsksIsReadOneByOneWithAReasonTheTrailKeeps() {
    String request = file();
    assertEquals(422, get(QUEUE + "/" + request).status());
    Response read = get(QUEUE + "/" + request + "?reason=R%C3%A9pondre");
    assertEquals(200, read.status(), read::body);
    assertEquals(ASKER, read.text("/email").orElseThrow());
    assertEquals(1, trail(request).size());
    assertTrue(trail(request).toString().contains("Répondre"));
    assertEquals(404, get(QUEUE + "/" + RandomId.next() + "?reason=voir").status());
    assertEquals(404, get(QUEUE + "/x?reason=voir").status());
    assertEquals(403, scene.moderation.call(Payload.get(QUEUE).viaFunctionUrl()).status());
    assertEquals(201, answer(request, "partly").status());
  }

  private List<Map<String, AttributeValue>> trail(String request) {
    return aws.scan("AUDIT_TABLE").stream()
        .filter(item -> item.toString().contains(request))
        .toList();
  }

  @Test
  void oneAnswerIsNotedOnce() {
    String request = file();
    assertEquals(422, answer(request, "perhaps").status());
    Response noted = answer(request, "granted");
    assertEquals(201, noted.status(), noted::body);
    assertEquals("granted", noted.text("/outcome").orElseThrow());
    assertEquals("false", noted.text("/late").orElseThrow());
    assertEquals(409, answer(request, "refused").status());
    assertEquals(404, answer(RandomId.next(), "granted").status());
    RightsRequests requests = scene.context.getBean(RightsRequests.class);
    assertEquals("granted", requests.find(request).orElseThrow().outcome());
    aws.clock().set(Instant.parse("2027-11-21T09:59:59.999Z"));
    assertFalse(requests.deleteExpired(request));
    aws.clock().advance(Duration.ofMillis(1));
    assertTrue(requests.deleteExpired(request));
    assertTrue(requests.letter(request).isEmpty());
  }
}
