package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.MemberErasure;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backup from before an erasure: unreadable at once, and emptied again before it is opened. */
@EmbeddedAwsTest
@Tag("A8")
@Tag("A17")
class RestoredCopyTest {

  /** What has backups of 35 days; those of Keys last one. */
  private static final Set<Table> BACKED_UP =
      EnumSet.complementOf(EnumSet.of(Table.KEYS, Table.JOURNAL));

  private final TestAws aws;
  private final Attic attic;
  private final Zephyrine zephyrine;

  RestoredCopyTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
    zephyrine = new Zephyrine(attic);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
  }

  private void erase(Attic where, Person person) {
    Account account = where.bean(Members.class).account(person.id()).orElseThrow();
    where.bean(MemberErasure.class).erase(account, List.of(account.identity()));
  }

  @Test
  void afterTheErasureACopyFromBeforeTellsNobodysData() {
    Person gone = zephyrine.person();
    Person host = attic.person();
    Event event = zephyrine.event(gone);
    attic.bean(Answers.class).answer(attic.event(host, 3, Duration.ofDays(9)), gone.id(), 1);
    String report = zephyrine.report();
    try (Restoration before = new Restoration(aws, BACKED_UP)) {
      Attic copy = new Attic(aws, before.restore(BACKED_UP));

      // The control: the copy is whole, the search finds what is bare, and the key opens the rest.
      assertTrue(before.showing("Réunion de quartier") > 0);
      assertTrue(before.showing(gone.id()) > 3);
      Member read = copy.bean(Members.class).find(gone.id()).orElseThrow();
      assertEquals(Zephyrine.PERSONAL.get(0), read.email().value());
      assertEquals(Zephyrine.PERSONAL.get(2), read.personal().lastName());
      assertEquals(List.of(Zephyrine.PERSONAL.get(4)), read.personal().skills());
      assertEquals(
          Zephyrine.PERSONAL.get(6),
          copy.bean(Events.class).find(event.id()).orElseThrow().displayName());
      assertEquals(
          Zephyrine.REPORTER.get(0),
          copy.bean(Notices.class).reporter(report).orElseThrow().name());

      erase(attic, gone);
      // The reporter's key goes with the notice, at the end of its time.
      attic.store.write(Keys.shred(new Owner.Reporter(report)));

      assertTrue(before.showing(gone.id()) > 3, "the copy still holds the rows");
      for (String value : Zephyrine.PERSONAL) {
        assertEquals(0, before.showing(value), value);
      }
      for (String value : Zephyrine.REPORTER) {
        assertEquals(0, before.showing(value), value);
      }
      assertTrue(copy.bean(Members.class).account(gone.id()).isPresent());
      assertTrue(copy.bean(Members.class).find(gone.id()).isEmpty());
      assertEquals(Map.of(), copy.bean(Members.class).findAll(List.of(gone.id())));
      assertEquals(
          Events.SOMEBODY, copy.bean(Events.class).find(event.id()).orElseThrow().displayName());
      assertTrue(copy.bean(Notices.class).reporter(report).isEmpty());
      // Any other key, even another member's, opens nothing.
      var row = copy.store.get(Members.key(gone.id())).orElseThrow();
      for (PersonKey other : List.of(host.key(), PersonKey.random())) {
        assertTrue(copy.bean(Members.class).open(row, other).isEmpty());
      }
      assertTrue(
          copy.bean(Members.class).open(row, gone.key()).isPresent(), "only the key was missing");
    }
  }

  /** The worst backup: a table of keys from before the erasure comes back as well. */
  @Test
  void theReplayedJournalLeavesNobodyWhoWasErased() {
    Person gone = zephyrine.person();
    Person also = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    Person stays = attic.person();
    zephyrine.event(gone);
    Event next = attic.event(stays, 3, Duration.ofDays(9));
    for (Person person : List.of(gone, also, stays)) {
      attic.bean(Answers.class).answer(next, person.id(), 0);
    }
    endorse(gone.identity());
    endorse(stays.identity());
    Set<Table> restorable = EnumSet.complementOf(EnumSet.of(Table.JOURNAL, Table.AUDIT));
    try (Restoration before = new Restoration(aws, restorable)) {
      erase(attic, gone);
      erase(attic, also);
      Attic back = new Attic(aws, before.restore(restorable));
      assertTrue(back.bean(Members.class).find(gone.id()).isPresent(), "brought back");
      aws.clock().advance(Duration.ofDays(10));

      ReplaySummary dry = back.replay(true);
      assertEquals(new ReplaySummary(true, 2, 2, 0, false), dry);
      assertTrue(back.bean(Members.class).find(gone.id()).isPresent());
      assertEquals(new ReplaySummary(false, 2, 2, 0, false), back.replay(false));
      // Two new lines: backups of the restored table hold these people for as long again.
      assertEquals(new ReplaySummary(false, 4, 0, 0, false), back.replay(false));

      for (Person erased : List.of(gone, also)) {
        assertTrue(back.bean(Members.class).account(erased.id()).isEmpty());
        assertTrue(back.bean(Members.class).withIdentity(List.of(erased.identity())).isEmpty());
        assertTrue(back.bean(Keys.class).find(new Owner.Member(erased.id())).isEmpty());
        assertFalse(back.bean(Endorsements.class).isEligible(List.of(erased.identity())));
        assertEquals(List.of(), back.bean(Answers.class).of(erased.id()));
        assertTrue(back.bean(Suppressions.class).isSuppressed(erased.identity()));
        assertEquals(0, before.showing("M#" + erased.id()));
      }
      assertTrue(back.bean(Members.class).find(stays.id()).isPresent());
      assertTrue(back.bean(Endorsements.class).isEligible(List.of(stays.identity())));
      assertEquals(
          Map.of(stays.id(), 1),
          back.bean(Answers.class)
              .attendees(back.bean(Events.class).find(next.id()).orElseThrow()));
      assertEquals(0, back.purge().failed());
      assertEquals(0, back.audit().leftovers());
    }
  }

  /** Who came back with the same address since keeps what is theirs now. */
  @Test
  void theReplayLeavesAnotherAccountOfTheSameAddressAlone() {
    Person old = attic.person();
    endorse(old.identity());
    try (Restoration before = new Restoration(aws, EnumSet.of(Table.EVENTS))) {
      erase(attic, old);
      String id = RandomId.next();
      Account account =
          new Account(id, old.identity(), 1, attic.now(), attic.now(), Map.of(), true, null);
      Personal personal =
          new Personal(
              "n@example.org", "N", "N", "59350", null, null, List.of(), List.of(), null, null);
      attic.store.transact(
          attic
              .bean(Members.class)
              .create(
                  account,
                  personal,
                  PersonKey.random(),
                  attic.bean(MemberRetention.class).of(account),
                  "test"));
      endorse(old.identity());
      // A restored answer of the former account.
      Attic back = new Attic(aws, before.restore(EnumSet.of(Table.EVENTS)));
      back.bean(Answers.class).find("x", old.id());
      assertEquals(0, back.replay(false).back());
      Event event = attic.event(old, 3, Duration.ofDays(9));
      assertEquals(1, attic.replay(false).back(), "their former event came back");
      assertEquals(0, attic.replay(false).back());
      assertTrue(attic.bean(Events.class).organisedBy(old.id()).isEmpty());
      assertTrue(attic.bean(Events.class).find(event.id()).isPresent());
      assertTrue(attic.bean(Members.class).find(id).isPresent());
      assertEquals(
          id, attic.bean(Members.class).withIdentity(List.of(old.identity())).orElseThrow());
      assertTrue(attic.bean(Endorsements.class).isEligible(List.of(old.identity())));
    }
  }

  private void endorse(String hash) {
    attic
        .bean(Endorsements.class)
        .putAll(
            List.of(
                new Endorsements.Endorsement(
                    hash, Endorsements.Basis.ENDORSER, attic.now(), "test", "activation-1")));
  }
}
