package fr.actionpopulaire.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@EmbeddedAwsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensTest {

  private final AtomicInteger addresses = new AtomicInteger();
  private final Newcomer somebody;

  TokensTest(TestAws aws) {
    somebody = new Newcomer(aws);
  }

  private String freshToken() {
    return somebody.token("token" + addresses.incrementAndGet() + "@example.org");
  }

  @Test
  void withoutAProvedAddressThereIsNoAccount() {
    assertEquals(
        401, somebody.signup.call(Payload.post("/v1/members").json(Newcomer.told())).status());
    assertEquals(401, somebody.create("nonsense", Newcomer.told()).status());
    String token = freshToken();
    String forged = token.substring(0, 27) + "0123456789abcdefghjkmnpqrs";
    assertEquals(401, somebody.create(forged, Newcomer.told()).status());
  }

  @Test
  void aRepeatedRequestWithAKeyGetsItsFirstAnswer() {
    String token = freshToken();
    Response first = createWithKey(token, Newcomer.told());
    Response again = createWithKey(token, Newcomer.told());
    assertEquals(201, first.status(), first::body);
    assertEquals(201, again.status(), again::body);
    assertEquals(first.json(), again.json());
    assertEquals(422, createWithKey(token, Newcomer.told("firstName", "Autre")).status());
    assertNotEquals(201, somebody.create(token, Newcomer.told()).status());
  }

  @Test
  @Tag("F6")
  void signingOutEndsTheTokenWhateverItIs() {
    String verified = freshToken();
    String member = freshToken();
    somebody.create(member, Newcomer.told());
    for (String token : List.of(verified, member)) {
      Response out = somebody.signup.call(Payload.delete("/v1/session").bearer(token));
      assertEquals(204, out.status());
      assertEquals(401, somebody.signup.call(Payload.delete("/v1/session").bearer(token)).status());
    }
    assertEquals(401, somebody.signup.call(Payload.delete("/v1/session")).status());
  }

  private Response createWithKey(String token, Map<String, ?> told) {
    return somebody.signup.call(
        Payload.post("/v1/members").json(told).bearer(token).header("idempotency-key", "once-1"));
  }
}
