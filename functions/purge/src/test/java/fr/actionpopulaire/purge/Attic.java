package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The function as it is deployed, and things to grow old. */
final class Attic {

  static final List<String> TABLES =
      List.of(
          "PEOPLE_TABLE",
          "ENDORSEMENTS_TABLE",
          "KEYS_TABLE",
          "EPHEMERAL_TABLE",
          "EVENTS_TABLE",
          "MODERATION_TABLE",
          "OUTBOX_TABLE",
          "AUDIT_TABLE",
          "JOURNAL_TABLE");

  final TestAws aws;
  final ApplicationContext context;
  final PurgeFunction purge;
  final Store store;

  Attic(TestAws aws) {
    this(aws, Map.of());
  }

  /** With other settings than the template's: another ballot, other tables. */
  Attic(TestAws aws, Map<String, Object> settings) {
    this.aws = aws;
    Map<String, Object> properties = new HashMap<>(aws.properties("purge"));
    properties.putAll(settings);
    context =
        ApplicationContext.builder().properties(properties).singletons(aws.clock()).build().start();
    purge = new PurgeFunction(context);
    store = context.getBean(Store.class);
  }

  Instant now() {
    return aws.clock().instant();
  }

  Instant campaignEnd() {
    return bean(Campaign.class).end();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Lets time pass as if the purge had run every day and found nothing due. */
  void passTo(Instant instant) {
    aws.clock().set(instant.minus(Duration.ofDays(1)));
    bean(Checkpoint.class).set(instant.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1));
    aws.clock().set(instant);
  }

  PurgeSummary purge() {
    return (PurgeSummary) Handler.run(purge, Map.of());
  }

  PurgeSummary purge(Context lambda) {
    return (PurgeSummary) Handler.run(purge, Map.of("dryRun", false), lambda);
  }

  PurgeSummary dryRun() {
    return (PurgeSummary) Handler.run(purge, Map.of("dryRun", true));
  }

  PurgeSummary dryRun(Context lambda) {
    return (PurgeSummary) Handler.run(purge, Map.of("dryRun", true), lambda);
  }

  LeftoverSummary audit() {
    return audit(Handler.context());
  }

  LeftoverSummary audit(Context lambda) {
    return (LeftoverSummary) Handler.run(purge, Map.of("audit", true), lambda);
  }

  ReplaySummary replay(boolean dryRun) {
    return (ReplaySummary) Handler.run(purge, Map.of("replayJournal", true, "dryRun", dryRun));
  }

  /** A run whose time is over once it has been asked for so many times. */
  static Context lasting(AtomicInteger asked, int questions) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" ->
                      asked.incrementAndGet() > questions ? 1_000 : 60_000;
                  case "getMemoryLimitInMB" -> 1024;
                  default -> null;
                });
  }

  /** Somebody with an account and a session. */
  record Person(String id, String identity, PersonKey key) {}

  Person person() {
    return person(Set.of(Purpose.ACCOUNT));
  }

  Person person(Set<Purpose> granted) {
    String id = RandomId.next();
    Map<Purpose, Consent> consents = new EnumMap<>(Purpose.class);
    granted.forEach(purpose -> consents.put(purpose, new Consent(purpose, true, now(), "2026-11")));
    Account account = new Account(id, Sessions.sha256(id), 1, now(), now(), consents, true, null);
    Personal personal =
        new Personal(
            id + "@example.org",
            "Camille",
            "Exemple",
            "59350",
            null,
            null,
            List.of(),
            List.of(),
            null,
            null);
    PersonKey key = PersonKey.random();
    assertTrue(
        store
            .transact(
                bean(Members.class)
                    .create(
                        account, personal, key, bean(MemberRetention.class).of(account), "test"))
            .isWritten());
    assertTrue(store.write(bean(Sessions.class).open(account).write()).isWritten());
    return new Person(id, account.identity(), key);
  }

  /** The token of a session opened now. */
  String opened(Account account) {
    Sessions.Opening opening = bean(Sessions.class).open(account);
    assertTrue(store.write(opening.write()).isWritten());
    return opening.token().value();
  }

  /** An event that starts in some time and lasts two hours. */
  Event event(Person organiser, @Nullable Integer capacity, Duration startsIn) {
    Event event = plan(organiser, capacity, now().plus(startsIn), now());
    assertTrue(store.transact(bean(Events.class).publish(event, organiser.key())).isWritten());
    return event;
  }

  /** An event that lasts two hours, not stored yet. */
  Event plan(Person organiser, @Nullable Integer capacity, Instant start, Instant published) {
    return new Event(
        RandomId.next(),
        organiser.id(),
        EventKind.MEETING,
        "Réunion de quartier",
        "On prépare la semaine.",
        start,
        start.plus(Duration.ofHours(2)),
        ZoneId.of("Europe/Paris"),
        "59350",
        "59",
        "Salle des fêtes",
        null,
        capacity,
        null,
        "Camille",
        EventStatus.PUBLISHED,
        null,
        null,
        0,
        1,
        Event.blocksFor(capacity),
        published);
  }

  /** A notice with its reporter's name and address. */
  String report() {
    String id = RandomId.next();
    Notice notice =
        new Notice(
            id,
            new Target("/evenements/" + RandomId.next()),
            Ground.PRIVACY,
            "Mon adresse est publiée ici.",
            false,
            now(),
            true,
            true,
            Notices.deadline(now()),
            null);
    assertTrue(
        store
            .transact(
                Notices.file(
                    notice,
                    new Notices.Reporter("Dominique", new EmailAddress("reporter@example.org"))))
            .isWritten());
    return id;
  }

  /** Every item of a table that names a text. */
  List<Map<String, AttributeValue>> naming(String table, String text) {
    return aws.scan(table).stream().filter(item -> item.toString().contains(text)).toList();
  }

  /** How many messages of that kind wait to be sent about something. */
  long queued(String kind, String about) {
    return naming("OUTBOX_TABLE", about).stream()
        .filter(item -> text(item, "kind").equals(kind))
        .count();
  }

  boolean isNamed(String text) {
    return TABLES.stream().anyMatch(table -> !naming(table, text).isEmpty());
  }

  /** The tables are one class's: what an earlier test left must not be counted in the next. */
  void empty() {
    for (Table table : Table.values()) {
      List<Key> keys = new ArrayList<>();
      for (var item : aws.scan(table.name() + "_TABLE")) {
        keys.add(new Key(table, text(item, "pk"), text(item, "sk")));
      }
      store.removeAll(keys);
    }
  }

  /** A member's own item. */
  Map<String, AttributeValue> stored(Person person) {
    return aws.scan("PEOPLE_TABLE").stream()
        .filter(item -> text(item, "pk").equals("M#" + person.id()))
        .filter(item -> text(item, "sk").equals("P"))
        .findFirst()
        .orElseThrow();
  }

  /** Replaces a member's own item, by something spoilt perhaps. */
  void put(Map<String, AttributeValue> member) {
    aws.dynamoDb().putItem(r -> r.tableName(aws.table("PEOPLE_TABLE")).item(member));
  }

  static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
