package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.EmailChanges;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another address needs proof of both, and the former one is told (ASVS 7.5.1, 6.3.7). */
@EmbeddedAwsTest
@Tag("F8")
class EmailChangeTest {

  private final TestAws aws;
  private final Household house;
  private final Mailboxes mailboxes;

  EmailChangeTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
    mailboxes = new Mailboxes(house);
  }

  private Response ask(Person person, String email) {
    return house.account.call(
        Payload.post("/v1/me/email").json(Map.of("email", email)).bearer(person.token()));
  }

  /** Asks, and has both codes drawn as the mailer does. */
  private String asked(Person person, String email) {
    Response answer = ask(person, email);
    assertEquals(202, answer.status(), answer::body);
    mailboxes.draw(email);
    return answer.text("/request").orElseThrow();
  }

  private Response confirm(Person person, String request, String present, String wanted) {
    return house.account.call(
        Payload.post("/v1/me/email/" + request)
            .json(Map.of("currentCode", present, "newCode", wanted))
            .bearer(person.token()));
  }

  private String hash(String email) {
    return house.bean(Peppers.class).hash(new EmailAddress(email));
  }

  @Test
  void bothCodesChangeTheAddressEndTheOtherSessionsAndTellTheFormerOne() {
    Person person = house.person();
    String other = house.session(house.bean(Members.class).account(person.id()).orElseThrow());
    house.endorse(person.identity(), "ancienne", Endorsements.Basis.ENDORSER);
    int codes = house.recipients(Kind.EMAIL_CODE).size();
    Set<String> told = house.recipients(Kind.EMAIL_CHANGED);
    Response answer = ask(person, "Nouvelle@Example.org ");
    assertEquals(202, answer.status(), answer::body);
    assertEquals("2026-11-21T10:10:00Z", answer.text("/expiresAt").orElseThrow());
    assertEquals(codes + 2, house.recipients(Kind.EMAIL_CODE).size());
    mailboxes.draw("nouvelle@example.org");
    String request = answer.text("/request").orElseThrow();
    aws.meter().reset();

    Response changed = confirm(person, request, Mailboxes.PRESENT, "3333 4444");

    assertEquals(200, changed.status(), changed::body);
    assertEquals(1, aws.meter().count("TransactWriteItems"));
    assertEquals("nouvelle@example.org", changed.text("/email").orElseThrow());
    assertEquals("\"2\"", changed.header("etag").orElseThrow());
    Members members = house.bean(Members.class);
    assertEquals(
        person.id(), members.withIdentity(List.of(hash("nouvelle@example.org"))).orElseThrow());
    assertTrue(members.withIdentity(List.of(person.identity())).isEmpty());
    assertFalse(house.bean(Endorsements.class).isEligible(List.of(person.identity())));
    assertEquals(200, me(person.token()).status());
    assertEquals(401, me(other).status());
    Set<String> now = house.recipients(Kind.EMAIL_CHANGED);
    now.removeAll(told);
    assertEquals(1, now.size());
    String former = now.iterator().next();
    EmailChanges changes = house.bean(EmailChanges.class);
    assertEquals(person.id() + "@example.org", changes.formerAddress(former).orElseThrow().value());
    aws.clock().advance(Duration.ofDays(2).minusMillis(1));
    assertTrue(changes.formerAddress(former).isPresent());
    aws.clock().advance(Duration.ofMillis(1));
    assertTrue(changes.formerAddress(former).isEmpty());
    assertEquals(410, confirm(person, request, Mailboxes.PRESENT, Mailboxes.NEW).status(), "spent");
    assertEquals(200, house.account.call(Payload.delete("/v1/me").bearer(person.token())).status());
    assertEquals(List.of(), house.naming("PEOPLE_TABLE", person.id()));
    assertTrue(members.withIdentity(List.of(hash("nouvelle@example.org"))).isEmpty());
  }

  private Response me(String token) {
    return house.account.call(Payload.get("/v1/me").bearer(token));
  }

  /** Asking tells nothing of the new address; confirming it does, to who proved it. */
  @Test
  @Tag("F4")
  void aTakenAddressIsAnsweredTheSameUntilItIsProved() {
    Person owner = house.person();
    String taken = "taken@example.org";
    assertEquals(
        200, confirm(owner, asked(owner, taken), Mailboxes.PRESENT, Mailboxes.NEW).status());
    Person person = house.person();
    aws.meter().reset();
    Response free = ask(person, "free@example.org");
    Map<String, Integer> work = aws.meter().byOperation();
    Person second = house.person();
    aws.meter().reset();
    Response known = ask(second, "unknown@example.org");
    assertEquals(work, aws.meter().byOperation());
    Person third = house.person();
    aws.meter().reset();
    Response busy = ask(third, taken);
    // The owner's own codes opened that address's window: one write fewer, as at login.
    assertEquals(work.get("TransactWriteItems"), aws.meter().count("TransactWriteItems"));
    assertEquals(work.get("GetItem"), aws.meter().count("GetItem"));
    for (Response answer : List.of(free, known, busy)) {
      assertEquals(202, answer.status());
      assertEquals(2, answer.json().size());
    }
    mailboxes.draw(taken);
    Response refused =
        confirm(third, busy.text("/request").orElseThrow(), Mailboxes.PRESENT, Mailboxes.NEW);
    assertEquals(409, refused.status(), refused::body);
    assertEquals("/problems/already-member", refused.text("/type").orElseThrow());
    assertEquals(200, me(owner.token()).status());
    assertEquals(third.id() + "@example.org", me(third.token()).text("/email").orElseThrow());
  }

  @Test
  void oneCodeIsNotEnoughAndFiveTriesAreAll() {
    Person person = house.person();
    String request = asked(person, "five@example.org");
    assertEquals(403, confirm(person, request, Mailboxes.PRESENT, "00000000").status());
    assertEquals(403, confirm(person, request, "00000000", Mailboxes.NEW).status());
    Response third = confirm(person, request, Mailboxes.NEW, Mailboxes.PRESENT);
    assertEquals(403, third.status());
    assertEquals("2", third.text("/attemptsLeft").orElseThrow());
    assertEquals(403, confirm(person, request, "00000000", "00000000").status());
    assertEquals(
        "0", confirm(person, request, "00000000", "0000 0001").text("/attemptsLeft").orElseThrow());
    assertEquals(410, confirm(person, request, Mailboxes.PRESENT, Mailboxes.NEW).status());
    assertEquals(person.id() + "@example.org", me(person.token()).text("/email").orElseThrow());
  }

  @Test
  void theCodesAreThisMembersAndLiveTenMinutes() {
    Person person = house.person();
    String request = asked(person, "mine@example.org");
    assertEquals(410, confirm(house.person(), request, Mailboxes.PRESENT, Mailboxes.NEW).status());
    aws.clock().advance(Duration.ofMinutes(10).minusMillis(1));
    assertEquals(403, confirm(person, request, Mailboxes.PRESENT, "00000000").status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(410, confirm(person, request, Mailboxes.PRESENT, Mailboxes.NEW).status());
    assertEquals(410, confirm(person, "unknown", Mailboxes.PRESENT, Mailboxes.NEW).status());
  }

  /** The request's own id opens nothing at login: its codes are kept under other hashes. */
  @Test
  void noLoginCanSpendTheseCodes() {
    Person person = house.person();
    String request = asked(person, "login@example.org");
    assertTrue(
        house.bean(CodeRequests.class).attempt(request, Mailboxes.NEW)
            instanceof CodeRequests.Try.Over);
    assertEquals(200, confirm(person, request, Mailboxes.PRESENT, Mailboxes.NEW).status());
  }

  @Test
  void ofTwoMembersWhoWantOneAddressOneGetsIt() throws Exception {
    Person one = house.person();
    Person other = house.person();
    String wanted = "coveted@example.org";
    String first = asked(one, wanted);
    String second = asked(other, wanted);
    List<Callable<Response>> calls =
        List.of(
            () -> confirm(one, first, Mailboxes.PRESENT, Mailboxes.NEW),
            () -> confirm(other, second, Mailboxes.PRESENT, Mailboxes.NEW));
    List<Integer> statuses = new ArrayList<>();
    try (var clients = Executors.newFixedThreadPool(2)) {
      for (Future<Response> done : clients.invokeAll(calls)) {
        statuses.add(done.get().status());
      }
    }
    statuses.sort(null);
    assertEquals(List.of(200, 409), statuses);
    String owner = house.bean(Members.class).withIdentity(List.of(hash(wanted))).orElseThrow();
    Person loser = owner.equals(one.id()) ? other : one;
    assertEquals(loser.id() + "@example.org", me(loser.token()).text("/email").orElseThrow());
    assertTrue(house.bean(Members.class).withIdentity(List.of(loser.identity())).isPresent());
  }

  @Test
  void sixCodesAnHourAreTooMany() {
    Person person = house.person();
    for (int i = 0; i < 5; i++) {
      assertEquals(202, ask(person, "quota" + i + "@example.org").status());
    }
    Response refused = ask(person, "quota5@example.org");
    assertEquals(429, refused.status());
    assertEquals("3600", refused.header("retry-after").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"email\":null}",
        "{\"email\":\"no\"}",
        "{\"email\":\"x@example.org\\r\\nBcc: y@example.org\"}"
      })
  void whatIsNoAddressIsRefused(String body) {
    Person person = house.person();
    Set<String> before = house.recipients(Kind.EMAIL_CODE);
    Response refused =
        house.account.call(Payload.post("/v1/me/email").json(body).bearer(person.token()));
    assertEquals(422, refused.status());
    assertEquals("/email", refused.text("/errors/0/pointer").orElseThrow());
    assertEquals(before, house.recipients(Kind.EMAIL_CODE));
  }

  @Test
  void theSameAddressStrangersAndBadCodesAreRefused() {
    Person person = house.person();
    assertEquals(422, ask(person, person.id() + "@example.org").status());
    assertEquals(
        401,
        house
            .account
            .call(Payload.post("/v1/me/email").json(Map.of("email", "x@example.org")))
            .status());
    assertEquals(
        401,
        house
            .account
            .call(
                Payload.post("/v1/me/email/x")
                    .json(Map.of("currentCode", Mailboxes.PRESENT, "newCode", Mailboxes.NEW)))
            .status());
    Response bad = confirm(person, "0123456789abcdefghjkmnpqrs", "x", "12345678");
    assertEquals(422, bad.status());
    assertEquals("/currentCode", bad.text("/errors/0/pointer").orElseThrow());
  }
}
