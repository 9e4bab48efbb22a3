package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of record, by every question one can ask about it, around the end of its time. */
@EmbeddedAwsTest
@Tag("A8")
class ExpiredRecordsTest {

  private final TestAws aws;

  ExpiredRecordsTest(TestAws aws) {
    this.aws = aws;
  }

  /** Ordinary days, the nights the clocks change, a leap day; ballots likewise. */
  static Stream<Arguments> times() {
    return Stream.of(
        Arguments.of("2027-05-02", "2026-11-21T10:00:00Z"),
        Arguments.of("2027-03-27", "2026-10-24T23:30:00Z"),
        Arguments.of("2027-10-30", "2027-03-27T23:30:00.001Z"),
        Arguments.of("2028-02-29", "2028-02-28T23:59:59.999Z"));
  }

  @ParameterizedTest
  @MethodSource("times")
  void noQuestionShowsARecordFromItsInstantOn(String ballot, Instant start) {
    Object secret = Objects.requireNonNull(aws.properties("signup").get("peppers.secret"));
    Attic attic = new Attic(aws, Map.of("ballots", ballot, "peppers.secret", secret));
    for (EveryKind.Kind kind : EveryKind.kinds()) {
      // What an answer's time counts from is the end of its event, three hours after the start.
      Instant from = kind.rule() == RetentionRule.ANSWERS ? start.plus(Duration.ofHours(3)) : start;
      Instant due = kind.rule().from(from).in(attic.bean(Campaign.class));
      for (int millis : new int[] {-1, 0, 1}) {
        aws.clock().set(start);
        List<BooleanSupplier> questions = kind.maker().make(attic);
        aws.clock().set(due.plusMillis(millis));
        for (int i = 0; i < questions.size(); i++) {
          assertEquals(
              millis < 0,
              questions.get(i).getAsBoolean(),
              kind.name() + ", question " + (i + 1) + ", " + millis + " ms of " + due);
        }
      }
    }
  }

  /** A session used every day lasts no longer than its absolute limit. */
  @Test
  @Tag("F6")
  void aSessionUsedEveryDayEndsAllTheSame() {
    Attic attic = new Attic(aws);
    Instant start = attic.now();
    Person person = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    String token = attic.opened(attic.bean(Members.class).account(person.id()).orElseThrow());
    for (int day = 29; day < 180; day += 29) {
      aws.clock().set(start.plus(Duration.ofDays(day)));
      assertTrue(attic.bean(Sessions.class).holder(token) instanceof Holder.SignedIn, "day " + day);
    }
    aws.clock().set(start.plus(Duration.ofDays(180)).minusMillis(1));
    assertTrue(attic.bean(Sessions.class).holder(token) instanceof Holder.SignedIn);
    aws.clock().set(start.plus(Duration.ofDays(180)));
    assertTrue(attic.bean(Sessions.class).holder(token) instanceof Holder.Nobody);
  }

  /** Those without a question are told, so that a new rule must be thought about here. */
  @Test
  void everyRuleIsAskedAbout() {
    Set<RetentionRule> asked = EnumSet.noneOf(RetentionRule.class);
    EveryKind.kinds().forEach(kind -> asked.add(kind.rule()));
    // The test above.
    asked.add(RetentionRule.SESSION);
    // Asked about in functions/account (changed address) and wherever a POST is repeated.
    asked.add(RetentionRule.FORMER_ADDRESS);
    // Numbers of a day, which functions/mailer asks about.
    asked.add(RetentionRule.MAIL_COUNT);
    asked.add(RetentionRule.IDEMPOTENCY);
    // Files in the bucket, which functions/photos and the end of the campaign ask about.
    asked.add(RetentionRule.PHOTO_UPLOAD);
    asked.add(RetentionRule.PHOTO);
    // Never shown to anybody: notes to the purge, a file in the bucket, a backup.
    asked.add(RetentionRule.ERASURE);
    asked.add(RetentionRule.EVENT_CHANGE);
    asked.add(RetentionRule.MEASURE_END);
    asked.add(RetentionRule.IMPORT_FILE);
    asked.add(RetentionRule.KEY_BACKUP);
    assertEquals(EnumSet.allOf(RetentionRule.class), asked);
  }
}
