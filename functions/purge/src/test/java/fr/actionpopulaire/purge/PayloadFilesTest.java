package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The payloads kept for {@code sam local invoke}, read as the platform reads them. */
@EmbeddedAwsTest
class PayloadFilesTest {

  private final Attic attic;

  PayloadFilesTest(TestAws aws) {
    attic = new Attic(aws);
  }

  private PurgeSummary run(String file) throws IOException {
    return (PurgeSummary) answer(file);
  }

  private Object answer(String file) throws IOException {
    Path path = Path.of(System.getProperty("house"), "events", "purge", file);
    return Handler.run(
        attic.purge,
        attic
            .bean(JsonMapper.class)
            .readValue(Files.readAllBytes(path), Argument.mapOf(String.class, Object.class)));
  }

  @Test
  void theScheduleDeletesADryRunCountsAndNothingElseIsObeyed() throws IOException {
    Person person = attic.person();
    attic.passTo(attic.campaignEnd().minusMillis(1));
    assertEquals(0, run("hostile-bad.json").deleted());
    assertTrue(attic.bean(Members.class).find(person.id()).isPresent());
    attic.passTo(attic.campaignEnd());
    assertEquals(1, run("dry-run.json").due());
    assertEquals(1, run("scheduled.json").deleted());
    assertEquals(0, run("hostile-bad.json").due());
  }

  /** The report is there, so that it is not counted here. */
  @Test
  void theReportOfTheHalfYearIsAskedForByName() throws IOException {
    HalfYear half = HalfYear.lastEnded(attic.now());
    attic.store.transact(
        TransparencyReports.publish(new TransparencyReport(half, attic.now(), null, Map.of())));
    assertEquals(new TransparencySummary(half.code(), "known"), answer("transparency.json"));
  }

  @Test
  void theStreamOfTheTrailIsHeard() throws IOException {
    assertEquals(new TrailSummary(2, 1, 1), answer("trail-touched.json"));
    attic.aws.clock().set(Instant.parse("2027-11-21T10:00:00Z"));
    assertEquals(new TrailSummary(1, 0, 0), answer("trail-purged.json"));
  }

  @Test
  void theAuditAndTheReplayAreAskedForByName() throws IOException {
    assertTrue(answer("audit.json") instanceof LeftoverSummary audit && audit.complete());
    assertTrue(answer("replay-journal.json") instanceof ReplaySummary replay && replay.dryRun());
  }
}
