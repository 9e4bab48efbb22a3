package fr.actionpopulaire.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.MailCounts;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What SES tells is done once, whatever it looks like (rule D8). */
@Tag("D8")
@EmbeddedAwsTest
class FeedbackTest {

  private final TestAws aws;

  /** What other functions do: the function under test has no key of anybody. */
  private final ApplicationContext others;

  private final FeedbackFunction feedback;

  FeedbackTest(TestAws aws) {
    this.aws = aws;
    others = context("signup");
    feedback = new FeedbackFunction(context("feedback"));
  }

  private ApplicationContext context(String function) {
    return ApplicationContext.builder()
        .properties(aws.properties(function))
        .singletons(aws.clock())
        .build()
        .start();
  }

  private <T> T bean(Class<T> type) {
    return others.getBean(type);
  }

  /** A member who agreed to everything, with the address {@code <id>@example.org}. */
  String member() {
    Instant now = bean(Clock.class).instant();
    String id = RandomId.next();
    Map<Purpose, Consent> consents = new EnumMap<>(Purpose.class);
    for (Purpose purpose : Purpose.values()) {
      consents.put(purpose, new Consent(purpose, true, now, ConsentTexts.VERSION));
    }
    Account account = new Account(id, hash(id), 1, now, now, consents, true, null);
    Personal personal =
        new Personal(
            address(id), "Essai", "Exemple", "75111", null, null, List.of(), List.of(), null, null);
    assertTrue(
        bean(Store.class)
            .transact(
                bean(Members.class)
                    .create(
                        account,
                        personal,
                        PersonKey.random(),
                        RetentionRule.MEMBER.from(now),
                        "test"))
            .isWritten());
    return id;
  }

  static String address(String id) {
    return id + "@example.org";
  }

  private String hash(String id) {
    return bean(Peppers.class).hash(new EmailAddress(address(id)));
  }

  /** The id of a mail that was queued for somebody. */
  String mailTo(String member) {
    Message message =
        new Message(
            Outbox.Kind.WELCOME,
            new Outbox.Recipient.Member(member),
            member,
            Map.of(),
            bean(Clock.class).instant());
    bean(Outbox.class).queue(message);
    return message.id();
  }

  FeedbackSummary tell(JsonNode message) {
    return Handler.run(feedback, SesMessages.event(message.toString()));
  }

  private Suppressions.Mail mail(String id) {
    return bean(Suppressions.class).mail(List.of(hash(id)));
  }

  private long counted(String what) {
    return bean(Store.class)
        .get(MailCounts.key(LocalDate.ofInstant(aws.clock().instant(), java.time.ZoneOffset.UTC)))
        .map(row -> row.numberOr(what, 0))
        .orElse(0L);
  }

  @Test
  void aPermanentBounceSuppressesTheAddressOnceHoweverOftenItIsTold() {
    String member = member();
    JsonNode bounce = SesMessages.about("bounce", mailTo(member), address(member));
    long before = counted("bounced");
    assertEquals(FeedbackSummary.BOUNCE, tell(bounce));
    assertEquals(Suppressions.Mail.NOTHING, mail(member));
    var people = aws.scan("PEOPLE_TABLE");
    assertEquals(FeedbackSummary.BOUNCE, tell(bounce));
    assertEquals(people, aws.scan("PEOPLE_TABLE"));
    assertEquals(before + 1, counted("bounced"));
    assertTrue(bean(Members.class).account(member).orElseThrow().agreesTo(Purpose.NEWSLETTER));
    // The table holds the address nowhere.
    assertFalse(aws.scan("PEOPLE_TABLE").toString().contains(address(member)));
  }

  @Test
  void aComplaintWithdrawsWhatTheyAgreedToReceiveWithAReceipt() {
    String member = member();
    JsonNode complaint = SesMessages.about("complaint", mailTo(member), address(member));
    long before = counted("complained");
    assertEquals(FeedbackSummary.COMPLAINT, tell(complaint));
    assertEquals(Suppressions.Mail.OWED, mail(member));
    Account account = bean(Members.class).account(member).orElseThrow();
    assertFalse(account.eventNotices());
    for (Purpose purpose : List.of(Purpose.NEWSLETTER, Purpose.TARGETING)) {
      assertFalse(account.agreesTo(purpose), purpose.code());
      List<Row> receipts =
          bean(Members.class).receipts(member).stream()
              .filter(receipt -> receipt.text("purpose").equals(purpose.code()))
              .toList();
      assertEquals(2, receipts.size());
      assertEquals(
          List.of(false),
          receipts.stream()
              .filter(receipt -> receipt.text("origin").equals("complaint"))
              .map(receipt -> receipt.flag("granted"))
              .toList());
    }
    for (Purpose purpose : List.of(Purpose.ACCOUNT, Purpose.CALLS, Purpose.REUSE)) {
      assertTrue(account.agreesTo(purpose), purpose.code());
    }
    var people = aws.scan("PEOPLE_TABLE");
    assertEquals(FeedbackSummary.COMPLAINT, tell(complaint));
    assertEquals(people, aws.scan("PEOPLE_TABLE"));
    assertEquals(before + 1, counted("complained"));
  }

  @Test
  void aComplaintOfSomebodyWithoutAccountSuppressesCampaignMail() {
    String nobody = RandomId.next();
    assertEquals(
        FeedbackSummary.COMPLAINT,
        tell(SesMessages.about("complaint", mailTo(nobody), address(nobody))));
    assertEquals(Suppressions.Mail.OWED, mail(nobody));
  }

  @Test
  void whatPassesChangesNothing() {
    String member = member();
    String id = mailTo(member);
    ObjectNode undetermined = SesMessages.about("bounce", id, address(member));
    ((ObjectNode) undetermined.get("bounce")).put("bounceType", "Undetermined");
    ObjectNode suppressed = SesMessages.about("bounce", id, address(member));
    ((ObjectNode) suppressed.get("bounce")).put("bounceSubType", "OnAccountSuppressionList");
    ObjectNode notSpam = SesMessages.about("complaint", id, address(member));
    ((ObjectNode) notSpam.get("complaint")).put("complaintFeedbackType", "not-spam");
    ObjectNode delivery = SesMessages.about("bounce", id, address(member));
    delivery.put("eventType", "Delivery");
    var before = aws.scan("PEOPLE_TABLE");
    for (JsonNode message :
        List.of(
            SesMessages.about("bounce-transient", id, address(member)),
            undetermined,
            suppressed,
            notSpam,
            delivery)) {
      assertEquals(FeedbackSummary.IGNORED, tell(message), message.toString());
    }
    assertEquals(before, aws.scan("PEOPLE_TABLE"));
  }

  @Test
  void aMailThatIsNotOursChangesNothing() {
    String member = member();
    var before = aws.scan("PEOPLE_TABLE");
    ObjectNode untagged = SesMessages.about("complaint", mailTo(member), address(member));
    ((ObjectNode) untagged.get("mail")).remove("tags");
    assertEquals(FeedbackSummary.IGNORED, tell(untagged));
    assertEquals(
        FeedbackSummary.IGNORED,
        tell(SesMessages.about("complaint", "welcome-" + "f".repeat(64), address(member))));
    assertEquals(before, aws.scan("PEOPLE_TABLE"));
  }

  @Test
  @Tag("F16")
  void whatCannotBeReadFailsAfterTheRestAndIsLoggedNowhere() {
    String member = member();
    String good = SesMessages.about("bounce", mailTo(member), address(member)).toString();
    String unreadable = SesMessages.sample("complaint-unreadable-bad").asText();
    ObjectNode noAddress = SesMessages.about("bounce", mailTo(member), "Secret Person <x>");
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    RuntimeException failure;
    try {
      failure =
          assertThrows(
              RuntimeException.class,
              () ->
                  Handler.run(
                      feedback,
                      SesMessages.event(
                          null, unreadable, "null", "[]", noAddress.toString(), good)));
    } finally {
      System.setOut(before);
    }
    assertEquals("5 of 6 not taken", failure.getMessage());
    assertEquals(Suppressions.Mail.NOTHING, mail(member), "the rest is taken");
    String said = log.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("failed 5"), said);
    for (String personal : List.of("sample@example", "Secret Person", address(member), member)) {
      assertFalse(said.contains(personal), said);
    }
  }

  /** The failure is logged with its causes. */
  @Test
  void aPayloadThatIsNoneIsNotQuoted() {
    String payload = "{\"Records\":\"sample@example.org\"}";
    RuntimeException failure =
        assertThrows(
            RuntimeException.class,
            () -> Handler.wake(feedback, new ObjectMapper().readTree(payload)));
    assertEquals("Payload not read: SerdeException", failure.getMessage());
    assertNull(failure.getCause());
  }

  @Test
  void itCostsWhatTheDocumentsSay() {
    String member = member();
    String id = mailTo(member);
    // The first event reads the pepper, which is no request to DynamoDB.
    aws.meter().reset();
    tell(SesMessages.about("complaint", id, address(member)));
    assertEquals(
        Map.of("GetItem", 4, "TransactWriteItems", 2, "UpdateItem", 2), aws.meter().byOperation());
    aws.meter().reset();
    tell(SesMessages.about("complaint", id, address(member)));
    assertEquals(
        Map.of("GetItem", 3, "TransactWriteItems", 1, "UpdateItem", 1), aws.meter().byOperation());
  }
}
