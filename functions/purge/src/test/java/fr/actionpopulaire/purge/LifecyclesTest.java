package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberErasure;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.purge.Life.Promise;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random lives of every kind over three simulated years, on the real store and the real purge: none
 * is kept too long, none goes too soon. What is promised is worked out by {@link Life}, which does
 * not know {@code RetentionRule}. The ballot moves twice, later and earlier; people act, change
 * their minds and leave; the purge runs at irregular times and once not for three weeks.
 *
 * <p>Each life is looked for one millisecond before its deadline and at it, and in the tables
 * themselves after the last purge before and the first purge after it. {@code -Dlives=} and {@code
 * -Dseed=} change number and chance.
 */
@EmbeddedAwsTest
@Tag("thorough")
@Tag("A5")
@Tag("A6")
@Tag("A7")
class LifecyclesTest {

  private static final Instant START = Instant.parse("2026-06-01T06:00:00Z");
  private static final Instant END = Instant.parse("2029-06-01T06:00:00Z");

  private final TestAws aws;
  private final int wanted = Integer.getInteger("lives", 100_000);
  private final long seed = Long.getLong("seed", 20_261_121L);
  private final Random random = new Random(seed);
  private final List<Life> living = new ArrayList<>();
  private final Map<Life, String> members = new java.util.IdentityHashMap<>();
  private final Map<String, Integer> judged = new TreeMap<>();
  private final List<String> tooLong = new ArrayList<>();
  private final List<String> tooSoon = new ArrayList<>();
  private String ballot = "2027-04-25";
  private Attic attic;
  private LivesMaker maker;

  LifecyclesTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws, Map.of("ballots", ballot));
    maker = new LivesMaker(attic, random);
  }

  @Test
  void noneIsKeptTooLongAndNoneGoesTooSoon() {
    System.out.println("Lifecycles: " + wanted + ", seed " + seed);
    long clock = System.nanoTime();
    List<Instant> purges = purges();
    int audits = 0;
    Instant before = START;
    int made = 0;
    for (int step = 0; step + 1 < purges.size(); step++) {
      Instant now = purges.get(step);
      aws.clock().set(before);
      moveTheBallot(before);
      int share = (int) ((long) wanted * (step + 1) / (purges.size() - 1)) - made;
      List<Life> born = maker.make(share, before, now, before.isBefore(end()), members);
      made += born.size();
      living.addAll(born);
      act(before, now);
      judgeInstants(before, now);
      aws.clock().set(now);
      PurgeSummary summary = attic.purge();
      assertEquals(0, summary.failed(), now + " " + summary);
      judgeTables(now, purges.get(step + 1));
      if (step % 20 == 19) {
        audits++;
        maker.sweepAsDynamoDbDoes(aws);
        LeftoverSummary found = attic.audit();
        assertEquals(0, found.leftovers(), now + " " + found);
      }
      before = now;
    }
    compareWithTheTables(before);
    double seconds = (System.nanoTime() - clock) / 1e9;
    System.out.printf(
        "Lifecycles: %d made, %d judged %s, %d purges, %d audits, %.0f s; kept too long %d, deleted"
            + " too soon %d%n",
        made,
        judged.values().stream().mapToInt(Integer::intValue).sum(),
        judged,
        purges.size() - 1,
        audits,
        seconds,
        tooLong.size(),
        tooSoon.size());
    assertEquals(List.of(), tooLong.stream().limit(5).toList(), "kept too long, seed " + seed);
    assertEquals(List.of(), tooSoon.stream().limit(5).toList(), "too soon, seed " + seed);
    assertEquals(wanted, made);
    assertTrue(judged.size() >= 8, judged.toString());
  }

  /** The end of the campaign, by the calendar: summer time from March to October. */
  private Instant end() {
    return Instant.parse(ballot + "T22:00:00Z");
  }

  /** Every two to nine days, at any hour; once not for three weeks. */
  private List<Instant> purges() {
    List<Instant> purges = new ArrayList<>();
    Instant at = START;
    while (at.isBefore(END)) {
      at = at.plusSeconds(86_400L * 2 + random.nextInt(86_400 * 7));
      if (purges.size() == 40) {
        at = at.plus(Duration.ofDays(21));
      }
      purges.add(at);
    }
    return purges;
  }

  private void moveTheBallot(Instant now) {
    String today =
        now.isBefore(Instant.parse("2026-12-15T00:00:00Z"))
            ? "2027-04-25"
            : now.isBefore(Instant.parse("2027-03-10T00:00:00Z")) ? "2027-06-20" : "2027-05-02";
    if (!today.equals(ballot)) {
      ballot = today;
      attic = new Attic(aws, Map.of("ballots", ballot));
      maker = new LivesMaker(attic, random);
    }
  }

  /** Some people do something, change their minds, or leave; each at a moment of its own. */
  private void act(Instant from, Instant to) {
    List<Life> people =
        living.stream().filter(life -> members.containsKey(life)).collect(Collectors.toList());
    java.util.Collections.shuffle(people, random);
    int some = Math.min(people.size(), Math.max(1, people.size() / 60));
    List<Instant> moments =
        random
            .longs(some, from.toEpochMilli(), to.toEpochMilli())
            .sorted()
            .mapToObj(Instant::ofEpochMilli)
            .toList();
    for (int i = 0; i < some; i++) {
      Life life = people.get(i);
      Instant at = moments.get(i);
      if (!at.isBefore(life.due(end()))) {
        continue;
      }
      aws.clock().set(at);
      Account account =
          attic.bean(Members.class).account(members.getOrDefault(life, "")).orElse(null);
      if (account == null) {
        tooSoon.add(life.kind + " not there to act at " + at);
        continue;
      }
      switch (random.nextInt(10)) {
        case 0 -> {
          attic.bean(MemberErasure.class).erase(account, List.of(account.identity()));
          life.now(Promise.NOW, at);
        }
        case 1, 2 -> agree(life, account, at, true);
        case 3 -> agree(life, account, at, false);
        default -> {
          attic.bean(MemberRetention.class).signOfLife(account);
          boolean counts = !at.isBefore(life.from().plusSeconds(86_400));
          if (life.promise() == Promise.YEAR_OR_CAMPAIGN && counts) {
            life.now(Promise.YEAR_OR_CAMPAIGN, at);
          }
        }
      }
    }
  }

  private void agree(Life life, Account account, Instant at, boolean granted) {
    Consent consent = new Consent(Purpose.REUSE, granted, at, "2026-11");
    assertTrue(
        attic
            .store
            .transact(attic.bean(MemberRetention.class).consent(account, consent, "test"))
            .isWritten());
    life.now(granted ? Promise.YEAR_OR_CAMPAIGN : Promise.CAMPAIGN, at);
  }

  /** Those whose deadline lies between: there one millisecond before it, not there at it. */
  private void judgeInstants(Instant from, Instant to) {
    Map<Instant, List<Life>> byInstant = new TreeMap<>();
    for (Life life : living) {
      Instant due = life.due(end());
      if (due.isAfter(from) && !due.isAfter(to) && life.promise() != Promise.NOW) {
        byInstant.computeIfAbsent(due, _ -> new ArrayList<>()).add(life);
      }
    }
    byInstant.forEach(
        (due, lives) -> {
          List<Key> keys = keys(lives);
          aws.clock().set(due.minusMillis(1));
          Set<Key> seen = attic.store.getAll(keys).keySet();
          keys.stream().filter(key -> !seen.contains(key)).forEach(k -> tooSoon.add(k + " " + due));
          aws.clock().set(due);
          attic.store.getAll(keys).keySet().forEach(key -> tooLong.add(key + " seen at " + due));
        });
  }

  private static List<Key> keys(Collection<Life> lives) {
    return lives.stream().flatMap(life -> life.keys.stream()).toList();
  }

  /** After a purge: the due are gone from the tables, those next in turn are all there. */
  private void judgeTables(Instant now, Instant next) {
    List<Life> gone = living.stream().filter(life -> !life.due(end()).isAfter(now)).toList();
    living.removeAll(new HashSet<>(gone));
    List<Life> purged = gone.stream().filter(life -> !life.swept).toList();
    attic
        .store
        .getAllEvenExpired(keys(purged))
        .keySet()
        .forEach(key -> tooLong.add(key + " there after the purge of " + now));
    gone.forEach(life -> judged.merge(life.kind, 1, Integer::sum));
    for (Life life : gone) {
      String member = members.remove(life);
      if (member != null && life.promise() == Promise.YEAR_OR_CAMPAIGN) {
        long due = life.due(end()).toEpochMilli();
        if (life.due(end()).isAfter(end())
            && attic
                .store
                .getEvenExpired(
                    Outbox.key("deletion-near-" + Sessions.sha256(member + "#" + due + "#30")))
                .isEmpty()) {
          tooSoon.add(life.kind + " not warned 30 days before " + life.due(end()));
        }
      }
    }
    List<Key> soon = keys(living.stream().filter(life -> !life.due(end()).isAfter(next)).toList());
    Set<Key> there = attic.store.getAllEvenExpired(soon).keySet();
    soon.stream()
        .filter(key -> !there.contains(key))
        .forEach(key -> tooSoon.add(key + " gone by the purge of " + now));
  }

  /** At the end everything is compared: what is alive, and all of it, is in the tables. */
  private void compareWithTheTables(Instant now) {
    aws.clock().set(now);
    maker.sweepAsDynamoDbDoes(aws);
    Set<Key> promised = new HashSet<>(keys(living));
    for (Table table : Table.values()) {
      Set<Key> there =
          aws.scan(table.name() + "_TABLE").stream()
              .map(item -> new Key(table, Attic.text(item, "pk"), Attic.text(item, "sk")))
              .collect(Collectors.toSet());
      promised.stream()
          .filter(key -> key.table() == table && !there.contains(key))
          .forEach(key -> tooSoon.add(key + " is not there at the end"));
      there.stream()
          .filter(key -> maker.isOfALife(key) && !promised.contains(key))
          .forEach(key -> tooLong.add(key + " is there at the end"));
    }
    LeftoverSummary found = attic.audit();
    assertEquals(0, found.leftovers(), found.toString());
  }
}
