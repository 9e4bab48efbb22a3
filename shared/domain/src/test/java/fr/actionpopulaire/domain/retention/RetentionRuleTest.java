package fr.actionpopulaire.domain.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.campaign.Campaign;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rules promise, written out a second time as instants. */
@Tag("A5")
@Tag("A6")
class RetentionRuleTest {

  private static Campaign campaign(String ballot) {
    return new Campaign(
        "c",
        "n",
        "c",
        "p",
        "e",
        List.of(LocalDate.of(2027, 4, 11), LocalDate.parse(ballot)),
        "c",
        "r",
        "s");
  }

  private static final Campaign CAMPAIGN = campaign("2027-05-02");

  @ParameterizedTest
  @CsvSource({
    "CODE_REQUEST,      2026-11-21T10:00:00Z, 2026-11-21T10:10:00Z",
    "VERIFIED_ADDRESS,  2026-11-21T10:00:00Z, 2026-11-23T10:00:00Z",
    "SESSION_IDLE,      2026-11-21T10:00:00Z, 2026-12-21T10:00:00Z",
    "SESSION,           2026-11-21T10:00:00Z, 2027-05-20T10:00:00Z",
    "CALENDAR_LINK,     2026-11-21T10:00:00Z, 2027-01-20T10:00:00Z",
    "QUOTA,             2026-11-21T10:00:00Z, 2026-11-21T11:00:00Z",
    "IDEMPOTENCY,       2026-11-21T10:00:00Z, 2026-11-22T10:00:00Z",
    "PHOTO_UPLOAD,      2026-11-21T10:00:00Z, 2026-11-22T10:00:00Z",
    "ERASURE,           2026-11-21T10:00:00Z, 2026-11-21T10:00:00Z",
    "INVITATION,        2026-11-21T10:00:00Z, 2026-11-28T10:00:00Z",
    "MESSAGE,           2026-11-21T10:00:00Z, 2026-12-21T10:00:00Z",
    "IMPORT_FILE,       2026-11-21T10:00:00Z, 2026-11-22T10:00:00Z",
    "ANSWERS,           2026-11-21T10:00:00Z, 2026-11-28T10:00:00Z",
    "OPEN_NOTICE,       2026-11-21T10:00:00Z, 2027-11-21T10:00:00Z",
    "DECIDED_NOTICE,    2026-11-21T10:00:00Z, 2027-11-21T10:00:00Z",
    "TRANSPARENCY,      2026-12-31T23:07:00Z, 2031-12-31T23:07:00Z",
    "AUDIT,             2026-11-21T10:00:00Z, 2027-11-21T10:00:00Z",
    "LEDGER,            2026-11-21T10:00:00Z, 2027-05-21T09:00:00Z",
    "JOURNAL,           2026-11-21T10:00:00Z, 2026-12-27T10:00:00Z",
    "KEY_BACKUP,        2026-11-21T10:00:00Z, 2026-11-22T10:00:00Z",
    // Days and hours are exact on the nights the clocks change; months and years keep the hour.
    "IDEMPOTENCY,       2027-03-27T12:00:00Z, 2027-03-28T12:00:00Z",
    "ANSWERS,           2027-03-25T22:30:00Z, 2027-04-01T22:30:00Z",
    "ANSWERS,           2027-10-28T22:30:00Z, 2027-11-04T22:30:00Z",
    "LEDGER,            2026-09-28T00:30:00Z, 2027-03-28T01:30:00Z",
    "LEDGER,            2027-04-30T00:30:00Z, 2027-10-30T00:30:00Z",
    "OPEN_NOTICE,       2026-03-28T01:30:00Z, 2027-03-28T01:30:00Z",
    "AUDIT,             2026-10-31T01:30:00Z, 2027-10-31T01:30:00Z",
    // A leap day's year ends on the last of February.
    "OPEN_NOTICE,       2028-02-29T10:00:00Z, 2029-02-28T10:00:00Z",
    "LEDGER,            2028-08-31T10:00:00Z, 2029-02-28T11:00:00Z",
    "LEDGER,            2027-08-29T10:00:00Z, 2028-02-29T11:00:00Z",
    "MEMBER_WITH_REUSE, 2028-02-29T10:00:00Z, 2029-02-28T10:00:00Z",
    "MEMBER_WITH_REUSE, 2027-02-28T23:30:00Z, 2028-02-29T23:30:00Z",
    "MEMBER_WITH_REUSE, 2026-11-21T10:00:00Z, 2027-11-21T10:00:00Z"
  })
  void eachRuleEndsToTheMillisecond(RetentionRule rule, Instant start, Instant end) {
    Deadline deadline = rule.from(start);
    assertEquals(end, deadline.in(CAMPAIGN));
    assertFalse(deadline.hasPassed(end.minusMillis(1), CAMPAIGN));
    assertTrue(deadline.hasPassed(end, CAMPAIGN));
    assertTrue(deadline.hasPassed(end.plusMillis(1), CAMPAIGN));
  }

  /**
   * Midnight in Paris after the ballot, in winter, in summer, on the nights between, on a leap day.
   */
  @ParameterizedTest
  @CsvSource({
    "2027-05-02, 2027-05-02T22:00:00Z",
    "2027-02-28, 2027-02-28T23:00:00Z",
    "2027-03-27, 2027-03-27T23:00:00Z",
    "2027-03-28, 2027-03-28T22:00:00Z",
    "2027-10-30, 2027-10-30T22:00:00Z",
    "2027-10-31, 2027-10-31T23:00:00Z",
    "2028-02-28, 2028-02-28T23:00:00Z",
    "2028-02-29, 2028-02-29T23:00:00Z"
  })
  void whatIsTheCampaignsEndsWithItWhereverTheBallotMoves(String ballot, Instant end) {
    Campaign moved = campaign(ballot);
    for (RetentionRule rule : RetentionRule.values()) {
      if (rule.endsWithCampaign()) {
        Deadline deadline = rule.from(Instant.parse("2026-11-21T10:00:00Z"));
        assertFalse(deadline.hasPassed(end.minusMillis(1), moved), rule.name());
        assertTrue(deadline.hasPassed(end, moved), rule.name());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2027-11-19, 2027-11-20T12:00:00Z", "2027-11-20, 2027-11-20T23:00:00Z",
    "2026-12-06, 2027-11-20T12:00:00Z", "2028-04-09, 2028-04-09T22:00:00Z"
  })
  void whoAgreedToReuseKeepsTheLaterOfYearAndCampaign(String ballot, Instant end) {
    Deadline deadline = RetentionRule.MEMBER_WITH_REUSE.from(Instant.parse("2026-11-20T12:00:00Z"));
    assertEquals(end, deadline.in(campaign(ballot)));
    assertFalse(deadline.hasPassed(end.minusMillis(1), campaign(ballot)));
    assertTrue(deadline.hasPassed(end, campaign(ballot)));
  }

  @ParameterizedTest
  @EnumSource(RetentionRule.class)
  void eachRuleSaysInFrenchHowLongFromWhenAndWhy(RetentionRule rule) {
    assertFalse(rule.periodInFrench().isBlank());
    assertFalse(rule.startInFrench().isBlank());
    assertFalse(rule.groundInFrench().isBlank());
  }

  @Test
  void aBrowserIsToldExactPeriodsOnly() {
    assertEquals(600, RetentionRule.CODE_REQUEST.seconds());
    assertEquals(15_552_000, RetentionRule.SESSION.seconds());
    assertThrows(IllegalStateException.class, RetentionRule.MEMBER::seconds);
    assertThrows(IllegalStateException.class, RetentionRule.OPEN_NOTICE::seconds);
  }

  @Test
  void warningsAndDelays() {
    assertEquals(List.of(Duration.ofDays(30), Duration.ofDays(7)), RetentionRule.WARNINGS);
    assertEquals(Duration.ofHours(24), RetentionRule.PURGE_DELAY);
    assertEquals(Duration.ofHours(72), RetentionRule.BROOM_DELAY);
  }
}
