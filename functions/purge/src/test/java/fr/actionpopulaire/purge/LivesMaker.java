package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.purge.Life.Promise;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes records as the functions write them, many at once: the items are those of the entities' own
 * writes, put in batches.
 */
final class LivesMaker {

  private final Attic attic;
  private final Random random;
  private final List<Item> items = new ArrayList<>();
  private final List<Endorsements.Endorsement> endorsements = new ArrayList<>();

  LivesMaker(Attic attic, Random random) {
    this.attic = attic;
    this.random = random;
  }

  /** So many lives that begin between two instants; of each kind all share one or two moments. */
  List<Life> make(
      int count, Instant from, Instant to, boolean campaignIsOn, Map<Life, String> members) {
    List<Life> born = new ArrayList<>();
    Instant[] moments =
        random
            .longs(2, from.toEpochMilli(), to.toEpochMilli())
            .sorted()
            .mapToObj(Instant::ofEpochMilli)
            .toArray(Instant[]::new);
    int left = count;
    while (left > 0) {
      Instant at = moments[random.nextInt(moments.length)];
      int chance = random.nextInt(100);
      boolean on = campaignIsOn && at.isBefore(attic.campaignEnd());
      if (on && chance < 8) {
        Life member = member(at, members);
        born.add(member);
        left--;
      } else if (on && chance < 12 && left > 6) {
        List<Life> lives = event(at);
        born.addAll(lives);
        left -= lives.size();
      } else if (on && chance < 55) {
        born.add(endorsement(at));
        left--;
      } else if (on && chance < 63) {
        born.add(suppression(at));
        left--;
      } else {
        born.add(
            switch (random.nextInt(4)) {
              case 0 -> notice(at);
              case 1 -> auditLine(at);
              case 2 -> ledgerLine(at);
              default -> session(at);
            });
        left--;
      }
    }
    attic.store.putAll(items);
    items.clear();
    attic.bean(Endorsements.class).putAll(endorsements);
    endorsements.clear();
    return born;
  }

  /** What {@link #make} makes, besides index rows and what hangs on it. */
  boolean isOfALife(Key key) {
    return switch (key.table()) {
      case ENDORSEMENTS, KEYS -> true;
      case PEOPLE -> key.pk().matches("[EU]#.*") || key.sk().equals("P");
      case EVENTS -> key.sk().equals("META") || key.sk().startsWith("R#");
      case MODERATION -> key.sk().equals("N");
      case EPHEMERAL -> key.sk().startsWith("S#");
      case OUTBOX -> key.pk().startsWith("O#welcome-");
      case AUDIT, JOURNAL -> false;
    };
  }

  /** Removes what is past its time to live, as DynamoDB does within two days or so. */
  void sweepAsDynamoDbDoes(TestAws aws) {
    for (Table table : Table.values()) {
      if (table.hasTimeToLive()) {
        attic.store.removeAll(
            aws.scan(table.name() + "_TABLE").stream()
                .filter(item -> new Row(item).number("ttl") <= attic.now().getEpochSecond())
                .map(item -> new Key(table, Attic.text(item, "pk"), Attic.text(item, "sk")))
                .toList());
      }
    }
  }

  private void put(Write write) {
    if (write instanceof Write.Put put) {
      items.add(put.item());
    }
  }

  private Life member(Instant at, Map<Life, String> members) {
    String id = RandomId.next();
    boolean reuse = random.nextBoolean();
    Map<Purpose, Consent> consents = new EnumMap<>(Purpose.class);
    consents.put(Purpose.ACCOUNT, new Consent(Purpose.ACCOUNT, true, at, "2026-11"));
    if (reuse) {
      consents.put(Purpose.REUSE, new Consent(Purpose.REUSE, true, at, "2026-11"));
    }
    Account account = new Account(id, Sessions.sha256(id), 1, at, at, consents, true, null);
    Personal personal =
        new Personal(
            id + "@example.org", "C", "E", "59350", null, null, List.of(), List.of(), null, null);
    List<Write> writes =
        attic
            .bean(Members.class)
            .create(
                account,
                personal,
                PersonKey.random(),
                attic.bean(MemberRetention.class).of(account),
                "test");
    writes.forEach(this::put);
    List<Key> keys =
        writes.stream()
            .map(Write::key)
            .filter(key -> !key.pk().startsWith("X#") && !key.sk().startsWith("C#"))
            .toList();
    Life life =
        new Life(
            reuse ? "member with re-use" : "member",
            keys,
            false,
            reuse ? Promise.YEAR_OR_CAMPAIGN : Promise.CAMPAIGN,
            at);
    members.put(life, id);
    return life;
  }

  /** An event and a few answers, which go before it. */
  private List<Life> event(Instant at) {
    Attic.Person organiser = new Attic.Person(RandomId.next(), "ab".repeat(32), PersonKey.random());
    Event event =
        attic.plan(organiser, 64, at.plus(Duration.ofMinutes(random.nextInt(28_000))), at);
    List<Write> writes = attic.bean(Events.class).publish(event, organiser.key());
    attic.store.transact(writes);
    List<Life> lives = new ArrayList<>();
    lives.add(new Life("event", List.of(Events.metaKey(event.id())), false, Promise.CAMPAIGN, at));
    Instant clock = attic.now();
    attic.aws.clock().set(at);
    // Their seven days end before any campaign of this test, with which they would go otherwise.
    boolean early = event.endsAt().isBefore(Instant.parse("2027-04-15T00:00:00Z"));
    IntStream.range(0, early ? 1 + random.nextInt(4) : 0)
        .forEach(
            _ -> {
              String guest = RandomId.next();
              attic.store.write(
                  Keys.create(
                      new Owner.Member(guest),
                      PersonKey.random(),
                      RetentionRule.CODE_REQUEST.from(at)));
              attic.bean(Answers.class).answer(event, guest, random.nextInt(3));
              // Nobody's key: it only let them answer, and must not be found by the audit.
              attic.store.write(Keys.shred(new Owner.Member(guest)));
              lives.add(
                  new Life(
                      "answer",
                      List.of(new Key(Table.EVENTS, "M#" + guest, "R#" + event.id())),
                      false,
                      Promise.DAYS_7,
                      event.endsAt()));
            });
    attic.aws.clock().set(clock);
    return lives;
  }

  private Life endorsement(Instant at) {
    String hash = Sessions.sha256(RandomId.next());
    endorsements.add(
        new Endorsements.Endorsement(
            hash, Endorsements.Basis.ENDORSER, at, "test", "activation-1"));
    Key key = new Key(Table.ENDORSEMENTS, "N#" + hash.substring(0, 2), hash);
    return new Life("endorsement", List.of(key), false, Promise.CAMPAIGN, at);
  }

  private Life suppression(Instant at) {
    String hash = Sessions.sha256(RandomId.next());
    Suppressions.put(hash, at).forEach(this::put);
    return new Life("suppression", List.of(Suppressions.key(hash)), false, Promise.CAMPAIGN, at);
  }

  private Life notice(Instant at) {
    String id = RandomId.next();
    Notice notice =
        new Notice(
            id,
            new Target("/evenements/x"),
            Ground.SPAM,
            "x",
            false,
            at,
            true,
            true,
            Notices.deadline(at),
            null);
    List<Write> writes =
        Notices.file(notice, new Notices.Reporter("D", new EmailAddress("r@example.org")));
    writes.forEach(this::put);
    return new Life(
        "notice",
        writes.stream().map(Write::key).filter(key -> !key.pk().startsWith("X#")).toList(),
        false,
        Promise.MONTHS_12,
        at);
  }

  private Life auditLine(Instant at) {
    Write line = Audit.put(new Audit.Act(at, "Moderator/test", "look", Map.of(), null));
    put(line);
    return new Life("audit line", List.of(line.key()), false, Promise.MONTHS_12, at);
  }

  private Life ledgerLine(Instant at) {
    String member = RandomId.next();
    Write line =
        Outbox.put(
            new Outbox.Message(
                Outbox.Kind.WELCOME, new Outbox.Recipient.Member(member), member, Map.of(), at));
    put(line);
    return new Life("ledger line", List.of(line.key()), true, Promise.MONTHS_6, at);
  }

  private Life session(Instant at) {
    Instant clock = attic.now();
    attic.aws.clock().set(at);
    Write opened =
        attic
            .bean(Sessions.class)
            .open(new Account(RandomId.next(), "x", 1, at, at, Map.of(), true, null))
            .write();
    attic.aws.clock().set(clock);
    put(opened);
    return new Life("session", List.of(opened.key()), true, Promise.DAYS_30, at);
  }
}
