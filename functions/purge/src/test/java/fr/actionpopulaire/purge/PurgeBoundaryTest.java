package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing is deleted too soon, nothing is kept too long: each rule to the millisecond. */
@EmbeddedAwsTest
@Tag("A5")
@Tag("A6")
class PurgeBoundaryTest {

  private final TestAws aws;
  private final Attic attic;

  PurgeBoundaryTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  /** Due at that instant and not a millisecond before; the run after finds nothing. */
  private void assertGoesAt(Instant due, String kind, String named) {
    attic.passTo(due.minusMillis(1));
    assertEquals(0, attic.purge().byKind().getOrDefault(kind, 0));
    assertTrue(attic.isNamed(named));
    aws.clock().set(due);
    assertTrue(attic.dryRun().byKind().getOrDefault(kind, 0) > 0);
    assertTrue(attic.isNamed(named));
    PurgeSummary summary = attic.purge();
    assertTrue(summary.byKind().getOrDefault(kind, 0) > 0, summary.toString());
    assertEquals(0, summary.failed());
    aws.clock().set(due.plusMillis(1));
    PurgeSummary again = attic.purge();
    assertEquals(0, again.deleted());
    assertEquals(0, again.due());
    assertFalse(again.more());
  }

  @Test
  void aMemberGoesWithTheCampaign() {
    Person person = attic.person();
    assertGoesAt(attic.campaignEnd(), "member", person.id());
    assertEquals(0, attic.naming("PEOPLE_TABLE", person.id()).size());
    assertEquals(0, attic.naming("PEOPLE_TABLE", person.identity()).size());
    assertEquals(0, attic.naming("KEYS_TABLE", person.id()).size());
    assertEquals(0, attic.naming("EPHEMERAL_TABLE", person.id()).size());
    assertEquals(1, attic.naming("JOURNAL_TABLE", person.identity()).size());
  }

  @Test
  void aMemberWhoAgreedToReuseGoesAYearAfterTheirLastAct() {
    Person person = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    Instant year = Instant.parse("2027-11-21T10:00:00Z");
    attic.passTo(attic.campaignEnd());
    attic.purge();
    assertTrue(attic.isNamed(person.id()));
    assertGoesAt(year, "member", person.id());
    assertEquals(0, attic.naming("PEOPLE_TABLE", person.id()).size());
    assertEquals(0, attic.naming("KEYS_TABLE", person.id()).size());
  }

  @Test
  void answersGoSevenDaysAfterTheEventAndTheirCountStays() {
    Person host = attic.person();
    Person guest = attic.person();
    Person waiting = attic.person();
    Event event = attic.event(host, 3, Duration.ofHours(1));
    Answers answers = attic.bean(Answers.class);
    assertTrue(answers.answer(event, guest.id(), 2) instanceof AnswerResult.Confirmed);
    assertTrue(answers.answer(event, waiting.id(), 0) instanceof AnswerResult.Waitlisted);
    Instant due = event.endsAt().plus(Duration.ofDays(7));

    attic.passTo(due.minusMillis(1));
    assertEquals(0, attic.purge().deleted());
    assertEquals(1, answers.of(guest.id()).size());
    aws.clock().set(due);
    assertEquals(0, answers.of(guest.id()).size(), "invisible though not yet deleted");
    assertEquals(Map.of("answers", 1), attic.purge().byKind());
    assertEquals(0, attic.naming("EVENTS_TABLE", guest.id()).size());
    assertEquals(0, attic.naming("EVENTS_TABLE", waiting.id()).size());
    var meta =
        attic.naming("EVENTS_TABLE", event.id()).stream()
            .filter(item -> Attic.text(item, "sk").equals("META"))
            .findFirst()
            .orElseThrow();
    assertEquals(3, new Row(meta).number("finalCount"));
    aws.clock().set(due.plusMillis(1));
    assertEquals(0, attic.purge().deleted());
  }

  @Test
  void anUndecidedNoticeGoesAfterAYearWithItsReportersKey() {
    String report = attic.report();
    assertGoesAt(Instant.parse("2027-11-21T10:00:00Z"), "report", report);
    assertFalse(attic.isNamed(report));
  }

  @Test
  void auditLinesGoAfterTwelveMonths() {
    Audit audit = attic.bean(Audit.class);
    audit.add(
        new Audit.Act(attic.now(), "Moderator/test", "read-queue", Map.of("n", "uniq7"), null));
    assertGoesAt(Instant.parse("2027-11-21T10:00:00Z"), "audit", "uniq7");
    assertFalse(attic.isNamed("uniq7"));
  }

  @Test
  void aSuppressionGoesWithTheCampaign() {
    String hash = "ab".repeat(32);
    attic.store.transact(Suppressions.put(hash, attic.now()));
    assertGoesAt(attic.campaignEnd(), "suppression", hash);
    assertFalse(attic.isNamed(hash));
  }
}
