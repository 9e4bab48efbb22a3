package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.Subject;
import fr.actionpopulaire.domain.transparency.Tally;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.dynamodb.AppealLinks;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The payloads kept for {@code sam local invoke} get the answers their names promise. */
@EmbeddedAwsTest
class PayloadFilesTest {

  private static final String REPORT = "0123456789abcdefghjkmnpqrs";
  private static final String DECISION = "d123456789abcdefghjkmnpqrs";

  private final TestAws aws;
  private final Scene scene;

  PayloadFilesTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private int status(String file) {
    return scene.reports.call(Payload.load("reports/" + file)).status();
  }

  @Test
  void goodOnesAreAnsweredAndBadOnesRefused() {
    assertEquals(201, status("file-report.json"));
    assertEquals(422, status("file-report-incomplete.json"));
    assertEquals(200, status("page-form.json"));
    assertEquals(303, status("page-file-report.json"));
    assertEquals(422, status("page-file-report-incomplete.json"));
    assertEquals(404, status("read-report.json"), "positive control: not yet stored");

    store();
    assertEquals(200, status("read-report.json"));
    assertEquals(404, status("read-report-unknown.json"));
    assertEquals(200, status("page-outcome.json"));
    assertEquals(404, status("page-outcome-unknown.json"));

    assertEquals(200, status("page-transparency.json"));
    assertEquals(404, status("page-half-year.json"), "positive control: not yet published");
    Tally tally = new Tally();
    tally.add(Subject.DANGERS);
    scene.store.transact(
        TransparencyReports.publish(
            new TransparencyReport(
                new HalfYear(2026, 1), aws.clock().instant(), null, tally.figures())));
    assertEquals(200, status("page-half-year.json"));
    assertEquals(404, status("page-half-year-unknown.json"));

    scene.decide(REPORT, DECISION);
    assertEquals(404, status("appeal-foreign-key.json"));
    APIGatewayV2HTTPEvent appeal = Payload.load("reports/appeal.json");
    // The key is made of the pepper, which every stack draws for itself.
    String key = scene.context.getBean(AppealLinks.class).key(DECISION, Party.AUTHOR);
    appeal.setBody(appeal.getBody().replace("0".repeat(64), key));
    assertEquals(201, scene.reports.call(appeal).status());
  }

  private void store() {
    Instant now = aws.clock().instant();
    Notice notice =
        new Notice(
            REPORT,
            new Target("/evenements"),
            Ground.SPAM,
            "La même annonce revient.",
            false,
            now,
            false,
            false,
            Notices.deadline(now),
            null);
    assertTrue(
        scene.store.transact(Notices.file(notice, new Notices.Reporter(null, null))).isWritten());
  }
}
