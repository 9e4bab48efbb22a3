package fr.actionpopulaire.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request that was refused has not used up its Idempotency-Key. */
@EmbeddedAwsTest
class RefusedRequestTest {

  private final Newcomer somebody;

  RefusedRequestTest(TestAws aws) {
    somebody = new Newcomer(aws);
  }

  @Test
  void itMayBeCorrectedUnderTheSameKey() {
    String token = somebody.token("corrected@example.org");
    assertEquals(422, create(token, Newcomer.toldWithout("firstName")));
    assertEquals(201, create(token, Newcomer.told()));
  }

  private int create(String token, Map<String, Object> told) {
    return somebody
        .signup
        .call(
            Payload.post("/v1/members")
                .json(told)
                .bearer(token)
                .header("idempotency-key", "corrected")
                .viaFunctionUrl())
        .status();
  }
}
