package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.HiddenEvents;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Opening;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The function as it is deployed, with people and events around it. */
final class Neighbourhood {

  final TestAws aws;
  final ApplicationContext context;
  final Handler rsvp;
  final Answers answers;
  final Store store;

  Neighbourhood(TestAws aws) {
    this(aws, null);
  }

  /** With a client of the test's own instead of the function's. */
  Neighbourhood(TestAws aws, @Nullable DynamoDbClient client) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("rsvp"))
            .singletons(aws.clock())
            .build();
    if (client != null) {
      context.registerSingleton(DynamoDbClient.class, client);
    }
    context.start();
    rsvp = Handler.of(new RsvpFunction(context));
    answers = context.getBean(Answers.class);
    store = context.getBean(Store.class);
  }

  Instant now() {
    return aws.clock().instant();
  }

  /** A member as far as answers know them: somebody with a key. */
  String person() {
    String id = RandomId.next();
    assertTrue(
        store
            .write(
                Keys.create(
                    new Owner.Member(id), PersonKey.random(), RetentionRule.MEMBER.from(now())))
            .isWritten());
    return id;
  }

  List<String> people(int count) {
    return Stream.generate(this::person).limit(count).toList();
  }

  /** What erasing somebody does first. */
  void shredKey(String member) {
    store.write(Keys.shred(new Owner.Member(member)));
  }

  /** Somebody with an account, signed in. */
  record SignedIn(String id, String token) {}

  SignedIn member(String firstName) {
    return member(firstName, null);
  }

  SignedIn member(String firstName, @Nullable Instant suspendedUntil) {
    String id = RandomId.next();
    Account account =
        new Account(
            id,
            (RandomId.next() + RandomId.next() + RandomId.next()).substring(0, 64),
            1,
            now(),
            now(),
            Map.of(Purpose.ACCOUNT, new Consent(Purpose.ACCOUNT, true, now(), "2026-11")),
            true,
            suspendedUntil);
    Personal personal =
        new Personal(
            id + "@example.org",
            firstName,
            "Exemple",
            "59350",
            null,
            null,
            List.of(),
            List.of(),
            null,
            null);
    List<Write> writes =
        new ArrayList<>(
            context
                .getBean(Members.class)
                .create(
                    account,
                    personal,
                    PersonKey.random(),
                    RetentionRule.MEMBER.from(now()),
                    "test"));
    Opening session = context.getBean(Sessions.class).open(account);
    writes.add(session.write());
    assertTrue(store.transact(writes).isWritten());
    return new SignedIn(id, session.token().value());
  }

  /** An event that starts in an hour and lasts two. */
  Event event(@Nullable Integer capacity) {
    return event(capacity, RandomId.next());
  }

  Event event(@Nullable Integer capacity, String organiser) {
    return event(RandomId.next(), capacity, organiser);
  }

  Event event(String id, @Nullable Integer capacity, String organiser) {
    return published(plan(id, capacity, organiser));
  }

  private Event plan(String id, @Nullable Integer capacity, String organiser) {
    return new Event(
        id,
        organiser,
        EventKind.MEETING,
        "Réunion de quartier",
        "On prépare la semaine.",
        now().plus(Duration.ofHours(1)),
        now().plus(Duration.ofHours(3)),
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
  }

  /** The same with its address for those who are accepted. */
  Event hidden(String id, @Nullable Integer capacity, String organiser) {
    return published(plan(id, capacity, organiser).withAddressHidden(true));
  }

  private Event published(Event event) {
    assertTrue(
        store
            .transact(context.getBean(Events.class).publish(event, PersonKey.random()))
            .isWritten());
    return event;
  }

  /** The event as it stands now. */
  Event read(Event event) {
    return context.getBean(Events.class).find(event.id()).orElseThrow();
  }

  void cancel(Event event) {
    assertTrue(
        store
            .transact(context.getBean(Events.class).cancel(read(event), "Salle fermée"))
            .isWritten());
  }

  void hide(Event event) {
    assertTrue(
        store
            .transact(
                HiddenEvents.hide(read(event), RandomId.next(), "Règle 1.", Members.INDEFINITELY))
            .isWritten());
  }

  Books books(Event event) {
    return Books.open(aws, event);
  }
}
