package fr.actionpopulaire.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Another code for a request that was made before, with the address or without. */
@EmbeddedAwsTest
class AskAgainTest {

  private final TestAws aws;
  private final Newcomer somebody;

  AskAgainTest(TestAws aws) {
    this.aws = aws;
    somebody = new Newcomer(aws, Map.of("codes.per.source", 10));
  }

  @Test
  @Tag("F3")
  void aRepeatedRequestGetsAFreshCodeAndTheFormerOneIsDead() {
    String request = somebody.requestWithCode("again@example.org");
    somebody.redeem(request, Newcomer.WRONG);
    aws.clock().advance(Duration.ofMinutes(9));
    Response again = askAgain("again@example.org", request);
    assertEquals(202, again.status());
    assertEquals(request, again.text("/request").orElseThrow());
    assertEquals("2026-11-21T10:19:00Z", again.text("/expiresAt").orElseThrow());
    assertFalse(somebody.draw(request, 1, Newcomer.CODE), "the first mail comes too late");
    Response old = somebody.redeem(request, Newcomer.CODE);
    assertEquals(403, old.status());
    assertEquals("4", old.text("/attemptsLeft").orElseThrow());
    assertTrue(somebody.draw(request, 2, "11223344"));
    aws.clock().advance(Duration.ofMinutes(5));
    assertEquals(200, somebody.redeem(request, "11223344").status());
  }

  @Test
  void anotherAddressOrADeadRequestStartsANewOne() {
    String request = somebody.requestWithCode("first@example.org");
    assertNotEquals(
        request, askAgain("second@example.org", request).text("/request").orElseThrow());
    assertEquals(200, somebody.redeem(request, Newcomer.CODE).status(), "untouched by the other");
    assertNotEquals(request, askAgain("first@example.org", request).text("/request").orElseThrow());
    String expired = somebody.request("expired@example.org");
    aws.clock().advance(Duration.ofMinutes(10));
    assertNotEquals(
        expired, askAgain("expired@example.org", expired).text("/request").orElseThrow());
    assertEquals(202, askAgain("third@example.org", "<script>").status());
  }

  @Test
  void theRequestAloneIsEnough() {
    String request = somebody.requestWithCode("alone@example.org");
    aws.clock().advance(Duration.ofMinutes(9));
    Response again = askAgain(request);
    assertEquals(202, again.status(), again::body);
    assertEquals(request, again.text("/request").orElseThrow());
    assertEquals(2, again.json().size());
    aws.clock().advance(Duration.ofMinutes(9));
    assertEquals(403, somebody.redeem(request, Newcomer.CODE).status(), "the former code is dead");
    assertTrue(somebody.draw(request, 2, "11223344"));
    assertEquals(200, somebody.redeem(request, "11223344").status());
    assertEquals("/problems/code-spent", askAgain(request).text("/type").orElseThrow());
  }

  /** With an address it would begin anew; alone there is nobody to send a code to. */
  @Test
  void aRequestAloneThatIsOverIsGone() {
    String expired = somebody.request("gone@example.org");
    aws.clock().advance(Duration.ofMinutes(10));
    int before = somebody.stored().size();
    List<String> answers = new ArrayList<>();
    for (String request : List.of(expired, RandomId.next(), "<script>", "")) {
      Response over = askAgain(request);
      assertEquals(410, over.status(), over::body);
      answers.add(over.body());
    }
    assertEquals(1, Set.copyOf(answers).size(), "which of them ever was is not told");
    assertEquals(before, somebody.stored().size());
  }

  @Test
  void theRequestAloneCountsForAddressAndSource() {
    String request = somebody.request("counted@example.org");
    for (int i = 0; i < 4; i++) {
      assertEquals(202, askAgain(request).status());
    }
    assertEquals(429, askAgain(request).status());
    assertEquals(429, somebody.ask("counted@example.org").status());
  }

  @Test
  void theRequestAloneCostsOneReadMore() {
    String request = somebody.request("read@example.org");
    String source = Newcomer.freshSource();
    somebody.ask("other@example.org", source);
    aws.meter().reset();
    assertEquals(
        202,
        somebody
            .signup
            .call(Payload.post("/v1/codes").json(Map.of("request", request)).sourceIp(source))
            .status());
    assertEquals(
        Map.of("GetItem", 2, "TransactWriteItems", 1, "UpdateItem", 2), aws.meter().byOperation());
    aws.meter().reset();
    assertEquals(410, askAgain(RandomId.next()).status());
    assertEquals(Map.of("GetItem", 1), aws.meter().byOperation());
  }

  private Response askAgain(String request) {
    return somebody.signup.call(
        Payload.post("/v1/codes")
            .json(Map.of("request", request))
            .sourceIp(Newcomer.freshSource()));
  }

  private Response askAgain(String email, String request) {
    return somebody.signup.call(
        Payload.post("/v1/codes")
            .json(Map.of("email", email, "request", request))
            .sourceIp(Newcomer.freshSource()));
  }
}
