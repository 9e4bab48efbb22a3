package fr.actionpopulaire.purge;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Ledger;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each run costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private static final String HOURLY = "schedule {\"dryRun\":false}, ";

  private final TestAws aws;
  private final Attic attic;
  private final Ledger ledger;

  LedgerTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
    ledger = new Ledger(aws, "purge", Ledger.triggers(aws, "purge"));
  }

  @Test
  void everyRunCostsWhatItsLineSays() {
    attic.purge();
    ledger.run(HOURLY + "nothing due", attic::purge);
    ledger.run("schedule {\"audit\":true}", attic::audit);
    transparency();
    answersOfAnEvent();
    aNotice();
    aMember();
    trail();
    ledger.settle();
  }

  /** A line of the audit that went when it was due. */
  private void trail() {
    aws.clock().set(Instant.parse("2027-11-21T10:00:00Z"));
    Map<String, Object> purged =
        new ObjectMapper()
            .convertValue(
                Payload.load("purge/trail-purged.json", JsonNode.class), new TypeReference<>() {});
    ledger.run("stream of AuditTable, one line", () -> Handler.run(attic.purge, purged));
  }

  /** Counting half a year takes thousands of requests, twice a year: not here. */
  private void transparency() {
    HalfYear half = HalfYear.lastEnded(attic.now());
    attic.store.transact(
        TransparencyReports.publish(new TransparencyReport(half, attic.now(), null, Map.of())));
    ledger.run(
        "schedule {\"transparency\":true}, there already",
        () -> Handler.run(attic.purge, Map.of("transparency", true)));
  }

  /** Once the day's first run is over, which looks at one day more. */
  private void at(Instant due, String what) {
    attic.passTo(due.minusMillis(1));
    attic.purge();
    aws.clock().set(due);
    ledger.run(HOURLY + what, attic::purge);
  }

  private void answersOfAnEvent() {
    Person host = attic.person();
    Event event = attic.event(host, 30, Duration.ofHours(1));
    attic.bean(Answers.class).answer(event, attic.person().id(), 0);
    at(event.endsAt().plus(Duration.ofDays(7)), "answers of one event");
  }

  private void aNotice() {
    attic.empty();
    Instant filed = aws.clock().instant();
    attic.report();
    at(filed.atZone(ZoneOffset.UTC).plusYears(1).toInstant(), "one notice");
  }

  private void aMember() {
    attic.empty();
    aws.clock().set(Instant.parse("2026-11-21T10:00:00Z"));
    attic.person();
    at(attic.campaignEnd(), "one member at the end of the campaign");
  }
}
