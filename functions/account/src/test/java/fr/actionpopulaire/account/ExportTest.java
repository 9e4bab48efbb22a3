package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Presences;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything on the person, nothing on others (CNIL A16). */
@EmbeddedAwsTest
class ExportTest {

  private final TestAws aws;
  private final Household house;

  ExportTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  private Response export(String token) {
    return house.account.call(Payload.get("/v1/me/export").bearer(token));
  }

  private void patch(Person person, String body) {
    assertEquals(
        200,
        house
            .account
            .call(
                Payload.patch("/v1/me")
                    .body("application/json", body.getBytes(StandardCharsets.UTF_8))
                    .header("if-match", "*")
                    .bearer(person.token()))
            .status());
  }

  @Test
  @Tag("A16")
  void everythingOnThePersonAndNothingOnAnother() {
    Person one = house.person(Set.of(Purpose.ACCOUNT, Purpose.NEWSLETTER), "+33100000001", null);
    patch(
        one,
        "{\"firstName\":\"Unetelle\",\"lastName\":\"Unique\",\"commune\":\"29019\","
            + "\"skills\":[\"sign-language\"],\"interests\":[\"voile\"],\"radiusKm\":17}");
    Person two = house.person(Set.of(Purpose.ACCOUNT, Purpose.CALLS), "+33199999999", null);
    patch(
        two,
        "{\"firstName\":\"Autretel\",\"lastName\":\"Secret\",\"commune\":\"13201\","
            + "\"skills\":[\"cooking\"],\"interests\":[\"macramé\"],\"radiusKm\":83,"
            + "\"hours\":\"07:10-07:20\"}");
    house.endorse(hash(one), "source-un", Endorsements.Basis.ENDORSER);
    house.endorse(hash(two), "source-deux", Endorsements.Basis.ENDORSER);
    Event answered = house.event(two, "Titre de l’autre", Duration.ofDays(2));
    Event own = house.event(one, "Titre à moi", Duration.ofDays(4));
    Answers answers = house.bean(Answers.class);
    answers.answer(answered, one.id(), 3);
    Presences presences = house.bean(Presences.class);
    presences.note(answered, presences.roll(answered).getFirst(), 2);
    answers.answer(own, two.id(), 7);
    String report = RandomId.next();
    Decision decision = decided(report, own, one.id(), "Faits qui me concernent");
    Decision foreign = decided(RandomId.next(), answered, two.id(), "Faits d’autrui");
    queue(Outbox.Kind.WELCOME, one.id(), one.id());
    queue(Outbox.Kind.WELCOME, two.id(), two.id());
    queue(Outbox.Kind.STATEMENT_OF_REASONS, one.id(), decision.id());
    Decision later =
        Verdicts.about(
            house,
            RandomId.next(),
            own,
            one.id(),
            "Faits revus",
            new Decision.OnAppeal(RandomId.next(), decision.id(), house.now()));
    queue(Outbox.Kind.APPEAL_DECIDED, one.id(), Appeals.reason(later, Party.AUTHOR));

    Response copy = export(one.token());

    assertEquals(200, copy.status(), copy::body);
    assertEquals(
        "attachment; filename=\"mes-donnees.json\"",
        copy.header("content-disposition").orElseThrow());
    assertEquals("no-store", copy.header("cache-control").orElseThrow());
    for (String mine :
        List.of(
            one.id(),
            one.id() + "@example.org",
            "Unetelle",
            "Unique",
            "29019",
            "sign-language",
            "voile",
            "\"radiusKm\":17",
            "+33100000001",
            "source-un",
            "Titre à moi",
            "On prépare la semaine.",
            own.id(),
            answered.id(),
            decision.id(),
            "Faits qui me concernent",
            "newsletter",
            "2026-11",
            "Je veux recevoir par courriel",
            "welcome",
            "statement-of-reasons",
            "appeal-decided",
            "2026-11-21T10:00:00Z")) {
      assertTrue(copy.body().contains(mine), mine);
    }
    for (String theirs :
        List.of(
            two.id(),
            two.identity(),
            one.identity(),
            hash(one),
            hash(two),
            "Autretel",
            "Secret",
            "13201",
            "cooking",
            "macramé",
            "\"radiusKm\":83",
            "+33199999999",
            "07:10",
            "source-deux",
            "Titre de l’autre",
            foreign.id(),
            "Faits d’autrui",
            report,
            "reporter@example.org",
            "Moderator",
            two.token(),
            one.token().substring(27))) {
      assertFalse(copy.body().contains(theirs), theirs);
    }
    assertEquals("confirmed", copy.text("/answers/0/status").orElseThrow());
    assertEquals("3", copy.text("/answers/0/guests").orElseThrow());
    assertEquals("2", copy.text("/answers/0/present").orElseThrow());
    assertEquals(2, copy.json().at("/receipts").size());
    assertEquals(1, copy.json().at("/answers").size());
    assertEquals(1, copy.json().at("/events").size());
    assertEquals(2, copy.json().at("/decisions").size());
    assertEquals(1, copy.json().at("/sessions").size());
    assertEquals(3, copy.json().at("/mails").size());
    assertEquals("endorser", copy.text("/endorsement/0/basis").orElseThrow());
    assertEquals(4, copy.json().at("/elsewhere").size());
    // Positive control: the other's own copy holds what this one must not.
    assertTrue(export(two.token()).body().contains("macramé"));
  }

  @Test
  @Tag("A23")
  void eachCopyIsALineOfTheAuditTrail() {
    Person person = house.person();
    int before = aws.scan("AUDIT_TABLE").size();
    assertEquals(200, export(person.token()).status());
    var lines = aws.scan("AUDIT_TABLE");
    // And the one by which the person finds it.
    assertEquals(before + 2, lines.size());
    var own =
        house.naming("AUDIT_TABLE", person.id()).stream()
            .filter(item -> Household.text(item, "pk").startsWith("A#"))
            .toList();
    assertEquals(1, own.size());
    var line = own.getFirst();
    assertEquals("export", Household.text(line, "action"));
    assertEquals("function:account", Household.text(line, "actor"));
  }

  @Test
  void onlyForOneselfAndAlsoWhileSuspended() {
    assertEquals(401, house.account.call(Payload.get("/v1/me/export")).status());
    assertEquals(403, export(house.verified()).status());
    Person suspended =
        house.person(Set.of(Purpose.ACCOUNT), null, house.now().plus(Duration.ofDays(3)));
    aws.meter().reset();
    assertEquals(200, export(suspended.token()).status());
    assertEquals(
        Map.of("BatchGetItem", 2, "GetItem", 4, "Query", 8, "TransactWriteItems", 1),
        aws.meter().byOperation());
    Response page =
        house.account.call(
            Payload.get("/compte")
                .header("accept", "text/html")
                .cookie("__Host-session", suspended.token()));
    assertTrue(page.body().contains("href=\"/v1/me/export\""));
  }

  /** Answers and events are read together, however many there are. */
  @Test
  void manyAnswersAndEventsTakeAsManyRequestsAsOne() {
    Person person = house.person();
    Person other = house.person();
    List<Map<String, Integer>> requests = new ArrayList<>();
    for (int count = 1; count <= 5; count++) {
      Event answered = house.event(other, "Titre " + count, Duration.ofDays(count));
      house.bean(Answers.class).answer(answered, person.id(), 0);
      house.event(person, "À moi " + count, Duration.ofDays(count));
      aws.meter().reset();
      Response copy = export(person.token());
      requests.add(aws.meter().byOperation());
      assertEquals(count, copy.json().at("/answers").size());
      assertEquals(count, copy.json().at("/events").size());
      assertTrue(copy.body().contains("À moi " + count));
    }
    assertEquals(1, Set.copyOf(requests).size(), requests::toString);
  }

  /**
   * What was decided is told with the certificate too: it stays, under an id that leads nowhere.
   */
  @Test
  @Tag("A17")
  void theCertificateNamesWhatWasDecidedAndUntilWhenItStays() {
    Person person = house.person();
    Event own = house.event(person, "Titre", Duration.ofDays(4));
    decided(RandomId.next(), own, person.id(), "Faits");
    aws.clock().advance(Duration.ofDays(1));
    Response certificate = house.account.call(Payload.delete("/v1/me").bearer(person.token()));
    assertEquals(200, certificate.status(), certificate::body);
    var remains = certificate.json().at("/remains");
    var last = remains.get(remains.size() - 1);
    assertEquals("decision", last.get("what").asText());
    assertEquals("2027-11-21", last.get("until").asText());
    assertTrue(certificate.body().contains("\"audit-trail\""));
  }

  private String hash(Person person) {
    return house.bean(Peppers.class).hash(new EmailAddress(person.id() + "@example.org"));
  }

  private Decision decided(String report, Event event, String author, String facts) {
    return Verdicts.about(house, report, event, author, facts, null);
  }

  private void queue(Outbox.Kind kind, String member, String reason) {
    house
        .bean(Outbox.class)
        .queue(new Message(kind, new Recipient.Member(member), reason, Map.of(), house.now()));
  }
}
