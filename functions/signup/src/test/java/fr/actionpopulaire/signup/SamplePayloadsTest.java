package fr.actionpopulaire.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The payloads under {@code events/signup}, those `sam local invoke -e` is given. */
@EmbeddedAwsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplePayloadsTest {

  private final Newcomer somebody;

  SamplePayloadsTest(TestAws aws) {
    somebody = new Newcomer(aws);
  }

  /**
   * A sample cannot know the request, the code's mail or the token of this run: they are put in.
   */
  @ParameterizedTest
  @CsvSource({
    "request-code, 202",
    "request-code-bad, 422",
    "redeem-code, 200",
    "redeem-code-bad, 422",
    "create-member, 201",
    "create-member-bad, 422",
    "sign-out, 204",
    "sign-out-bad, 401",
    "consents, 200",
    "consents-bad, 405",
    "communes, 200",
    "communes-bad, 422",
    "sign-up-page, 200",
    "sign-up-for-event, 200",
    "sign-up-form, 303",
    "sign-up-form-bad, 422",
    "code-form, 303",
    "code-form-bad, 410",
    "profile-form, 303",
    "profile-form-bad, 303",
    "sign-out-form, 303",
    "sign-out-form-bad, 403"
  })
  void isAnswered(String sample, int status) {
    APIGatewayV2HTTPEvent event = Payload.load("signup/" + sample + ".json");
    switch (sample) {
      case "redeem-code" -> {
        String path = "/v1/codes/" + somebody.requestWithCode("sample@example.org");
        event.setRawPath(path);
        event.getRequestContext().getHttp().setPath(path);
      }
      case "create-member", "create-member-bad", "sign-out" -> {
        Map<String, String> headers = new HashMap<>(event.getHeaders());
        headers.put("authorization", "Bearer " + somebody.token(sample + "@example.org"));
        event.setHeaders(headers);
      }
      case "code-form" ->
          event.setCookies(List.of("__Host-request=" + somebody.requestWithCode("c@example.org")));
      case "profile-form" ->
          event.setCookies(List.of("__Host-session=" + somebody.token("p@example.org")));
      default -> {}
    }
    Response answer = somebody.signup.call(event);
    assertEquals(status, answer.status(), answer::body);
  }
}
