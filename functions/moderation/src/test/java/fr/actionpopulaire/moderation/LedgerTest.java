package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.rights.Subject;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.RightsRequests.Letter;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.HttpLedger;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each operation costs, as docs/access-patterns.md says, by the payloads kept as files. */
@EmbeddedAwsTest
class LedgerTest {

  private static final String REPORT = "0123456789abcdefghjkmnpqrs";
  private static final String REPORTS = "/v1/moderation/reports/";

  private final Scene scene;
  private final HttpLedger ledger;

  LedgerTest(TestAws aws) {
    scene = new Scene(aws);
    ledger = new HttpLedger(aws, "moderation", scene.moderation, scene.context);
  }

  private Response sample(String file) {
    return ledger.call("", Payload.load("moderation/" + file + ".json"));
  }

  private Payload decide(String report, Map<String, Object> decision) {
    return Payload.post(REPORTS + report + "/decision").json(decision).signedBy(Scene.JO);
  }

  @Test
  void everyOperationCostsWhatItsLineSays() {
    queue();
    deciding();
    appealed();
    others();
    ledger.settle();
  }

  /** One notice, about an event, whose reporter left an address. */
  private void queue() {
    scene.report(REPORT, "/evenements/" + scene.event().id(), true);
    List.of("queue", "targets", "read-report", "answers", "claim", "read-file", "read-reporter")
        .forEach(this::sample);
    sample("give-up-claim");
  }

  private void deciding() {
    sample("decide");
    String page = scene.report("0123456789abcdefghjkmnpqr1", "/evenements", false);
    ledger.call("none, about a page", decide(page, Scene.decision("none")));
    ledger.call("warn", decide(scene.report(scene.event()), Scene.decision("warn")));
    ledger.call("suspend-member", decide(scene.report(scene.event()), Scene.suspension(7)));
    String other = scene.report(scene.event());
    ledger.call(
        "hide-event",
        Payload.post(REPORTS + other + "/target-decision")
            .json(Scene.decision("hide-event"))
            .signedBy(Scene.JO));
    Map<String, Object> dismissal = Scene.decision("none");
    dismissal.remove("measure");
    dismissal.put("reports", List.of(scene.report(scene.event())));
    ledger.call(
        "one report", Payload.post("/v1/moderation/dismissals").json(dismissal).signedBy(Scene.JO));
  }

  private void appealed() {
    String decision = scene.context.getBean(Notices.class).find(REPORT).orElseThrow().decision();
    scene.appeal("0123456789abcdefghjkmnpqrt", String.valueOf(decision), Party.AUTHOR);
    sample("appeals");
    sample("read-appeal");
    sample("decide-appeal");
    String hidden = scene.decided(scene.report(scene.event()), Scene.decision("hide-event"));
    ledger.call(
        Payload.post("/v1/moderation/decisions/" + hidden + "/undo")
            .json(Map.of("reason", "Erreur de lecture."))
            .signedBy(Scene.ALEX));
  }

  private void others() {
    scene
        .context
        .getBean(RightsRequests.class)
        .file(REPORT, Subject.OTHER, new Letter(new EmailAddress(Scene.REPORTER), "Une question."));
    scene.report("0123456789abcdefghjkmnpqrw", "/", false, Ground.ILLEGAL, true, null);
    List.of(
            "escalations",
            "tell-authority",
            "rights-queue",
            "read-rights-request",
            "answer-rights-request",
            "parked-mails",
            "release-mails",
            "audit")
        .forEach(this::sample);
  }
}
