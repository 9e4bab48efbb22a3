package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.report.StatementOfReasons.Draft;
import fr.actionpopulaire.domain.rights.Subject;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.RightsRequests.Letter;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import org.junit.jupiter.api.Test;

/** The payloads kept for {@code sam local invoke} get the answers their names promise. */
@EmbeddedAwsTest
class PayloadFilesTest {

  private static final String REPORT = "0123456789abcdefghjkmnpqrs";

  private final Scene scene;

  PayloadFilesTest(TestAws aws) {
    scene = new Scene(aws);
  }

  /** A decision of that id, as the sample names it. */
  private void decidedAs(String decision) {
    assertInstanceOf(
        DecisionResult.Decided.class,
        scene
            .context
            .getBean(DecideReport.class)
            .decide(
                new Actor("Moderator", "jo"),
                scene.report(scene.event()),
                decision,
                new Draft(
                    "hide-event", null, null, null, "Faits.", false, "terms", "art. 4", "Car.")));
  }

  private int status(String file) {
    return scene.moderation.call(Payload.load("moderation/" + file)).status();
  }

  @Test
  void goodOnesAreAnsweredAndBadOnesRefused() {
    Event event = scene.event();
    scene.report(REPORT, "/evenements/" + event.id(), true);
    assertEquals(200, status("queue.json"));
    assertEquals(403, status("queue-unsigned.json"));
    assertEquals(200, status("read-report.json"));
    assertEquals(403, status("read-report-by-user.json"));
    assertEquals(200, status("answers.json"));
    assertEquals(403, status("answers-unsigned.json"));
    assertEquals(200, status("targets.json"));
    assertEquals(422, status("targets-unordered.json"));
    assertEquals(200, status("claim.json"));
    assertEquals(404, status("claim-unknown.json"));
    assertEquals(200, status("read-file.json"));
    assertEquals(404, status("read-file-unknown.json"));
    assertEquals(200, status("read-reporter.json"));
    assertEquals(422, status("read-reporter-unreasoned.json"));
    assertEquals(204, status("give-up-claim.json"));
    assertEquals(404, status("give-up-claim-unknown.json"));
    assertEquals(422, status("decide-target-incomplete.json"));
    assertEquals(422, status("dismiss-nothing.json"));
    assertEquals(422, status("decide-incomplete.json"));
    assertEquals(201, status("decide.json"));
    assertEquals(409, status("decide.json"));
    assertEquals(201, status("decide-target.json"));
    assertEquals(200, status("dismiss.json"));
    String decision = scene.context.getBean(Notices.class).find(REPORT).orElseThrow().decision();
    scene.appeal("0123456789abcdefghjkmnpqrt", String.valueOf(decision), Party.AUTHOR);
    assertEquals(200, status("appeals.json"));
    assertEquals(403, status("appeals-unsigned.json"));
    assertEquals(200, status("read-appeal.json"));
    assertEquals(404, status("read-appeal-unknown.json"));
    assertEquals(403, status("decide-appeal-own-decision.json"));
    assertEquals(201, status("decide-appeal.json"));
    scene
        .context
        .getBean(RightsRequests.class)
        .file(REPORT, Subject.OTHER, new Letter(new EmailAddress(Scene.REPORTER), "Une question."));
    scene.report("0123456789abcdefghjkmnpqrw", "/", false, Ground.ILLEGAL, true, null);
    assertEquals(200, status("escalations.json"));
    assertEquals(403, status("escalations-unsigned.json"));
    assertEquals(422, status("tell-authority-incomplete.json"));
    assertEquals(201, status("tell-authority.json"));
    assertEquals(422, status("undo-unreasoned.json"));
    decidedAs("0123456789abcdefghjkmnpqrv");
    assertEquals(201, status("undo.json"));
    assertEquals(200, status("rights-queue.json"));
    assertEquals(403, status("rights-queue-unsigned.json"));
    assertEquals(200, status("read-rights-request.json"));
    assertEquals(422, status("read-rights-request-unreasoned.json"));
    assertEquals(422, status("answer-rights-request-incomplete.json"));
    assertEquals(201, status("answer-rights-request.json"));
    assertEquals(200, status("parked-mails.json"));
    assertEquals(403, status("parked-mails-unsigned.json"));
    assertEquals(200, status("release-mails.json"));
    assertEquals(422, status("release-mails-unreasoned.json"));
    assertEquals(200, status("audit.json"));
    assertEquals(422, status("audit-unreadable.json"));
  }
}
