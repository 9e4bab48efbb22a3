package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.CoOrganisers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Invitations;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.dynamodb.RelayedMessages;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.MutableClock;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A member writes to those who run an event, and neither side learns the other's address. */
@EmbeddedAwsTest
@Tag("A20")
class RelayMessageTest {

  private static final String WORDS = "Peut-on venir avec un fauteuil roulant ?";

  private final TestAws aws;
  private final Town town;
  private final Mailbag mail;
  private final Town.Someone organiser;
  private final Town.Someone member;
  private final String event;

  RelayMessageTest(TestAws aws) {
    this.aws = aws;
    aws.clock().set(MutableClock.START);
    town = new Town(aws);
    mail = new Mailbag(town);
    organiser = town.member("Camille");
    member = town.member("Dominique");
    event = town.published(organiser, town.sheet());
  }

  @Test
  void itIsOnItsWayToWhoRunsTheEventAndNobodyReadsItOnTheWay() {
    aws.meter().reset();
    Response answer = mail.ask(member, event, WORDS);
    assertEquals(201, answer.status(), answer::toString);
    assertEquals(
        Map.of("BatchGetItem", 3, "Query", 1, "GetItem", 3, "TransactWriteItems", 1),
        aws.meter().byOperation());
    String id = answer.text("/message").orElseThrow();
    assertEquals(List.of(organiser.id()), mail.queued(id));
    for (String secret : List.of(organiser.id(), "@example.org", "Dominique", "Camille")) {
      assertFalse(answer.body().contains(secret), secret);
    }
    assertEquals(List.of(), mail.standing("fauteuil"), "sealed");
    assertEquals(WORDS, mail.read(event, id).text());
    assertFalse(mail.read(event, id).named(), "who writes is not named unless they say so");
    assertTrue(mail.read(event, said(Map.of("text", "Moi", "showFirstName", true))).named());
  }

  private String said(Map<String, ?> sent) {
    return mail.ask(member, event, sent).text("/message").orElseThrow();
  }

  @Test
  void itGoesToEverybodyWhoRunsTheEventWithOneLinkEach() {
    Town.Someone second = town.member("Lou");
    joins(second);
    RelayedMessage message = mail.sent(member, event, WORDS);
    assertEquals(
        Stream.of(organiser.id(), second.id()).sorted().toList(), mail.queued(message.id()));
    assertFalse(mail.link(message, organiser).equals(mail.link(message, second)));
    assertEquals(409, mail.ask(second, event, WORDS).status(), "runs it too");
    // Whoever comes first answers, for all of them.
    assertEquals(201, mail.answer(message, second, "Oui.").status());
    assertEquals(409, mail.answer(message, organiser, "Oui.").status());
  }

  private void joins(Town.Someone who) {
    Event now = town.event(event);
    String secret = town.context.getBean(Invitations.class).invite(now).orElseThrow().secret();
    assertEquals(
        CoOrganisers.Joining.JOINED,
        town.context
            .getBean(CoOrganisers.class)
            .join(
                now,
                secret,
                who.id(),
                town.context.getBean(Keys.class).find(new Owner.Member(who.id())).orElseThrow(),
                "Lou"));
  }

  @Test
  void onlyMembersWriteAndNotToThemselves() {
    assertEquals(
        401,
        town.events
            .call(Payload.post("/v1/events/" + event + "/messages").json(Map.of("text", WORDS)))
            .status());
    Town.Someone suspended = town.member("Sam", Members.INDEFINITELY);
    assertEquals(403, mail.ask(suspended, event, WORDS).status());
    Response own = mail.ask(organiser, event, WORDS);
    assertEquals(409, own.status());
    assertTrue(own.body().contains("yourself") || own.body().contains("vous-même"), own::body);
    assertEquals(404, mail.ask(member, "0".repeat(26), WORDS).status());
    assertEquals(404, mail.ask(member, "x", WORDS).status());
  }

  @Test
  void oneTextOfOneToTwoThousandCharacters() {
    for (String bad :
        List.of("", "  ", "a".repeat(2001), "<b>gras</b>", "Appelez le 0800 123 456")) {
      assertEquals(422, mail.ask(member, event, bad).status(), bad);
    }
    assertEquals(422, mail.ask(member, event, Map.of()).status());
    assertEquals(400, mail.ask(member, event, Map.of("text", WORDS, "to", "x")).status());
    assertEquals(201, mail.ask(member, event, "a").status());
    assertEquals(201, mail.ask(member, event, "€".repeat(2000)).status());
  }

  @Test
  void untilTheEventEnds() {
    Instant end = town.event(event).endsAt();
    aws.clock().set(end.minusMillis(1));
    RelayedMessage asked = mail.sent(member, event, WORDS);
    aws.clock().set(end);
    assertEquals(409, mail.ask(member, event, WORDS).status());
    assertEquals(201, mail.answer(asked, organiser, "C’est fini.").status(), "asked in time");
  }

  @Test
  void notAboutWhatIsCancelledOrTakenDown() {
    String cancelled = town.published(organiser, town.sheet());
    RelayedMessage before = mail.sent(member, cancelled, WORDS);
    town.events.call(
        Payload.post("/v1/events/" + cancelled + "/cancellation")
            .bearer(organiser.token())
            .json(Map.of("reason", "Pluie")));
    assertEquals(409, mail.ask(member, cancelled, WORDS).status());
    assertEquals(201, mail.answer(before, organiser, "Annulé, hélas.").status());
    RelayedMessage open = mail.sent(member, event, WORDS);
    town.hide(event, "Règles");
    assertEquals(409, mail.ask(member, event, WORDS).status());
    assertEquals(409, mail.answer(open, organiser, "Oui.").status());
  }

  @Test
  void notToOrFromWhoHasLeftOurMailsIsSuspendedOrErased() {
    town.context.getBean(Unsubscriptions.class).unsubscribe(organiser.id());
    assertEquals(409, mail.ask(member, event, WORDS).status());
    Town.Someone other = town.member("Lou");
    String second = town.published(other, town.sheet());
    RelayedMessage asked = mail.sent(member, second, WORDS);
    town.context.getBean(Unsubscriptions.class).unsubscribe(member.id());
    assertEquals(409, mail.ask(member, second, WORDS).status(), "no answer could come");
    assertEquals(409, mail.answer(asked, other, "Oui.").status());
    Town.Someone asking = town.member("Alix");
    suspend(other);
    assertEquals(409, mail.ask(asking, second, WORDS).status());
    Town.Someone gone = town.member("Maé");
    String third = town.published(gone, town.sheet());
    town.store.write(Keys.shred(new Owner.Member(gone.id())));
    assertEquals(409, mail.ask(asking, third, WORDS).status());
  }

  private void suspend(Town.Someone who) {
    Members members = town.context.getBean(Members.class);
    town.store.write(
        Members.suspend(members.account(who.id()).orElseThrow(), Members.INDEFINITELY));
  }

  @Test
  void threeADayAboutOneEventAndTenInAll() {
    for (int i = 1; i <= RelayMessage.PER_EVENT; i++) {
      mail.sent(member, event, "Message " + i);
    }
    Response fourth = mail.ask(member, event, WORDS);
    assertEquals(429, fourth.status());
    assertEquals(86_400, Integer.parseInt(fourth.header("retry-after").orElseThrow()));
    for (int i = RelayMessage.PER_EVENT; i < RelayMessage.PER_DAY; i++) {
      mail.sent(member, town.published(organiser, town.sheet()), WORDS);
    }
    String eleventh = town.published(organiser, town.sheet());
    assertEquals(429, mail.ask(member, eleventh, WORDS).status());
    mail.sent(town.member("Lou"), event, "Somebody else's are their own");
    aws.clock().advance(Duration.ofHours(24).minusMillis(1));
    assertEquals(429, mail.ask(member, eleventh, WORDS).status());
    aws.clock().advance(Duration.ofMillis(1));
    mail.sent(member, event, WORDS);
  }

  @Test
  void ofManyAtOnceNoMoreThanAllowed() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Callable<Integer>> all =
          Stream.generate(() -> (Callable<Integer>) () -> mail.ask(member, event, WORDS).status())
              .limit(6)
              .toList();
      int sent = 0;
      for (Future<Integer> one : threads.invokeAll(all)) {
        sent += one.get() == 201 ? 1 : 0;
      }
      assertEquals(RelayMessage.PER_EVENT, sent);
    }
  }

  @Test
  void repeatedWithItsKeyItIsSentOnce() {
    Payload once =
        Payload.post("/v1/events/" + event + "/messages")
            .bearer(member.token())
            .header("idempotency-key", "k1")
            .json(Map.of("text", WORDS));
    Response first = town.events.call(once);
    Response second = town.events.call(once);
    assertEquals(201, second.status());
    assertEquals(first.json(), second.json());
    assertEquals(
        1,
        aws.scan("EPHEMERAL_TABLE").stream()
            .map(Object::toString)
            .filter(row -> row.contains("M#" + member.id()) && row.contains("MSG#"))
            .count());
  }

  @Test
  @Tag("A8")
  void afterThirtyDaysThereIsNothingLeftToRead() {
    RelayedMessage asked = mail.sent(member, event, WORDS);
    String link = mail.link(asked, organiser);
    aws.clock().set(asked.sentAt().plus(Duration.ofDays(30)).minusMillis(1));
    assertEquals(200, town.page(link).status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(404, town.page(link).status());
    assertEquals(404, mail.answer(asked, link, "Oui.").status());
    assertTrue(town.context.getBean(RelayedMessages.class).find(event, asked.id()).isEmpty());
  }

  @Test
  @Tag("B7")
  void notInElectoralSilence() {
    Instant from = Instant.parse("2027-04-15T22:00:00Z");
    aws.clock().set(from.minus(Duration.ofDays(1)));
    Town.Someone asking = town.member("Lou");
    Map<String, Object> later = town.sheet("startsAt", "2027-04-22T10:00:00Z");
    later.put("endsAt", "2027-04-22T12:00:00Z");
    String after = town.published(town.member("Alix"), later);
    aws.clock().set(from.minusSeconds(1));
    RelayedMessage asked = mail.sent(asking, after, WORDS);
    aws.clock().set(from);
    Response frozen = mail.ask(asking, after, WORDS);
    assertEquals(409, frozen.status());
    assertTrue(frozen.body().contains("/problems/frozen"), frozen::body);
    Town.Someone runs = new Town.Someone(asked.recipients().getFirst(), "");
    assertEquals(409, mail.answer(asked, runs, "Oui.").status());
    aws.clock().set(Instant.parse("2027-04-18T17:59:59Z"));
    assertEquals(409, mail.answer(asked, runs, "Oui.").status());
    aws.clock().advance(Duration.ofSeconds(1));
    assertEquals(201, mail.answer(asked, runs, "Oui.").status());
  }
}
