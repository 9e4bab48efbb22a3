package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.StandardOutput;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The audit finds what the purge forgot, and nothing where nothing was forgotten. */
@EmbeddedAwsTest
@Tag("A5")
class LeftoverAuditTest {

  private final TestAws aws;
  private final Attic attic;

  LeftoverAuditTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
  }

  private void put(Table table, String pk, RetentionRule rule) {
    attic.store.write(
        Write.put(
            new Item(new Key(table, pk, "S"), rule.from(attic.now()), Attributes.none()),
            Condition.none()));
  }

  @Test
  void itFindsNothingWhereThePurgeRan() {
    Person host = attic.person();
    Person guest = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    var event = attic.event(host, 2, Duration.ofDays(1));
    assertTrue(
        attic.bean(Answers.class).answer(event, guest.id(), 1) instanceof AnswerResult.Confirmed);
    attic.report();
    attic.store.transact(Suppressions.put("cd".repeat(32), attic.now()));
    LeftoverSummary young = attic.audit();
    assertEquals(0, young.leftovers(), young.toString());
    assertTrue(young.complete());
    assertTrue(young.looked() > 25);
    for (String day : new String[] {"2026-11-30", "2027-05-03", "2027-11-22"}) {
      attic.passTo(Instant.parse(day + "T00:00:00Z"));
      attic.purge();
      // What DynamoDB's own broom sweeps, it has swept by now.
      sweepAsDynamoDbDoes();
      LeftoverSummary summary = attic.audit();
      assertEquals(0, summary.leftovers(), day + " " + summary);
    }
  }

  private void sweepAsDynamoDbDoes() {
    for (Table table : Table.values()) {
      if (table.hasTimeToLive()) {
        for (var item : aws.scan(table.name() + "_TABLE")) {
          if (new Row(item).number("ttl") < attic.now().getEpochSecond()) {
            attic.store.removeAll(
                Set.of(new Key(table, Attic.text(item, "pk"), Attic.text(item, "sk"))));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void aLeftoverIsFoundADayAfterItsDateAndWhereDynamoDbSweepsAfterThree(Table table) {
    put(table, "Z#planted", RetentionRule.QUOTA);
    Instant limit = attic.now().plus(Duration.ofHours(1 + (table.hasTimeToLive() ? 72 : 24)));
    aws.clock().set(limit.minusMillis(1));
    assertEquals(0, attic.audit().leftovers());
    aws.clock().set(limit);
    LeftoverSummary found = attic.audit();
    String kind = table.name().toLowerCase(Locale.ROOT) + "-Z";
    assertEquals(Map.of(kind, 1L), found.byKind());
    assertEquals(1, found.leftovers());
    aws.clock().set(limit.plusMillis(1));
    assertEquals(1, attic.audit().leftovers());
    var lines =
        aws.scan("AUDIT_TABLE").stream()
            .filter(item -> Attic.text(item, "action").equals("audit"))
            .map(item -> new Row(item).map("about"))
            .filter(about -> about.text("leftovers").equals("1"))
            .toList();
    assertEquals(2, lines.size());
    assertEquals("1", lines.getFirst().text("kind-" + kind));
  }

  @ParameterizedTest
  @EnumSource(
      value = Table.class,
      names = {"ENDORSEMENTS", "PEOPLE", "KEYS", "EVENTS"})
  void whatGoesWithTheCampaignIsFoundADayAfterItsEnd(Table table) {
    put(table, "Z#planted", RetentionRule.MEMBER);
    put(table, "Z#later", RetentionRule.MEMBER_WITH_REUSE);
    Instant limit = attic.campaignEnd().plus(Duration.ofHours(24));
    aws.clock().set(limit.minusMillis(1));
    assertEquals(0, attic.audit().leftovers());
    aws.clock().set(limit);
    assertEquals(1, attic.audit().leftovers());
    aws.clock().set(Instant.parse("2027-11-22T10:00:00Z").minusMillis(1));
    assertEquals(1, attic.audit().leftovers());
    aws.clock().set(Instant.parse("2027-11-22T10:00:00Z"));
    assertEquals(2, attic.audit().leftovers());
    // The ballot moved: the same items are early again.
    Attic later = new Attic(aws, Map.of("ballots", "2028-04-09"));
    assertEquals(0, later.audit().leftovers());
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void whatHasNoDateAtAllIsFoundAtOnce(Table table) {
    aws.dynamoDb()
        .putItem(
            r ->
                r.tableName(aws.table(table.name() + "_TABLE"))
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("Z#planted"),
                            "sk", AttributeValue.fromS("S"))));
    assertEquals(
        Map.of(table.name().toLowerCase(Locale.ROOT) + "-Z-undated", 1L), attic.audit().byKind());
  }

  /** The purge's own index is broken: it deletes nothing, and only the audit can know. */
  @Test
  void aMemberThePurgeCannotFindIsFound() {
    Person person = attic.person();
    attic.store.removeAll(
        aws.scan("PEOPLE_TABLE").stream()
            .filter(item -> Attic.text(item, "pk").startsWith("X#"))
            .map(item -> new Key(Table.PEOPLE, Attic.text(item, "pk"), Attic.text(item, "sk")))
            .toList());
    attic.passTo(attic.campaignEnd().plus(Duration.ofHours(24)));
    sweepAsDynamoDbDoes();
    assertEquals(0, attic.purge().deleted());
    LeftoverSummary found = attic.audit();
    assertEquals(Map.of("people-M", 2L, "people-E", 1L, "keys-M", 1L), found.byKind());
    assertFalse(found.toString().contains(person.id()), "nobody is named");
  }

  @Test
  void aFileLeftInTheBucketIsFoundADayAfterTheCampaign() {
    aws.s3()
        .putObject(r -> r.bucket(aws.bucket()).key("photos/left.jpg"), RequestBody.fromString("x"));
    aws.clock().set(attic.campaignEnd().plus(Duration.ofHours(24)).minusMillis(1));
    assertEquals(0, attic.audit().leftovers());
    aws.clock().set(attic.campaignEnd().plus(Duration.ofHours(24)));
    assertEquals(Map.of("file", 1L), attic.audit().byKind());
    attic.passTo(attic.now());
    attic.purge();
    assertEquals(0, attic.audit().leftovers());
  }

  /** The alarm hears the words of the log; no leftover, no time and no run all sound alike. */
  @Test
  void theLogSaysWhatTheAlarmListensFor() throws IOException {
    Matcher pattern =
        Pattern.compile("FilterPattern: '\"([^\"]+)\"'")
            .matcher(Files.readString(Path.of(System.getProperty("house"), "template.yaml")));
    assertTrue(pattern.find());
    assertTrue(StandardOutput.of(() -> attic.audit()).contains(pattern.group(1)));
    String cut = StandardOutput.of(() -> assertFalse(attic.audit(none()).complete()));
    assertFalse(cut.contains(pattern.group(1)));
    put(Table.PEOPLE, "Z#planted", RetentionRule.QUOTA);
    aws.clock().advance(Duration.ofHours(25));
    String found = StandardOutput.of(() -> attic.audit());
    assertFalse(found.contains(pattern.group(1)));
    assertTrue(found.contains("people-Z"));
  }

  private static com.amazonaws.services.lambda.runtime.Context none() {
    return Attic.lasting(new AtomicInteger(), 0);
  }
}
