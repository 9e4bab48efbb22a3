package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Notices.Reporter;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The function on real tables, with members, events and notices to decide on. */
final class Scene {

  static final String JO = "arn:aws:sts::123456789012:assumed-role/Moderator/jo";
  static final String ALEX = "arn:aws:sts::123456789012:assumed-role/Moderator/alex";
  static final String SAM = "arn:aws:sts::123456789012:assumed-role/Moderator/sam";
  static final String REPORTER = "reporter@example.org";

  final TestAws aws;
  final ApplicationContext context;
  final Handler moderation;
  final Store store;

  Scene(TestAws aws) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("moderation"))
            .singletons(aws.clock())
            .build()
            .start();
    moderation = Handler.of(new ModerationFunction(context));
    store = context.getBean(Store.class);
  }

  private record Keyed(String id, PersonKey key) {}

  private Keyed create() {
    Instant now = aws.clock().instant();
    PersonKey key = PersonKey.random();
    Account account =
        new Account(
            RandomId.next(), "a".repeat(38) + RandomId.next(), 1, now, now, Map.of(), true, null);
    Personal personal =
        new Personal(
            "author@example.org",
            "Camille",
            "Test",
            "75056",
            null,
            null,
            List.of(),
            List.of(),
            null,
            null);
    assertTrue(
        store
            .transact(
                context
                    .getBean(Members.class)
                    .create(account, personal, key, RetentionRule.MEMBER.from(now), "test"))
            .isWritten());
    return new Keyed(account.id(), key);
  }

  String member() {
    return create().id();
  }

  /** As an erasure leaves it: the member's own row is gone. */
  void forget(String member) {
    store.write(Write.remove(new Key(Table.PEOPLE, "M#" + member, "P"), Condition.present()));
  }

  /** A session's token. */
  String session(String member) {
    Sessions.Opening opening =
        context
            .getBean(Sessions.class)
            .open(context.getBean(Members.class).account(member).orElseThrow());
    assertTrue(store.write(opening.write()).isWritten());
    return opening.token().value();
  }

  /** A published event of a new member. */
  Event event() {
    return event(RandomId.next());
  }

  Event event(String id) {
    Keyed organiser = create();
    Instant start = aws.clock().instant().plus(Duration.ofDays(3));
    Event event =
        new Event(
            id,
            organiser.id(),
            EventKind.MEETING,
            "Réunion publique",
            "Venez nombreux.",
            start,
            start.plus(Duration.ofHours(2)),
            ZoneId.of("Europe/Paris"),
            "75056",
            "75",
            "Salle des fêtes",
            null,
            10,
            null,
            "Camille",
            EventStatus.PUBLISHED,
            null,
            null,
            0,
            1,
            1,
            aws.clock().instant());
    assertTrue(
        store.transact(context.getBean(Events.class).publish(event, organiser.key())).isWritten());
    return event;
  }

  /** A notice on an event, with name and address of its reporter. */
  String report(Event event) {
    return report(RandomId.next(), "/evenements/" + event.id(), true);
  }

  String report(String id, String target, boolean withReporter) {
    return report(id, target, withReporter, Ground.PRIVACY, false, null);
  }

  String report(
      String id,
      String target,
      boolean withReporter,
      Ground ground,
      boolean danger,
      @Nullable String department) {
    Instant now = aws.clock().instant();
    Notice notice =
        new Notice(
            id,
            new Target(target),
            ground,
            "Mon adresse est publiée ici.",
            danger,
            now,
            withReporter,
            withReporter,
            Notices.deadline(now),
            null,
            department);
    Reporter reporter =
        withReporter
            ? new Reporter("Dominique Secret", new EmailAddress(REPORTER))
            : new Reporter(null, null);
    assertTrue(store.transact(Notices.file(notice, reporter)).isWritten());
    return id;
  }

  static Map<String, Object> decision(String measure) {
    Map<String, Object> decision = new HashMap<>();
    decision.put("measure", measure);
    decision.put("facts", "L’annonce donne l’adresse d’une personne.");
    decision.put(
        "ground",
        Map.of(
            "kind",
            "terms",
            "reference",
            "article 4",
            "explanation",
            "Les adresses de particuliers n’y ont pas leur place."));
    decision.put("automated", false);
    return decision;
  }

  static Map<String, Object> suspension(@Nullable Integer days) {
    Map<String, Object> decision = decision("suspend-member");
    if (days == null) {
      decision.put("indefinite", true);
    } else {
      decision.put("days", days);
    }
    return decision;
  }

  Response decide(String report, Map<String, Object> decision) {
    return moderation.call(decidePayload(report, decision).signedBy(JO));
  }

  /** Decides as the first moderator; the decision's id. */
  String decided(String report, Map<String, Object> decision) {
    Response answer = decide(report, decision);
    assertEquals(201, answer.status(), answer.body());
    return answer.text("/decision").orElseThrow();
  }

  /** An appeal of one party, as the function {@code reports} stores it. */
  Appeal appeal(String decision, Party party) {
    return appeal(RandomId.next(), decision, party);
  }

  Appeal appeal(String id, String decision, Party party) {
    Decision contested = context.getBean(Decisions.class).find(decision).orElseThrow();
    Appeal appeal =
        new Appeal(
            id,
            contested.report(),
            decision,
            contested.first(),
            party,
            "Ce n’est pas juste.",
            aws.clock().instant(),
            null);
    assertTrue(store.transact(Appeals.file(appeal, contested)).isWritten());
    return appeal;
  }

  Response decideAppeal(Appeal appeal, Map<String, Object> decision, String actor) {
    return moderation.call(
        Payload.post("/v1/moderation/appeals/" + appeal.id() + "/decision")
            .json(decision)
            .signedBy(actor));
  }

  static Payload decidePayload(String report, Map<String, Object> decision) {
    return Payload.post("/v1/moderation/reports/" + report + "/decision").json(decision);
  }

  Response get(String path) {
    return moderation.call(Payload.get(path).signedBy(JO));
  }

  /** A text attribute of a stored item; empty when it has none of that name. */
  static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
