package fr.actionpopulaire.rekey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Endorsements.Basis;
import fr.actionpopulaire.dynamodb.Endorsements.Endorsement;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@EmbeddedAwsTest
@Tag("A2")
@Tag("A3")
class RekeyTest {

  static final String FIRST = "{\"version\":\"1\",\"pepper1\":\"" + "1".repeat(64) + "\"}";
  static final String SWITCHED =
      "{\"version\":\"2\",\"pepper1\":\""
          + "1".repeat(64)
          + "\",\"pepper2\":\""
          + "2".repeat(64)
          + "\"}";

  private static final Personal SEALED =
      new Personal(
          "x@example.org", "X", "X", "59350", null, null, List.of(), List.of(), null, null);

  private final TestAws aws;
  private ApplicationContext context;

  RekeyTest(TestAws aws) {
    this.aws = aws;
    context = start();
  }

  @BeforeEach
  void theFirstPepperAlone() {
    for (String table : List.of("PEOPLE_TABLE", "ENDORSEMENTS_TABLE", "AUDIT_TABLE")) {
      for (Map<String, AttributeValue> item : aws.scan(table)) {
        aws.dynamoDb()
            .deleteItem(
                delete ->
                    delete
                        .tableName(aws.table(table))
                        .key(
                            Map.of(
                                "pk", Objects.requireNonNull(item.get("pk")),
                                "sk", Objects.requireNonNull(item.get("sk")))));
      }
    }
    secret(FIRST);
  }

  private ApplicationContext start() {
    return ApplicationContext.builder()
        .properties(aws.properties("rekey"))
        .singletons(aws.clock())
        .build()
        .start();
  }

  /** Changes the secret, and starts an instance that has read it. */
  void secret(String value) {
    String id = String.valueOf(aws.properties("rekey").get("peppers.secret"));
    bean(SecretsManagerClient.class).putSecretValue(put -> put.secretId(id).secretString(value));
    context.close();
    context = start();
  }

  private <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  RekeySummary run(String sample) throws IOException {
    JsonNode payload = Payload.load("rekey/" + sample + ".json", JsonNode.class);
    JsonNode answer = Handler.wake(new RekeyFunction(context), payload);
    return new ObjectMapper().treeToValue(answer, RekeySummary.class);
  }

  private String hash(String email) {
    return bean(Peppers.class).hash(new EmailAddress(email));
  }

  void endorse(String email) {
    bean(Endorsements.class)
        .putAll(
            List.of(
                new Endorsement(
                    hash(email), Basis.ADHERENT, aws.clock().instant(), "adhésion", "2026-11")));
  }

  /**
   * The rows by which a member's address is known, without the personal data this role never sees.
   */
  Account member(String email) {
    Account account =
        new Account(
            RandomId.next(),
            hash(email),
            1,
            aws.clock().instant(),
            aws.clock().instant(),
            Map.of(),
            true,
            null);
    Deadline deadline = RetentionRule.MEMBER.from(aws.clock().instant());
    List<Write> writes =
        bean(Members.class).create(account, SEALED, PersonKey.random(), deadline, "test").stream()
            .filter(write -> write.key().table() == Table.PEOPLE)
            .toList();
    assertTrue(bean(Store.class).transact(writes).isWritten());
    return account;
  }

  void suppress(String email) {
    bean(Store.class).transact(Suppressions.put(hash(email), aws.clock().instant()));
  }

  @Test
  void everyHashMovesOnceAndMeansTheSameAddress() throws IOException {
    endorse("endorser@example.org");
    endorse("second.endorser@example.org");
    Account account = member("member@example.org");
    suppress("gone@example.org");
    bean(Suppressions.class).bounced(hash("gone@example.org"), aws.clock().instant());
    Row before = bean(Store.class).queryAll(suppressionRows(hash("gone@example.org"))).getFirst();
    assertTrue(before.text("id").length() == 64);

    secret(SWITCHED);
    assertEquals(new RekeySummary(2, 1, 1, 0, false), run("nightly"));

    assertEquals(List.of(), hashesOfTheFirstPepper());
    assertTrue(bean(Endorsements.class).isEligible(List.of(hash("endorser@example.org"))));
    assertEquals(
        account.id(),
        bean(Members.class).withIdentity(List.of(hash("member@example.org"))).orElseThrow());
    assertEquals(
        hash("member@example.org"),
        bean(Members.class).account(account.id()).orElseThrow().identity());
    assertTrue(bean(Suppressions.class).isSuppressed(hash("gone@example.org")));
    assertEquals(
        Suppressions.Mail.NOTHING,
        bean(Suppressions.class).mail(List.of(hash("gone@example.org"))),
        "an address that bounced stays one");
    assertEquals(1, bean(Store.class).queryAll(suppressionRows(hash("gone@example.org"))).size());
  }

  @Test
  @Tag("thorough")
  void theSecondRunFindsNothing() throws IOException {
    endorse("endorser@example.org");
    member("member@example.org");
    suppress("gone@example.org");
    secret(SWITCHED);
    run("nightly");
    var people = aws.scan("PEOPLE_TABLE");
    assertEquals(new RekeySummary(0, 0, 0, 0, false), run("nightly"));
    assertEquals(people, aws.scan("PEOPLE_TABLE"));
  }

  @Test
  void withoutASecondPepperNothingIsReadOrObeyed() throws IOException {
    endorse("endorser@example.org");
    aws.meter().reset();
    assertEquals(new RekeySummary(0, 0, 0, 0, false), run("nightly-bad"));
    assertEquals(0, aws.meter().count());
    assertTrue(bean(Endorsements.class).isEligible(List.of(hash("endorser@example.org"))));
  }

  /** What the transaction is for: an erasure between reading and moving. */
  @Test
  void whatWasErasedMeanwhileDoesNotComeBack() {
    endorse("erased@example.org");
    String stored = hash("erased@example.org");
    Row row =
        bean(Endorsements.class)
            .shard(Integer.parseInt(stored.substring(0, 2), 16), 10)
            .rows()
            .getFirst();
    bean(Endorsements.class).remove(stored);
    secret(SWITCHED);
    String moved = hash("erased@example.org");
    assertFalse(bean(Store.class).transact(Endorsements.rekey(row, moved)).isWritten());
    assertFalse(bean(Endorsements.class).isEligible(List.of(stored, moved)));
  }

  @Test
  void aMemberWhoChangedMeanwhileIsKeptForTheNextRun() {
    Account read = member("busy@example.org");
    bean(Store.class).transact(List.of(Members.suspend(read, Members.INDEFINITELY)));
    secret(SWITCHED);
    Deadline deadline = RetentionRule.MEMBER.from(aws.clock().instant());
    assertFalse(
        bean(Store.class)
            .transact(Members.rekey(read, hash("busy@example.org"), deadline))
            .isWritten());
    assertEquals(read.identity(), bean(Members.class).account(read.id()).orElseThrow().identity());
  }

  @Test
  void theAuditHasALineOfNumbers() throws IOException {
    endorse("endorser@example.org");
    secret(SWITCHED);
    run("nightly");
    String audit = aws.scan("AUDIT_TABLE").toString();
    assertTrue(audit.contains("function:rekey"));
    assertFalse(audit.contains(hash("endorser@example.org")));
  }

  private static Query suppressionRows(String hash) {
    Deadline campaign = new Deadline.CampaignEnd();
    var key = ExpiryBucket.key(Table.PEOPLE, campaign, Suppressions.KIND, hash);
    return Query.prefixed(Table.PEOPLE, key.pk(), key.sk());
  }

  private List<String> hashesOfTheFirstPepper() {
    return java.util.stream.Stream.of("PEOPLE_TABLE", "ENDORSEMENTS_TABLE")
        .flatMap(table -> aws.scan(table).stream())
        .map(item -> Map.of("pk", item.get("pk"), "sk", item.get("sk")).toString())
        .filter(keys -> keys.matches("(?s).*\\b[0-9a-f]{64}(?!\\.2).*"))
        .toList();
  }
}
