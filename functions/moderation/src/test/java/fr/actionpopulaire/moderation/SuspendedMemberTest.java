package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A suspension bites at the member's next request, and leaves them their data rights. */
@EmbeddedAwsTest
class SuspendedMemberTest {

  private final TestAws aws;
  private final Scene scene;

  SuspendedMemberTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  /** Stands for every function members call: the doorkeeper is the one they all use. */
  @Controller("/test")
  static final class MembersOnly {

    private final Doorkeeper doorkeeper;

    MembersOnly(Doorkeeper doorkeeper) {
      this.doorkeeper = doorkeeper;
    }

    @Get("/members")
    MutableHttpResponse<Object> members(HttpRequest<?> request) {
      return answer(doorkeeper.member(Call.of(request)));
    }

    @Get("/rights")
    MutableHttpResponse<Object> rights(HttpRequest<?> request) {
      return answer(doorkeeper.memberEvenSuspended(Call.of(request)));
    }

    private static MutableHttpResponse<Object> answer(Admission admission) {
      return switch (admission) {
        case Admission.Granted _ -> HttpResponse.noContent();
        case Admission.Refused(MutableHttpResponse<Object> refusal) -> refusal;
      };
    }
  }

  /** Not through {@code Handler}: moderation's role, rightly, reads nobody's session. */
  private APIGatewayV2HTTPResponse call(String path, String token) {
    return new ModerationFunction(scene.context)
        .handleRequest(Payload.get(path).bearer(token).event(), null);
  }

  @Test
  void theNextRequestIsRefusedUntilTheSuspensionEnds() {
    Event event = scene.event();
    String report = scene.report(event);
    String token = scene.session(event.organiser());
    assertEquals(204, call("/test/members", token).getStatusCode());

    assertEquals(201, scene.decide(report, Scene.suspension(2)).status());

    APIGatewayV2HTTPResponse refused = call("/test/members", token);
    assertEquals(403, refused.getStatusCode());
    assertTrue(refused.getBody().contains("/problems/suspended"), refused.getBody());
    assertEquals(204, call("/test/rights", token).getStatusCode());
    aws.clock().advance(Duration.ofDays(2).minusMillis(1));
    assertEquals(403, call("/test/members", token).getStatusCode());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(204, call("/test/members", token).getStatusCode());
  }
}
