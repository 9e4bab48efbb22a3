package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.HiddenEvents;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The function as it is deployed, with members around it. */
final class Town {

  final TestAws aws;
  final ApplicationContext context;
  final Handler events;
  final Store store;

  /** Where new accounts publish as much as they like. */
  Town(TestAws aws) {
    this(aws, Map.of("events.per.day", 1_000_000));
  }

  /**
   * @param other properties that differ from the template's
   */
  Town(TestAws aws, Map<String, Object> other) {
    this.aws = aws;
    Map<String, Object> properties = new LinkedHashMap<>(aws.properties("events"));
    properties.putAll(other);
    context =
        ApplicationContext.builder().properties(properties).singletons(aws.clock()).build().start();
    events = Handler.of(new EventsFunction(context));
    store = context.getBean(Store.class);
  }

  /** Somebody signed in. */
  record Someone(String id, String token) {}

  Instant now() {
    return aws.clock().instant();
  }

  Someone member(String firstName) {
    return member(firstName, null);
  }

  Someone member(String firstName, @Nullable Instant suspendedUntil) {
    return member(firstName, suspendedUntil, List.of());
  }

  /** Somebody who offers to do such things. */
  Someone offering(String... skills) {
    return member("Zoé", null, List.of(skills));
  }

  private Someone member(String firstName, @Nullable Instant suspendedUntil, List<String> skills) {
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
            "75111",
            null,
            null,
            skills,
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
    Sessions.Opening session = context.getBean(Sessions.class).open(account);
    writes.add(session.write());
    assertTrue(store.transact(writes).isWritten());
    return new Someone(id, session.token().value());
  }

  /** A complete event in the 11th arrondissement of Paris, in two days, for two hours. */
  Map<String, Object> sheet() {
    Map<String, Object> sheet = new LinkedHashMap<>();
    sheet.put("kind", "leafleting");
    sheet.put("title", "Tractage au marché");
    sheet.put("description", "Rendez-vous devant la fontaine.\nTracts fournis.");
    sheet.put("startsAt", now().plus(Duration.ofDays(2)).toString());
    sheet.put("endsAt", now().plus(Duration.ofDays(2)).plus(Duration.ofHours(2)).toString());
    sheet.put("commune", "75111");
    sheet.put("place", "Place de la République");
    sheet.put("capacity", 10);
    return sheet;
  }

  Map<String, Object> sheet(String field, @Nullable Object value) {
    Map<String, Object> sheet = sheet();
    sheet.put(field, value);
    return sheet;
  }

  Response publish(Someone organiser, Map<String, ?> sheet) {
    return events.call(Payload.post("/v1/events").bearer(organiser.token()).json(sheet));
  }

  /** Changes an event as seen in a version. */
  Response change(Someone member, String id, String version, Map<String, ?> patch) {
    return events.call(
        Payload.patch("/v1/events/" + id)
            .bearer(member.token())
            .header("if-match", version)
            .json(patch));
  }

  /** The id of an event published so. */
  String published(Someone organiser, Map<String, ?> sheet) {
    Response answer = publish(organiser, sheet);
    assertEquals(201, answer.status(), answer::toString);
    return answer.text("/id").orElseThrow();
  }

  Response get(String path) {
    return events.call(Payload.get(path));
  }

  /** A page as a browser asks for it. */
  Response page(String path) {
    return events.call(Payload.get(path).header("accept", "text/html"));
  }

  Event event(String id) {
    return context.getBean(Events.class).find(id).orElseThrow();
  }

  void hide(String id, String reason) {
    assertTrue(
        store
            .transact(HiddenEvents.hide(event(id), RandomId.next(), reason, Members.INDEFINITELY))
            .isWritten());
  }

  int rows(String table) {
    return aws.scan(table).size();
  }
}
