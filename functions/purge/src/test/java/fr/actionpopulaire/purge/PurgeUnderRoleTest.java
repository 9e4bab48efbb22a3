package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.rights.Subject;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.MemberErasure;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.RightsRequests.Letter;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the purge touches only in rare cases, which its role must grant all the same. */
@EmbeddedAwsTest
class PurgeUnderRoleTest {

  private final Attic attic;

  PurgeUnderRoleTest(TestAws aws) {
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
  }

  private void put(Key key, RetentionRule rule) {
    attic.store.write(
        Write.put(new Item(key, rule.from(attic.now()), Attributes.none()), Condition.none()));
  }

  /** In the middle of the campaign, when the seats left are still worth something to others. */
  @Test
  void anErasureThatBrokeOffIsFinishedForThoseWhoWaitToo() {
    Person leaving = attic.person();
    Person waiting = attic.person();
    Event answered = attic.event(attic.person(), 1, Duration.ofDays(20));
    Event own = attic.event(leaving, 10, Duration.ofDays(20));
    Answers answers = attic.bean(Answers.class);
    assertTrue(answers.answer(answered, leaving.id(), 0) instanceof AnswerResult.Confirmed);
    assertTrue(answers.answer(answered, waiting.id(), 0) instanceof AnswerResult.Waitlisted);
    put(new Key(Table.EPHEMERAL, "K#" + leaving.id(), "once"), RetentionRule.IDEMPOTENCY);
    SharedEvent.message(attic, own, waiting, leaving);
    Key broken = new Key(Table.EVENTS, "M#" + leaving.id(), "R#broken");
    put(broken, RetentionRule.ANSWERS);
    var account = attic.bean(Members.class).account(leaving.id()).orElseThrow();
    assertThrows(
        RuntimeException.class,
        () -> attic.bean(MemberErasure.class).erase(account, List.of(account.identity())),
        "breaks off");
    attic.store.write(Write.remove(broken, Condition.none()));

    attic.passTo(attic.now().plus(Duration.ofMinutes(1)));
    PurgeSummary summary = attic.purge();

    assertEquals(0, summary.failed());
    assertEquals(0, attic.naming("EPHEMERAL_TABLE", leaving.id()).size());
    assertEquals(0, attic.naming("PEOPLE_TABLE", leaving.id()).size());
    assertEquals(Map.of(waiting.id(), 1), answers.attendees(answered));
    assertEquals(
        EventStatus.CANCELLED, attic.bean(Events.class).find(own.id()).orElseThrow().status());
    assertEquals(1, attic.queued("PROMOTED", answered.id()));
    assertEquals(1, attic.queued("CANCELLATION", own.id()));
  }

  @Test
  @Tag("A15")
  void aRequestAboutDataGoesAYearAfterItWasReceivedAnsweredOrNot() {
    RightsRequests requests = attic.bean(RightsRequests.class);
    String id =
        requests
            .file(
                RandomId.next(),
                Subject.OTHER,
                new Letter(new EmailAddress("asker@example.org"), "Une question."))
            .id();
    attic.passTo(Instant.parse("2027-11-21T09:59:59Z"));
    attic.purge();
    assertTrue(attic.isNamed(id));
    attic.passTo(Instant.parse("2027-11-21T10:00:00Z"));
    assertEquals(0, attic.purge().failed());
    assertFalse(attic.isNamed(id));
  }

  @Test
  void aDecisionGoesWithItsNoticeAndAppealsAYearAfterIt() {
    String report = attic.report();
    var notice = attic.bean(Notices.class).find(report).orElseThrow();
    Decision decision = ReportQuestions.decided(attic, notice);
    Appeal appeal =
        new Appeal(
            RandomId.next(),
            report,
            decision.id(),
            decision.id(),
            Party.REPORTER,
            "L’adresse est toujours là.",
            attic.now(),
            null);
    assertTrue(attic.store.transact(Appeals.file(appeal, decision)).isWritten());

    attic.passTo(Instant.parse("2027-11-21T09:59:59Z"));
    attic.purge();
    assertTrue(attic.isNamed(decision.id()));
    attic.passTo(Instant.parse("2027-11-21T10:00:00Z"));
    assertEquals(0, attic.purge().failed());
    assertFalse(attic.isNamed(report));
    assertFalse(attic.isNamed(decision.id()));
    assertFalse(attic.isNamed(appeal.id()));
  }

  @Test
  void whatIsFoundTooEarlyIsKeptAndFoundAgainOnItsDay() {
    String report = attic.report();
    Event event = attic.event(attic.person(), 10, Duration.ofDays(60));
    Instant early = attic.now().plus(Duration.ofDays(10));
    Deadline wrong = new Deadline.At(early);
    for (Write row :
        List.of(
            Write.put(
                ExpiryBucket.row(Table.MODERATION, wrong, Notices.KIND, report), Condition.none()),
            Write.put(
                ExpiryBucket.row(Table.EVENTS, wrong, Events.ANSWERS_KIND, event.id()),
                Condition.none()))) {
      attic.store.write(row);
    }
    attic.passTo(early);
    PurgeSummary summary = attic.purge();
    assertEquals(2, summary.kept());
    assertEquals(0, summary.failed());
    assertEquals(0, attic.purge().due());
  }

  @Test
  void checkpointsOfAYearAgoGo() {
    Instant old = attic.now();
    attic.passTo(old);
    attic.purge();
    assertFalse(attic.naming("AUDIT_TABLE", "PURGE").isEmpty());
    attic.passTo(old.plus(Duration.ofDays(400)));
    attic.purge();
    assertTrue(
        attic.naming("AUDIT_TABLE", "PURGE").stream()
            .allMatch(item -> Attic.text(item, "sk").compareTo("2027-11-21") > 0));
  }
}
