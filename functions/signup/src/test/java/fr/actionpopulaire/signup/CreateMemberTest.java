package fr.actionpopulaire.signup;

import static fr.actionpopulaire.signup.Newcomer.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@EmbeddedAwsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreateMemberTest {

  private static final List<String> TABLES =
      List.of(
          "PEOPLE_TABLE", "KEYS_TABLE", "EPHEMERAL_TABLE", "OUTBOX_TABLE", "ENDORSEMENTS_TABLE");

  private final AtomicInteger addresses = new AtomicInteger();
  private final TestAws aws;
  private final Newcomer somebody;

  CreateMemberTest(TestAws aws) {
    this.aws = aws;
    somebody = new Newcomer(aws);
  }

  private String freshToken() {
    return somebody.token("new" + addresses.incrementAndGet() + "@example.org");
  }

  @Test
  void anEndorserActivatesWithoutDeclaringAnything() {
    somebody.endorse("endorser@example.org");
    String token = somebody.token("endorser@example.org");
    Response answer = somebody.create(token, Newcomer.toldWithout("endorses"));
    assertEquals(201, answer.status(), answer::body);
    assertEquals("/v1/me", answer.header("location").orElseThrow());
    assertEquals("\"1\"", answer.header("etag").orElseThrow());
    assertEquals(token.substring(0, 26), answer.text("/id").orElseThrow());
    assertEquals("endorser@example.org", answer.text("/email").orElseThrow());
    assertEquals("Camille", answer.text("/firstName").orElseThrow());
    assertEquals("59350", answer.text("/commune").orElseThrow());
    assertEquals(5, answer.json().get("consents").size());
    assertEquals("account", answer.text("/consents/0/purpose").orElseThrow());
    assertEquals("true", answer.text("/consents/0/granted").orElseThrow());
    assertEquals("false", answer.text("/consents/1/granted").orElseThrow());
    assertEquals("2026-11-21T10:00:00Z", answer.text("/consents/0/at").orElseThrow());
    assertTrue(answer.text("/deletesBecause").orElseThrow().contains("fin de la campagne"));
    LocalDate deletesOn = LocalDate.parse(answer.text("/deletesOn").orElseThrow());
    assertEquals(lastBallot().plusDays(1), deletesOn);
  }

  @Test
  void aStrangerMustDeclareTheirSupport() {
    String token = freshToken();
    List<Object> before = everything();
    Response refused = somebody.create(token, Newcomer.told("endorses", false));
    assertEquals(403, refused.status());
    assertEquals("/problems/not-endorsed", refused.text("/type").orElseThrow());
    assertEquals(before, everything());
    assertEquals(201, somebody.create(token, Newcomer.told()).status());
  }

  @Test
  void theTokenStaysTheSameAndBecomesTheMembers() {
    String token = freshToken();
    somebody.create(token, Newcomer.told());
    Holder holder = somebody.context.getBean(Sessions.class).holder(token);
    assertEquals(Holder.SignedIn.class, holder.getClass());
    assertFalse(
        aws.scan("EPHEMERAL_TABLE").stream()
            .filter(item -> attribute(item, "pk").s().equals("M#" + token.substring(0, 26)))
            .anyMatch(item -> item.containsKey("address") || item.containsKey("identity")));
  }

  @Test
  void theSecondTimeIsAConflict() {
    String token = freshToken();
    somebody.create(token, Newcomer.told());
    Response again = somebody.create(token, Newcomer.told());
    assertEquals(409, again.status());
    assertEquals("/problems/already-member", again.text("/type").orElseThrow());
  }

  @Test
  void oneAddressHasOneAccountHoweverManyBrowsersTryAtOnce() {
    List<String> tokens =
        Stream.generate(() -> somebody.token("twins@example.org")).limit(4).toList();
    Map<Integer, Long> statuses =
        tokens.parallelStream()
            .map(token -> somebody.create(token, Newcomer.told()).status())
            .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    assertEquals(Map.of(201, 1L, 409, 3L), statuses);
  }

  @Test
  @Tag("F6")
  void nothingAboutThePersonLiesInClear() {
    String token = somebody.token("clearly.visible@example.org");
    Map<String, Object> told = Newcomer.told("firstName", "Philippine");
    told.put("lastName", "Désirée-Lointaine");
    told.put("consents", Map.of("account", true, "calls", true));
    told.put("phone", "0612345678");
    told.put("hours", "18:00-20:30");
    assertEquals(201, somebody.create(token, told).status());
    for (String table : TABLES) {
      String stored = aws.scan(table).toString();
      for (String secret :
          List.of(
              "clearly", "Philippine", "Lointaine", "0612345678", "18:00", token.substring(27))) {
        assertFalse(stored.contains(secret), table);
      }
    }
  }

  @Test
  @Tag("A1")
  @Tag("A9")
  void everyGrantedPurposeHasAReceiptAndNoOther() {
    String token = freshToken();
    Map<String, Object> told =
        Newcomer.told("consents", Map.of("account", true, "newsletter", true, "reuse", false));
    somebody.create(token, told);
    List<Map<String, AttributeValue>> receipts =
        aws.scan("PEOPLE_TABLE").stream()
            .filter(item -> attribute(item, "pk").s().equals("M#" + token.substring(0, 26)))
            .filter(item -> attribute(item, "sk").s().startsWith("C#"))
            .toList();
    assertEquals(
        List.of("account", "newsletter"),
        receipts.stream().map(item -> attribute(item, "purpose").s()).sorted().toList());
    for (Map<String, AttributeValue> receipt : receipts) {
      assertEquals("2026-11", attribute(receipt, "textVersion").s());
      assertEquals("signup-api-declared", attribute(receipt, "origin").s());
      assertTrue(attribute(receipt, "granted").bool());
      assertEquals("1795255200000", attribute(receipt, "at").n());
    }
  }

  @Test
  void welcomeIsQueuedOnceByIdOnly() {
    String token = freshToken();
    String id = token.substring(0, 26);
    somebody.create(token, Newcomer.told());
    List<Map<String, AttributeValue>> welcomes =
        aws.scan("OUTBOX_TABLE").stream()
            .filter(item -> attribute(item, "kind").s().equals("WELCOME"))
            .filter(item -> attribute(item, "recipient").s().equals(id))
            .toList();
    assertEquals(1, welcomes.size());
    assertEquals("PENDING", attribute(welcomes.getFirst(), "state").s());
  }

  @Test
  void reuseKeepsAYearAndSaysSoOnlyWhenThatIsLater() {
    Response answer =
        somebody.create(
            freshToken(), Newcomer.told("consents", Map.of("account", true, "reuse", true)));
    LocalDate year = LocalDate.of(2027, 11, 21);
    LocalDate expected = year.isAfter(lastBallot()) ? year : lastBallot().plusDays(1);
    assertEquals(expected, LocalDate.parse(answer.text("/deletesOn").orElseThrow()));
    assertTrue(answer.text("/deletesBecause").orElseThrow().contains("recontacté"));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("/firstName", Newcomer.toldWithout("firstName")),
        Arguments.of("/firstName", Newcomer.told("firstName", "<b>Camille</b>")),
        Arguments.of("/firstName", Newcomer.told("firstName", "Camille\r\nBcc: x@example.org")),
        Arguments.of("/firstName", Newcomer.told("firstName", "a".repeat(61))),
        Arguments.of("/lastName", Newcomer.told("lastName", "'; DROP TABLE members; --")),
        Arguments.of("/lastName", Newcomer.told("lastName", "")),
        Arguments.of("/commune", Newcomer.told("commune", "99999")),
        Arguments.of("/commune", Newcomer.told("commune", "<script>")),
        Arguments.of("/commune", Newcomer.toldWithout("commune")),
        Arguments.of("/over15", Newcomer.told("over15", false)),
        Arguments.of("/over15", Newcomer.toldWithout("over15")),
        Arguments.of("/consents/account", Newcomer.told("consents", Map.of())),
        Arguments.of("/consents/account", Newcomer.toldWithout("consents")),
        Arguments.of("/consents/account", Newcomer.told("consents", Map.of("account", false))),
        Arguments.of("/consents", Newcomer.told("consents", Map.of("account", true, "ads", true))),
        Arguments.of("/textVersion", Newcomer.told("textVersion", "2026-10")),
        Arguments.of("/textVersion", Newcomer.toldWithout("textVersion")),
        Arguments.of("/phone", Newcomer.told("consents", Map.of("account", true, "calls", true))),
        Arguments.of("/hours", calls("0612345678", null)),
        Arguments.of("/hours", calls("0612345678", "20:00-18:00")),
        Arguments.of("/phone", calls("call me", "18:00-20:00")),
        Arguments.of("/phone", Newcomer.told("phone", "0612345678")),
        Arguments.of(
            "/over17", Newcomer.told("consents", Map.of("account", true, "targeting", true))));
  }

  private static Map<String, Object> calls(String phone, @Nullable String hours) {
    Map<String, Object> told = Newcomer.told("consents", Map.of("account", true, "calls", true));
    told.put("phone", phone);
    if (hours != null) {
      told.put("hours", hours);
    }
    return told;
  }

  @ParameterizedTest
  @MethodSource("faults")
  @Tag("A9")
  @Tag("A21")
  void aFaultIsNamedAndNothingIsStored(String pointer, Map<String, Object> told) {
    String token = freshToken();
    List<Object> before = everything();
    Response refused = somebody.create(token, told);
    assertEquals(422, refused.status(), refused::body);
    assertEquals("application/problem+json", refused.header("content-type").orElseThrow());
    assertEquals(pointer, refused.text("/errors/0/pointer").orElseThrow(), refused::body);
    assertFalse(refused.body().contains("DROP"));
    assertEquals(before, everything());
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void aWrongTypeIsRefused(Map<String, Object> told) {
    String token = freshToken();
    List<Object> before = everything();
    Response refused = somebody.create(token, told);
    assertTrue(refused.status() == 400 || refused.status() == 422, refused::body);
    assertEquals(before, everything());
  }

  static Stream<Map<String, Object>> wrongTypes() {
    return Stream.of(
        Newcomer.told("over15", "true"),
        Newcomer.told("over15", 1),
        Newcomer.told("consents", Map.of("account", "true")),
        Newcomer.told("consents", Map.of("account", 1)),
        Newcomer.told("consents", List.of("account")),
        Newcomer.told("firstName", List.of("Camille")),
        Newcomer.told("firstName", 5),
        Newcomer.told("endorses", "yes"),
        Newcomer.told("isAdmin", true));
  }

  @Test
  void callsAndTargetingWithWhatTheyNeed() {
    Map<String, Object> told = new HashMap<>(calls("+33 6 12 34 56 78", "18h-20h30"));
    told.put("consents", Map.of("account", true, "calls", true, "targeting", true));
    told.put("over17", true);
    assertEquals(201, somebody.create(freshToken(), told).status());
  }

  @Test
  void whatIsSaidOfTheAgeIsKeptSealedWithTheMember() {
    for (boolean said : List.of(true, false)) {
      Response answer = somebody.create(freshToken(), Newcomer.told("over17", said));
      assertEquals(201, answer.status(), answer::body);
      Members members = somebody.context.getBean(Members.class);
      Member member = members.find(answer.text("/id").orElseThrow()).orElseThrow();
      assertEquals(said, Boolean.TRUE.equals(member.personal().over17()));
    }
    assertFalse(aws.scan("PEOPLE_TABLE").toString().contains("over17"));
  }

  @Test
  void wholeCitiesAndOverseasAreCommunes() {
    for (String code : List.of("75056", "69123", "13055", "75111", "2A004", "97411", "98818")) {
      assertEquals(201, somebody.create(freshToken(), Newcomer.told("commune", code)).status());
    }
  }

  private LocalDate lastBallot() {
    String ballots = aws.environment("signup").getOrDefault("BALLOTS", "");
    return LocalDate.parse(ballots.substring(ballots.lastIndexOf(',') + 1).strip());
  }

  private List<Object> everything() {
    return TABLES.stream()
        .<Object>map(table -> Map.of(table, List.copyOf(aws.scan(table))))
        .toList();
  }
}
