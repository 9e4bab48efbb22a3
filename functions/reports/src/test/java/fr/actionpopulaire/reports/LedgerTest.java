package fr.actionpopulaire.reports;

import static fr.actionpopulaire.testing.HttpLedger.form;
import static fr.actionpopulaire.testing.HttpLedger.page;

import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.Subject;
import fr.actionpopulaire.domain.transparency.Tally;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.dynamodb.AppealLinks;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.HttpLedger;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each operation costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private final Scene scene;
  private final HttpLedger ledger;

  LedgerTest(TestAws aws) {
    scene = new Scene(aws);
    ledger = new HttpLedger(aws, "reports", scene.reports, scene.context);
  }

  @Test
  void everyOperationCostsWhatItsLineSays() {
    filing();
    reading();
    appealing();
    transparency();
    ledger.settle();
  }

  private static Payload file(Map<String, Object> body) {
    return Payload.post("/v1/reports").json(body);
  }

  private void filing() {
    ledger.call(file(Scene.body("/evenements")).sourceIp("198.51.100.1"));
    ledger.call("later in the hour", file(Scene.body("/evenements")).sourceIp("198.51.100.1"));
    Map<String, Object> body = Scene.body("/evenements/" + scene.event().id());
    body.put("email", "reporter@example.org");
    ledger.call("about an event, with an address", file(body).sourceIp("198.51.100.2"));
    ledger.call(page("/signalement?cible=/evenements", ""));
    ledger.call(
        form(
                "/signalement",
                "",
                Map.of(
                    "cible",
                    "/evenements",
                    "motif",
                    "spam",
                    "explication",
                    "La même annonce revient chaque jour.",
                    "nom",
                    "",
                    "courriel",
                    "",
                    "bonne-foi",
                    "oui"))
            .sourceIp("198.51.100.3"));
  }

  private void reading() {
    String report = scene.filed(Scene.body("/evenements"));
    ledger.call(Payload.get("/v1/reports/" + report));
    ledger.call(page("/signalements/" + report, ""));
    scene.decide(report, "d123456789abcdefghjkmnpqrs");
    ledger.call("decided", Payload.get("/v1/reports/" + report));
    ledger.call("decided", page("/signalements/" + report, ""));
  }

  private void appealing() {
    ledger.call(appeal("d123456789abcdefghjkmnpqrs"));
    scene.decide(scene.filed(Scene.body("/evenements")), "d123456789abcdefghjkmnpqrt");
    String key = key("d123456789abcdefghjkmnpqrt");
    String path = "/recours/d123456789abcdefghjkmnpqrt";
    ledger.call(page(path + "?cle=" + key, ""));
    ledger.call(
        form(path, "", Map.of("cle", key, "explication", "Les règles étaient respectées.")));
  }

  /** The key is made of the pepper, which every stack draws for itself. */
  private String key(String decision) {
    return scene.context.getBean(AppealLinks.class).key(decision, Party.AUTHOR);
  }

  private Payload appeal(String decision) {
    return Payload.post("/v1/decisions/" + decision + "/appeals")
        .json(Map.of("explanation", "Les règles étaient respectées.", "key", key(decision)));
  }

  private void transparency() {
    Tally tally = new Tally();
    tally.add(Subject.DANGERS);
    scene.store.transact(
        TransparencyReports.publish(
            new TransparencyReport(
                new HalfYear(2026, 1), scene.aws.clock().instant(), null, tally.figures())));
    ledger.call(page("/transparence", ""));
    ledger.call(page("/transparence/2026-1", ""));
    ledger.call("as CSV", Payload.get("/transparence/2026-1.csv"));
  }
}
