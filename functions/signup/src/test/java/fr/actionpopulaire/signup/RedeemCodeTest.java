package fr.actionpopulaire.signup;

import static fr.actionpopulaire.signup.Newcomer.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@EmbeddedAwsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeemCodeTest {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final TestAws aws;
  private final Newcomer somebody;

  RedeemCodeTest(TestAws aws) {
    this.aws = aws;
    somebody = new Newcomer(aws);
  }

  @Test
  @Tag("F1")
  void theRightCodeOpensASessionOnce() {
    String request = somebody.requestWithCode("right@example.org");
    Response answer = somebody.redeem(request, Newcomer.CODE);
    assertEquals(200, answer.status(), answer::body);
    assertTrue(answer.json().get("member").isNull());
    assertFalse(answer.json().get("eligible").asBoolean());
    assertEquals("2026-11-23T10:00:00Z", answer.text("/expiresAt").orElseThrow());
    assertTrue(answer.text("/token").orElseThrow().matches("[0-9a-z]{26}\\.[0-9a-z]{26}"));
    Response again = somebody.redeem(request, Newcomer.CODE);
    assertEquals(410, again.status());
    assertEquals("/problems/code-spent", again.text("/type").orElseThrow());
  }

  @Test
  void aSpentRequestKeepsNeitherAddressNorCode() {
    String request = somebody.requestWithCode("emptied@example.org");
    somebody.redeem(request, Newcomer.CODE);
    Map<String, AttributeValue> row = row(request);
    assertFalse(row.containsKey("address"));
    assertFalse(row.containsKey("code"));
  }

  @Test
  @Tag("F3")
  void fiveWrongCodesAndItIsOver() {
    String request = somebody.requestWithCode("wrong@example.org");
    for (int left = 4; left >= 0; left--) {
      Response wrong = somebody.redeem(request, Newcomer.WRONG);
      assertEquals(403, wrong.status());
      assertEquals("/problems/wrong-code", wrong.text("/type").orElseThrow());
      assertEquals(Integer.toString(left), wrong.text("/attemptsLeft").orElseThrow());
    }
    assertEquals(410, somebody.redeem(request, Newcomer.CODE).status());
    assertEquals(410, somebody.redeem(request, Newcomer.WRONG).status());
  }

  @Test
  void theFifthTryMayStillBeRight() {
    String request = somebody.requestWithCode("fifth@example.org");
    for (int i = 0; i < 4; i++) {
      somebody.redeem(request, Newcomer.WRONG);
    }
    assertEquals(200, somebody.redeem(request, Newcomer.CODE).status());
  }

  @Test
  @Tag("F1")
  void aCodeLivesTenMinutesAndNotAMillisecondMore() {
    String last = somebody.requestWithCode("last@example.org");
    String late = somebody.requestWithCode("late@example.org");
    aws.clock().advance(TEN_MINUTES.minusMillis(1));
    assertEquals(200, somebody.redeem(last, Newcomer.CODE).status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(410, somebody.redeem(late, Newcomer.CODE).status());
    assertFalse(somebody.draw(late, 1, Newcomer.CODE), "nothing is mailed for it either");
  }

  @Test
  @Tag("F3")
  void aCodeWorksForItsOwnRequestOnly() {
    String one = somebody.requestWithCode("one@example.org");
    String other = somebody.request("other@example.org");
    somebody.draw(other, 1, "99887766");
    assertEquals(403, somebody.redeem(other, Newcomer.CODE).status());
    assertEquals(200, somebody.redeem(one, Newcomer.CODE).status());
  }

  @Test
  @Tag("F2")
  void equalCodesOfTwoRequestsLieUnequalAtRest() {
    String one = somebody.requestWithCode("salt1@example.org");
    String other = somebody.requestWithCode("salt2@example.org");
    assertNotEquals(row(one).get("code"), row(other).get("code"));
    assertFalse(row(one).toString().contains(Newcomer.CODE));
  }

  @Test
  void beforeTheMailerDrewNothingIsRight() {
    String request = somebody.request("undrawn@example.org");
    assertEquals(403, somebody.redeem(request, Newcomer.CODE).status());
    assertEquals(403, somebody.redeem(request, "00000000").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789abcdefghjkmnpqrs", "nothing", "x", "%22%3E%3Cscript", "..."})
  void anUnknownRequestIsOver(String request) {
    Response answer = somebody.redeem(request, Newcomer.CODE);
    assertTrue(answer.status() == 410 || answer.status() == 404, answer::body);
    assertEquals("application/problem+json", answer.header("content-type").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":\"1234567\"}",
        "{\"code\":\"123456789\"}",
        "{\"code\":\"abcdefgh\"}",
        "{\"code\":\"١٢٣٤٥٦٧٨\"}",
        "{\"code\":null}",
        "{}",
        "{\"code\":[\"40718263\"]}",
        "{\"code\":40718263}",
        "{\"code\":\"40718263\",\"x\":1}"
      })
  void whatIsNoCodeIsNoTry(String body) {
    String request = somebody.requestWithCode("notry" + body.hashCode() + "@example.org");
    Response refused = somebody.signup.call(Payload.post("/v1/codes/" + request).json(body));
    assertTrue(refused.status() == 422 || refused.status() == 400, refused::body);
    assertEquals("0", attribute(row(request), "tries").n());
  }

  @Test
  void spacesInAPastedCodeDoNotMatter() {
    String request = somebody.requestWithCode("spaces@example.org");
    assertEquals(200, somebody.redeem(request, " 4071 8263\u00a0").status());
  }

  @Test
  void anEndorserIsEligible() {
    somebody.endorse("endorser@example.org");
    String request = somebody.requestWithCode("endorser@example.org");
    assertTrue(somebody.redeem(request, Newcomer.CODE).json().get("eligible").asBoolean());
  }

  @Test
  void aMemberIsSignedInAndSeesThemselves() {
    String id = somebody.member("member@example.org");
    Response answer =
        somebody.redeem(somebody.requestWithCode("member@example.org"), Newcomer.CODE);
    assertEquals(200, answer.status());
    assertEquals(id, answer.text("/member/id").orElseThrow());
    assertEquals("member@example.org", answer.text("/member/email").orElseThrow());
    assertTrue(answer.json().get("eligible").asBoolean());
    assertEquals("2026-12-21T10:00:00Z", answer.text("/expiresAt").orElseThrow());
    assertEquals(Holder.SignedIn.class, holder(answer.text("/token").orElseThrow()).getClass());
  }

  @Test
  @Tag("F6")
  void everyLoginIsANewTokenAndTheEleventhEndsTheOneUsedLongestAgo() {
    String first = somebody.token("devices@example.org");
    assertEquals(201, somebody.create(first, Newcomer.told()).status());
    List<String> later =
        IntStream.range(0, 9)
            .mapToObj(
                _ -> {
                  aws.clock().advance(Duration.ofMinutes(61));
                  return somebody.token("devices@example.org");
                })
            .toList();
    assertEquals(Holder.SignedIn.class, holder(first).getClass());
    aws.clock().advance(Duration.ofMinutes(61));
    String eleventh = somebody.token("devices@example.org");
    assertEquals(Holder.Nobody.class, holder(first).getClass());
    assertEquals(Holder.SignedIn.class, holder(later.getFirst()).getClass());
    assertEquals(Holder.SignedIn.class, holder(eleventh).getClass());
  }

  @Test
  void aProvedAddressWaitsTwoDays() {
    String token = somebody.token("waiting@example.org");
    aws.clock().advance(Duration.ofDays(2).minusMillis(1));
    assertEquals(Holder.Verified.class, holder(token).getClass());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(Holder.Nobody.class, holder(token).getClass());
    assertEquals(401, somebody.create(token, Newcomer.told()).status());
  }

  @Test
  @Tag("F1")
  void theRightCodeSentTwentyTimesAtOnceOpensOneSession() {
    String request = somebody.requestWithCode("race@example.org");
    Map<Integer, Long> statuses = statuses(request, 20, Newcomer.CODE);
    assertEquals(1L, statuses.get(200), statuses::toString);
    assertEquals(19L, statuses.get(410), statuses::toString);
  }

  @Test
  @Tag("F3")
  void ofFiftyGuessesAtOnceFiveAreEvaluated() {
    assertFiveEvaluated("fifty@example.org", 50);
  }

  @Test
  @Tag("thorough")
  @Tag("F3")
  void ofAThousandGuessesAtOnceFiveAreEvaluated() {
    assertFiveEvaluated("thousand@example.org", 1000);
  }

  private void assertFiveEvaluated(String email, int guesses) {
    String request = somebody.requestWithCode(email);
    Map<Integer, Long> statuses = statuses(request, guesses, Newcomer.WRONG);
    assertEquals(5L, statuses.get(403), statuses::toString);
    assertEquals(guesses - 5L, statuses.get(410), statuses::toString);
    assertEquals("5", attribute(row(request), "tries").n());
  }

  /** Positive control: counting without the condition, the same guesses are all evaluated. */
  @Test
  @Tag("F3")
  void withoutItsConditionTheCountWouldLetAllFiftyBeEvaluated() {
    String request = somebody.requestWithCode("control@example.org");
    String code = attribute(row(request), "code").s();
    long evaluated =
        IntStream.range(0, 50)
            .parallel()
            .mapToObj(_ -> countedWithoutCondition(request))
            .filter(row -> code.equals(attribute(row, "code").s()))
            .count();
    assertEquals(50, evaluated);
    assertEquals("50", attribute(row(request), "tries").n());
  }

  private Map<String, AttributeValue> countedWithoutCondition(String request) {
    return aws.dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName(aws.table("EPHEMERAL_TABLE"))
                    .key(key(request))
                    .updateExpression("SET tries = tries + :one")
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                    .returnValues("ALL_NEW"))
        .attributes();
  }

  private Map<Integer, Long> statuses(String request, int times, String code) {
    return IntStream.range(0, times)
        .parallel()
        .mapToObj(_ -> somebody.redeem(request, code).status())
        .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
  }

  private Holder holder(String token) {
    assertTrue(RandomId.isOne(token.substring(0, 26)));
    return somebody.context.getBean(Sessions.class).holder(token);
  }

  private Map<String, AttributeValue> row(String request) {
    return aws.dynamoDb()
        .getItem(
            get ->
                get.tableName(aws.table("EPHEMERAL_TABLE")).key(key(request)).consistentRead(true))
        .item();
  }

  private static Map<String, AttributeValue> key(String request) {
    return Map.of(
        "pk", AttributeValue.fromS("Q#" + Sessions.sha256(request)),
        "sk", AttributeValue.fromS("Q"));
  }
}
