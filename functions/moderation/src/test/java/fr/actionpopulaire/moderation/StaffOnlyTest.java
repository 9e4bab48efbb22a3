package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F5, F9: every call names an actor of the staff, or is refused before anything is read. */
@EmbeddedAwsTest
class StaffOnlyTest {

  private final TestAws aws;
  private final Scene scene;

  StaffOnlyTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private List<Payload> calls() {
    return calls("0123456789abcdefghjkmnpqrs");
  }

  /** Every operation there is; the last test sees to it. */
  private static List<Payload> calls(String report) {
    return List.of(
        Payload.get("/v1/moderation/reports?status=open"),
        Payload.get("/v1/moderation/reports/" + report),
        Payload.get("/v1/moderation/reports/" + report + "/file"),
        Payload.get("/v1/moderation/reports/" + report + "/reporter?reason=test"),
        Payload.get("/v1/moderation/targets"),
        Payload.put("/v1/moderation/reports/" + report + "/claim"),
        Payload.delete("/v1/moderation/reports/" + report + "/claim"),
        Payload.post("/v1/moderation/reports/" + report + "/target-decision")
            .json(Scene.decision("none")),
        Payload.post("/v1/moderation/dismissals").json(Map.of("reports", List.of(report))),
        Payload.post("/v1/moderation/decisions/" + report + "/undo")
            .json(Map.of("reason", "Erreur.")),
        Payload.get("/v1/moderation/answers"),
        Payload.get("/v1/moderation/escalations"),
        Payload.post("/v1/moderation/reports/" + report + "/escalation")
            .json(Map.of("authority", "emergency", "reference", "17")),
        Payload.get("/v1/moderation/appeals"),
        Payload.get("/v1/moderation/appeals/" + report),
        Payload.post("/v1/moderation/appeals/" + report + "/decision").json(Scene.decision("none")),
        Payload.get("/v1/moderation/rights-requests"),
        Payload.get("/v1/moderation/rights-requests/" + report + "?reason=test"),
        Payload.post("/v1/moderation/rights-requests/" + report + "/answer")
            .json(Map.of("outcome", "granted")),
        Payload.get("/v1/moderation/parked-mails"),
        Payload.post("/v1/moderation/parked-mails/release").json(Map.of("reason", "test")),
        Payload.get("/v1/moderation/audit"),
        Scene.decidePayload(report, Scene.decision("none")));
  }

  private void assertRefused(Response answer) {
    assertEquals(403, answer.status());
    assertEquals("/problems/forbidden", answer.text("/type").orElseThrow());
    assertEquals(0, aws.meter().count(), "nothing was read or written");
  }

  @Test
  void everyOperationIsAmongThem() throws IOException {
    try (var sources =
        Files.list(
            Path.of(
                System.getProperty("house"),
                "functions/moderation/src/main/java/fr/actionpopulaire/moderation"))) {
      long operations = 0;
      for (Path source : sources.toList()) {
        operations +=
            Files.readAllLines(source).stream()
                .filter(line -> line.matches("  @(Get|Post|Put|Delete|Patch)\\b.*"))
                .count();
      }
      assertEquals(operations, calls().size());
    }
  }

  /** The control: what all others are refused, a session of a staff role is answered. */
  @Test
  @Tag("F9")
  void staffAreAnsweredAtEachOfThem() {
    String report = scene.report(scene.event());
    assertEquals(
        List.of(
            200, 200, 200, 200, 200, 200, 204, 201, 422, 404, 200, 200, 404, 200, 404, 404, 200,
            404, 404, 200, 200, 200, 409),
        calls(report).stream()
            .map(call -> scene.moderation.call(call.signedBy(Scene.ALEX)).status())
            .toList());
  }

  @Test
  void staffMayCall() {
    assertEquals(200, scene.get("/v1/moderation/reports?status=open").status());
    assertEquals(
        200,
        scene
            .moderation
            .call(Payload.get("/v1/moderation/reports").signedBy(Scene.JO).host("localhost:8080"))
            .status());
  }

  @Test
  void nobodyIsRefused() {
    calls().forEach(call -> assertRefused(scene.moderation.call(call.viaFunctionUrl())));
  }

  /** F9: another member, the author, a suspended and a former member, and who holds a report. */
  @ParameterizedTest
  @ValueSource(strings = {"member", "author", "suspended", "former", "reporter"})
  @Tag("F9")
  void nobodyElseIsAdmittedWhateverTheyHold(String who) {
    Event event = scene.event();
    String report = scene.report(event);
    String token =
        switch (who) {
          case "member" -> scene.session(scene.member());
          case "author" -> scene.session(event.organiser());
          case "suspended" -> {
            String session = scene.session(event.organiser());
            scene.decided(scene.report(event), Scene.suspension(3));
            yield session;
          }
          case "former" -> {
            String session = scene.session(event.organiser());
            scene.forget(event.organiser());
            yield session;
          }
          default -> report;
        };
    aws.meter().reset();
    calls(report)
        .forEach(call -> assertRefused(scene.moderation.call(call.viaFunctionUrl().bearer(token))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:user/jo",
        "arn:aws:iam::123456789012:root",
        "arn:aws:iam::123456789012:role/Moderator",
        "arn:aws:sts::123456789012:federated-user/jo",
        "arn:aws:sts::123456789012:assumed-role/Moderator",
        "arn:aws:sts::123456789012:assumed-role/Moderator/",
        "arn:aws:sts::123456789012:assumed-role/Moderator/jo\nactor=alex",
        "arn:aws:sts::x:assumed-role/Moderator/jo",
        "Moderator/jo::::"
      })
  void whoIsNoSessionOfARoleIsRefused(String arn) {
    calls().forEach(call -> assertRefused(scene.moderation.call(call.signedBy(arn))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcdefghij.execute-api.eu-west-3.amazonaws.com",
        "example.org",
        "abc.lambda-url.eu-west-3.on.aws.example.org",
        "example.org/abc.lambda-url.eu-west-3.on.aws",
        "localhost.example.org",
        ""
      })
  void anActorClaimedElsewhereThanAtAFunctionUrlIsRefused(String host) {
    calls()
        .forEach(call -> assertRefused(scene.moderation.call(call.signedBy(Scene.JO).host(host))));
  }

  @Test
  void anActorClaimedInHeadersQueryOrOtherAuthorizersIsRefused() {
    calls()
        .forEach(
            call ->
                assertRefused(
                    scene.moderation.call(
                        call.viaFunctionUrl()
                            .header("x-amzn-iam-user-arn", Scene.JO)
                            .header("authorization", "AWS4-HMAC-SHA256 Credential=ASIA")
                            .query("userArn", Scene.JO))));
    APIGatewayV2HTTPEvent lambda = Payload.get("/v1/moderation/reports").viaFunctionUrl().event();
    lambda
        .getRequestContext()
        .setAuthorizer(
            APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                .withLambda(Map.of("iam", Map.of("userArn", Scene.JO)))
                .build());
    assertRefused(scene.moderation.call(lambda));
    APIGatewayV2HTTPEvent empty = Payload.get("/v1/moderation/reports").viaFunctionUrl().event();
    empty
        .getRequestContext()
        .setAuthorizer(
            APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                .withIam(APIGatewayV2HTTPEvent.RequestContext.IAM.builder().build())
                .build());
    assertRefused(scene.moderation.call(empty));
  }

  @Test
  void aPayloadWithoutContextIsRefused() {
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withVersion("2.0")
            .withRawPath("/v1/moderation/reports")
            .withHeaders(Map.of())
            .build();
    assertEquals(400, scene.moderation.call(event).status());
    assertEquals(0, aws.meter().count());
  }
}
