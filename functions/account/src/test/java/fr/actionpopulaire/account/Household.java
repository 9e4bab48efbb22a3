package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The function as it is deployed, with people, sessions and events around it. */
final class Household {

  final TestAws aws;
  final ApplicationContext context;
  final Handler account;
  final Store store;

  Household(TestAws aws) {
    this(aws, Map.of());
  }

  /** With other settings than the template's: another ballot. */
  Household(TestAws aws, Map<String, Object> settings) {
    this.aws = aws;
    Map<String, Object> properties = new HashMap<>(aws.properties("account"));
    properties.putAll(settings);
    context =
        ApplicationContext.builder().properties(properties).singletons(aws.clock()).build().start();
    account = Handler.of(new AccountFunction(context));
    store = context.getBean(Store.class);
  }

  /** Somebody with an account, signed in. */
  record Person(String id, String identity, String token, PersonKey key) {}

  Instant now() {
    return aws.clock().instant();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  Person person() {
    return person(Set.of(Purpose.ACCOUNT), null, null);
  }

  Person person(String id) {
    return person(id, Set.of(Purpose.ACCOUNT), null, null, null);
  }

  Person person(Set<Purpose> granted, @Nullable String phone, @Nullable Instant suspendedUntil) {
    return person(RandomId.next(), granted, phone, suspendedUntil, null);
  }

  /** Somebody who said at sign-up that they are old enough for selected mail. */
  Person over17() {
    return person(RandomId.next(), Set.of(Purpose.ACCOUNT), null, null, true);
  }

  private Person person(
      String id,
      Set<Purpose> granted,
      @Nullable String phone,
      @Nullable Instant suspendedUntil,
      @Nullable Boolean over17) {
    String identity = bean(Peppers.class).hash(new EmailAddress(id + "@example.org"));
    Map<Purpose, Consent> consents = new EnumMap<>(Purpose.class);
    granted.forEach(purpose -> consents.put(purpose, new Consent(purpose, true, now(), "2026-11")));
    Account member = new Account(id, identity, 1, now(), now(), consents, true, suspendedUntil);
    Personal personal =
        new Personal(
            id + "@example.org",
            "Camille",
            "Exemple",
            "59350",
            phone,
            phone == null ? null : "18-20",
            List.of(),
            List.of(),
            null,
            over17);
    PersonKey key = PersonKey.random();
    List<Write> writes =
        bean(Members.class).create(member, personal, key, RetentionRule.MEMBER.from(now()), "test");
    assertTrue(store.transact(writes).isWritten());
    return new Person(id, identity, session(member), key);
  }

  String session(Account member) {
    Sessions.Opening opening = bean(Sessions.class).open(member);
    assertTrue(store.write(opening.write()).isWritten());
    return opening.token().value();
  }

  /** Opens a session by a secret the test chooses, for the payloads kept as files. */
  void session(String member, String secret) {
    store.write(
        Write.put(
            new Item(
                new Key(Table.EPHEMERAL, "M#" + member, "S#" + Sessions.sha256(secret)),
                RetentionRule.SESSION_IDLE.from(now()),
                Attributes.none().instant("startedAt", now()).instant("usedAt", now())),
            Condition.none()));
  }

  /** The token of somebody who proved an address and has no account. */
  String verified() {
    Sessions.Opening opening =
        bean(Sessions.class).open(new EmailAddress("verified@example.org"), true);
    assertTrue(store.write(opening.write()).isWritten());
    return opening.token().value();
  }

  /** The token of somebody who proved this address and has no account. */
  String verified(String email) {
    EmailAddress address = new EmailAddress(email);
    Sessions.Opening opening = bean(Sessions.class).open(address, true);
    assertTrue(store.write(opening.write()).isWritten());
    return opening.token().value();
  }

  /** Sends a decision on one purpose as an app does. */
  Response put(Person person, String purpose, String body) {
    return account.call(
        Payload.put("/v1/me/consents/" + purpose).json(body).bearer(person.token()));
  }

  /** The same with the present words. */
  Response put(Person person, String purpose, boolean granted) {
    return put(person, purpose, "{\"granted\":" + granted + ",\"textVersion\":\"2026-11\"}");
  }

  /** Puts an address on the endorsers' list, as an import does; its keyed hash. */
  String endorse(String email, String source) {
    String hash = bean(Peppers.class).hash(new EmailAddress(email));
    endorse(hash, source, Endorsements.Basis.ADHERENT);
    return hash;
  }

  void endorse(String hash, String source, Endorsements.Basis basis) {
    bean(Endorsements.class)
        .putAll(
            List.of(
                new Endorsements.Endorsement(
                    hash, basis, Instant.parse("2026-10-01T08:00:00Z"), source, "activation-7")));
  }

  /** An event that starts in some days. */
  Event event(Person organiser, int capacity, Duration startsIn) {
    return event(organiser, "Réunion de quartier", capacity, startsIn);
  }

  Event event(Person organiser, String title, Duration startsIn) {
    return event(organiser, title, 20, startsIn);
  }

  private Event event(Person organiser, String title, int capacity, Duration startsIn) {
    Instant start = now().plus(startsIn);
    Event event =
        new Event(
            RandomId.next(),
            organiser.id(),
            EventKind.MEETING,
            title,
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
            now());
    assertTrue(store.transact(bean(Events.class).publish(event, organiser.key())).isWritten());
    return event;
  }

  /** The sort keys under a partition of a table. */
  Set<String> under(String table, String pk) {
    return aws.scan(table).stream()
        .filter(item -> text(item, "pk").equals(pk))
        .map(item -> text(item, "sk"))
        .collect(Collectors.toSet());
  }

  /** Whom the queued messages of a kind are for. */
  Set<String> recipients(Outbox.Kind kind) {
    return aws.scan("OUTBOX_TABLE").stream()
        .filter(item -> text(item, "kind").equals(kind.name()))
        .map(item -> text(item, "recipient"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every item whose key or values name a text. */
  List<Map<String, AttributeValue>> naming(String table, String text) {
    return aws.scan(table).stream().filter(item -> item.toString().contains(text)).toList();
  }

  /** How many messages of that kind wait to be sent about something. */
  long queued(String kind, String about) {
    return naming("OUTBOX_TABLE", about).stream()
        .filter(item -> text(item, "kind").equals(kind))
        .count();
  }

  static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
