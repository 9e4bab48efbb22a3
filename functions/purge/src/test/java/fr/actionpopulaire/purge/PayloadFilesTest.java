package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The payloads kept for {@code sam local invoke}, sent as the platform sends them. */
@EmbeddedAwsTest
class PayloadFilesTest {

  private final Attic attic;

  PayloadFilesTest(TestAws aws) {
    attic = new Attic(aws);
  }

  private JsonNode run(String file) {
    return Handler.wake(attic.purge, Payload.load("purge/" + file, JsonNode.class));
  }

  @Test
  void theScheduleDeletesADryRunCountsAndNothingElseIsObeyed() {
    Person person = attic.person();
    attic.passTo(attic.campaignEnd().minusMillis(1));
    assertEquals(0, run("hostile-bad.json").at("/deleted").asInt(-1));
    assertTrue(attic.bean(Members.class).find(person.id()).isPresent());
    attic.passTo(attic.campaignEnd());
    assertEquals(1, run("dry-run.json").at("/due").asInt());
    assertEquals(1, run("scheduled.json").at("/deleted").asInt());
    assertEquals(0, run("hostile-bad.json").at("/due").asInt(-1));
  }

  /** The report is there, so that it is not counted here. */
  @Test
  void theReportOfTheHalfYearIsAskedForByName() {
    HalfYear half = HalfYear.lastEnded(attic.now());
    attic.store.transact(
        TransparencyReports.publish(new TransparencyReport(half, attic.now(), null, Map.of())));
    assertEquals(
        "{\"halfYear\":\"%s\",\"outcome\":\"known\"}".formatted(half.code()),
        run("transparency.json").toString());
  }

  @Test
  void theStreamOfTheTrailIsHeard() {
    assertEquals("{\"seen\":2,\"changed\":1,\"early\":1}", run("trail-touched.json").toString());
    attic.aws.clock().set(Instant.parse("2027-11-21T10:00:00Z"));
    assertEquals("{\"seen\":1,\"changed\":0,\"early\":0}", run("trail-purged.json").toString());
  }

  @Test
  void theAuditAndTheReplayAreAskedForByName() {
    assertTrue(run("audit.json").at("/complete").asBoolean());
    assertTrue(run("replay-journal.json").at("/dryRun").asBoolean());
  }
}
