package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Rights with nothing but a proved address, and opposition of members (GDPR 15, 17, 21). */
@EmbeddedAwsTest
class RightsTest {

  private static final String HOST = "network.example.org";

  private final TestAws aws;
  private final Household house;

  RightsTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  private Response wish(String token, String wish) {
    return house.account.call(Payload.post("/v1/rights").json(Map.of("wish", wish)).bearer(token));
  }

  private static List<String> fields(Response answer) {
    List<String> names = new ArrayList<>();
    answer.json().fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  @Tag("A16")
  void anEndorserIsToldWhatIsKeptAndAStrangerThatNothingIs() {
    house.endorse("endorser@example.org", "salon du livre");
    String token = house.verified("endorser@example.org");
    aws.meter().reset();
    Response known = wish(token, "access");
    assertEquals(200, known.status(), known::body);
    assertEquals(Map.of("BatchGetItem", 1, "GetItem", 2), aws.meter().byOperation());
    assertEquals("true", known.text("/known").orElseThrow());
    assertEquals("adherent", known.text("/endorsements/0/basis").orElseThrow());
    assertEquals("2026-10-01T08:00:00Z", known.text("/endorsements/0/collectedAt").orElseThrow());
    assertEquals("salon du livre", known.text("/endorsements/0/source").orElseThrow());
    assertEquals("activation-7", known.text("/endorsements/0/noticeVersion").orElseThrow());
    assertEquals("endorsement", known.text("/remains/0/what").orElseThrow());
    assertEquals("2027-05-03", known.text("/remains/0/until").orElseThrow());

    Response unknown = wish(house.verified("stranger@example.org"), "access");
    assertEquals(200, unknown.status());
    assertEquals("false", unknown.text("/known").orElseThrow());
    assertEquals(fields(known), fields(unknown));
    assertEquals(0, unknown.json().at("/endorsements").size());
    assertFalse(known.body().contains("example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"erase", "object"})
  @Tag("A2")
  @Tag("A14")
  @Tag("A17")
  void theHashGoesAndNoImportBringsItBack(String wish) {
    String hash = house.endorse(wish + "@example.org", "marché");
    String other = house.endorse("other-" + wish + "@example.org", "marché");
    assertFalse(house.bean(Suppressions.class).isSuppressed(hash));
    String token = house.verified(wish + "@example.org");
    aws.meter().reset();
    Response done = wish(token, wish);
    assertEquals(200, done.status(), done::body);
    assertEquals(
        Map.of("BatchGetItem", 1, "GetItem", 2, "TransactWriteItems", 1),
        aws.meter().byOperation());
    assertEquals("false", done.text("/known").orElseThrow());
    assertEquals("endorsement", done.text("/deleted/0/what").orElseThrow());
    assertEquals("1", done.text("/deleted/0/count").orElseThrow());
    assertEquals("suppression-hash", done.text("/remains/0/what").orElseThrow());
    assertFalse(house.bean(Endorsements.class).isEligible(List.of(hash)));
    assertTrue(house.bean(Endorsements.class).isEligible(List.of(other)));
    // The one question an import asks before it stores anything.
    assertEquals(Set.of(hash), house.bean(Suppressions.class).suppressed(List.of(hash, other)));
    assertEquals(1, house.naming("JOURNAL_TABLE", hash).size());

    Response again = wish(token, wish);
    assertEquals(200, again.status());
    assertEquals(0, again.json().at("/deleted").size());
    Response told = wish(token, "access");
    assertEquals("false", told.text("/known").orElseThrow());
    assertEquals("2026-11-21T10:00:00Z", told.text("/opposedSince").orElseThrow());
    assertEquals(fields(done), fields(told));
    assertTrue(
        aws.scan("EPHEMERAL_TABLE").stream()
            .filter(item -> Household.text(item, "pk").equals("M#" + token.substring(0, 26)))
            .noneMatch(item -> new Row(item).flag("eligible")));
  }

  /** After a new pepper was switched to, what was kept before lies under the former one. */
  @Test
  @Tag("A16")
  @Tag("A17")
  void underEveryPepperItIsToldAndGoes() {
    String email = "before@example.org";
    String former = house.endorse(email, "marché");
    String secretId = String.valueOf(aws.properties("account").get("peppers.secret"));
    SecretsManagerClient secrets = house.bean(SecretsManagerClient.class);
    String one = secrets.getSecretValue(get -> get.secretId(secretId)).secretString();
    String two =
        one.replaceFirst("\"version\": ?\"1\"", "\"version\":\"2\"")
            .replaceFirst("}$", ",\"pepper2\":\"" + "2".repeat(64) + "\"}");
    try {
      secrets.putSecretValue(put -> put.secretId(secretId).secretString(two));
      Household after = new Household(aws);
      assertNotEquals(former, after.bean(Peppers.class).hash(new EmailAddress(email)));
      String token = after.verified(email);
      Payload wish = Payload.post("/v1/rights").bearer(token);
      Response told = after.account.call(wish.json(Map.of("wish", "access")));
      assertEquals("true", told.text("/known").orElseThrow(), told::body);
      Response gone = after.account.call(wish.json(Map.of("wish", "erase")));
      assertEquals("1", gone.text("/deleted/0/count").orElseThrow(), gone::body);
      assertFalse(after.bean(Endorsements.class).isEligible(List.of(former)));
      assertTrue(after.bean(Suppressions.class).isSuppressed(former));
    } finally {
      secrets.putSecretValue(put -> put.secretId(secretId).secretString(one));
    }
  }

  /** Another campaign's deployment knows the same address under another hash: no file joins. */
  @Test
  @Tag("A4")
  void anotherCampaignsFileAnswersNothing() {
    EmailAddress address = new EmailAddress("campaigns@example.org");
    String here = house.endorse(address.value(), "salon");
    Map<String, Object> elsewhere = new HashMap<>(aws.properties("account"));
    elsewhere.put("campaign.id", "another-campaign");
    try (ApplicationContext other =
        ApplicationContext.builder().properties(elsewhere).singletons(aws.clock()).start()) {
      String there = other.getBean(Peppers.class).hash(address);
      assertNotEquals(here, there);
      assertFalse(other.getBean(Endorsements.class).isEligible(List.of(there)));
    }
    assertTrue(house.bean(Endorsements.class).isEligible(List.of(here)));
  }

  /** Somebody we know nothing of may oppose beforehand. */
  @Test
  @Tag("A14")
  void aStrangerMayOpposeToo() {
    Response done = wish(house.verified("nobody@example.org"), "object");
    assertEquals(200, done.status());
    assertEquals(0, done.json().at("/deleted").size());
    assertEquals("2026-11-21T10:00:00Z", done.text("/opposedSince").orElseThrow());
    String hash = house.bean(Peppers.class).hash(new EmailAddress("nobody@example.org"));
    assertTrue(house.bean(Suppressions.class).isSuppressed(hash));
  }

  @Test
  void withoutAProvedAddressNothingIsTold() {
    assertEquals(
        401,
        house.account.call(Payload.post("/v1/rights").json(Map.of("wish", "access"))).status());
    assertEquals(401, wish("nonsense", "erase").status());
    String token = house.verified("late@example.org");
    aws.clock().advance(Duration.ofDays(2).minusMillis(1));
    assertEquals(200, wish(token, "access").status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(401, wish(token, "access").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"wish\":null}", "{\"wish\":\"\"}", "{\"wish\":\"everything\"}"})
  void anotherWishIsRefused(String body) {
    Response refused =
        house.account.call(
            Payload.post("/v1/rights").json(body).bearer(house.verified("wish@example.org")));
    assertEquals(422, refused.status());
    assertEquals("/wish", refused.text("/errors/0/pointer").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"wish\":1}", "{\"wish\":\"access\",\"more\":1}"})
  void whatIsNoWishIsMalformed(String body) {
    assertEquals(
        400,
        house
            .account
            .call(Payload.post("/v1/rights").json(body).bearer(house.verified("bad@example.org")))
            .status());
  }

  @Test
  @Tag("A14")
  void aMemberOpposesOnceAndNothingWaitsToBeSent() {
    Person person =
        house.person(
            Set.of(Purpose.ACCOUNT, Purpose.NEWSLETTER, Purpose.REUSE, Purpose.TARGETING),
            null,
            null);
    Event event = house.event(house.person(), 5, Duration.ofDays(2));
    house.bean(Answers.class).answer(event, person.id(), 0);
    queue(Outbox.Kind.WELCOME, person.id(), person.id());
    Person other = house.person();
    queue(Outbox.Kind.WELCOME, other.id(), other.id());

    Response done = wish(person.token(), "object");

    assertEquals(200, done.status(), done::body);
    assertEquals("queued-messages", done.text("/deleted/0/what").orElseThrow());
    assertEquals("1", done.text("/deleted/0/count").orElseThrow());
    var account = house.bean(Members.class).account(person.id()).orElseThrow();
    assertFalse(account.eventNotices());
    for (Purpose purpose : Purpose.values()) {
      assertEquals(purpose == Purpose.ACCOUNT, account.agreesTo(purpose), purpose.code());
    }
    assertEquals(List.of(), house.naming("OUTBOX_TABLE", person.id()));
    assertEquals(1, house.naming("OUTBOX_TABLE", other.id()).size());
    assertEquals(200, wish(person.token(), "object").status());
    for (String elsewhere : List.of("access", "erase")) {
      Response refused = wish(person.token(), elsewhere);
      assertEquals(409, refused.status());
      assertEquals("/problems/already-member", refused.text("/type").orElseThrow());
    }
    assertTrue(house.bean(Members.class).account(person.id()).isPresent());
  }

  private void queue(Outbox.Kind kind, String member, String reason) {
    house
        .bean(Outbox.class)
        .queue(new Message(kind, new Recipient.Member(member), reason, Map.of(), house.now()));
  }

  @Test
  @Tag("A14")
  void threeButtonsDoTheSameWithoutAccount() {
    String hash = house.endorse("page@example.org", "tractage <b>");
    String token = house.verified("page@example.org");
    Response visitor = page(Payload.get("/vos-droits"));
    assertEquals(200, visitor.status());
    assertTrue(visitor.body().contains("href=\"/inscription\""));
    Response form = page(Payload.get("/vos-droits").cookie("__Host-session", token));
    assertTrue(form.body().contains("value=\"erase\""));
    Response told = press(token, "access");
    assertEquals(200, told.status());
    assertTrue(told.body().contains("1er octobre 2026"), told::body);
    assertFalse(told.body().contains("<b>"));
    assertEquals(422, press(token, "<script>").status());
    assertTrue(house.bean(Endorsements.class).isEligible(List.of(hash)));
    assertTrue(press(token, "erase").body().contains("la trace chiffrée de votre soutien (1)"));
    assertFalse(house.bean(Endorsements.class).isEligible(List.of(hash)));
    assertEquals(303, press("nonsense", "erase").status());
    assertEquals(
        "/compte", press(house.person().token(), "erase").header("location").orElseThrow());
  }

  private Response press(String token, String wish) {
    return page(
        Payload.post("/vos-droits")
            .form(Map.of("souhait", wish))
            .header("origin", "https://" + HOST)
            .cookie("__Host-session", token));
  }

  private Response page(Payload payload) {
    return house.account.call(payload.host(HOST).header("accept", "text/html"));
  }
}
