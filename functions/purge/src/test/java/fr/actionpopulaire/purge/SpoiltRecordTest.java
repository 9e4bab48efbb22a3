package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records that cannot be deleted, moved, or broke off: counted, left, and found again. */
@EmbeddedAwsTest
class SpoiltRecordTest {

  private final TestAws aws;
  private final Attic attic;

  SpoiltRecordTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
  }

  @Test
  void aSpoiltRecordIsCountedAndTheRestGoesOn() {
    Person poison = attic.person();
    List<Person> others = IntStream.range(0, 20).mapToObj(_ -> attic.person()).toList();
    Map<String, AttributeValue> spoilt = new HashMap<>(attic.stored(poison));
    spoilt.remove("version");
    attic.put(spoilt);
    // Nobody knows how to delete this kind, so it must stay and be told.
    attic.store.write(
        Write.put(
            ExpiryBucket.row(Table.PEOPLE, new Deadline.CampaignEnd(), "riddle", "x"),
            Condition.none()));
    attic.passTo(attic.campaignEnd());
    PurgeSummary summary = attic.purge();
    assertEquals(22, summary.due());
    assertEquals(20, summary.deleted());
    assertEquals(2, summary.failed());
    assertFalse(summary.more());
    others.forEach(other -> assertEquals(0, attic.naming("PEOPLE_TABLE", other.id()).size()));
    assertTrue(attic.isNamed(poison.id()));

    spoilt.put("version", AttributeValue.fromN("1"));
    attic.put(spoilt);
    PurgeSummary next = attic.purge();
    assertEquals(Map.of("member", 1), next.byKind());
    assertEquals(1, next.failed());
    assertEquals(0, attic.naming("PEOPLE_TABLE", poison.id()).size());
  }

  @Test
  @Tag("thorough")
  void aSpoiltRecordOfADayIsSeenAgainHoweverLate() {
    Person poison = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    Map<String, AttributeValue> spoilt = new HashMap<>(attic.stored(poison));
    spoilt.remove("version");
    attic.put(spoilt);
    attic.passTo(Instant.parse("2027-11-21T10:00:00Z"));
    assertEquals(1, attic.purge().failed());
    aws.clock().advance(Duration.ofDays(10));
    assertEquals(1, attic.purge().failed());
    aws.clock().advance(Duration.ofDays(10));
    spoilt.put("version", AttributeValue.fromN("1"));
    attic.put(spoilt);
    assertEquals(Map.of("member", 1), attic.purge().byKind());
    assertEquals(0, attic.purge().due());
  }

  @Test
  @Tag("A5")
  void aRecordWhoseOwnDeadlineMovedIsKeptAndFoundOnItsNewDay() {
    Person person = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    // Only the row on the wrong day leads there.
    attic.store.removeAll(
        attic.naming("PEOPLE_TABLE", "X#").stream()
            .map(item -> new Row(item).key(Table.PEOPLE))
            .toList());
    Deadline wrong = new Deadline.At(Instant.parse("2027-06-01T00:00:00Z"));
    attic.store.write(
        Write.put(
            ExpiryBucket.row(Table.PEOPLE, wrong, Members.KIND, person.id()), Condition.none()));
    attic.passTo(Instant.parse("2027-06-01T00:00:00Z"));
    PurgeSummary early = attic.purge();
    assertEquals(1, early.due());
    assertEquals(1, early.kept());
    assertEquals(0, early.deleted());
    assertTrue(attic.bean(Members.class).find(person.id()).isPresent());
    assertEquals(0, attic.purge().due());
    attic.passTo(Instant.parse("2027-11-21T10:00:00Z"));
    assertEquals(Map.of("member", 1), attic.purge().byKind());
  }

  @Test
  void anErasureThatBrokeOffIsFinished() {
    Person person = attic.person();
    Key broken = new Key(Table.EVENTS, "M#" + person.id(), "R#broken");
    attic.store.write(
        Write.put(
            new Item(broken, RetentionRule.ANSWERS.from(attic.now()), Attributes.none()),
            Condition.none()));
    attic.passTo(attic.campaignEnd());
    assertEquals(1, attic.purge().failed());
    assertEquals(0, attic.naming("KEYS_TABLE", person.id()).size());
    assertTrue(attic.bean(Members.class).account(person.id()).isEmpty());
    attic.store.write(Write.remove(broken, Condition.none()));
    aws.clock().advance(Duration.ofHours(1));
    PurgeSummary next = attic.purge();
    assertEquals(0, next.failed());
    assertEquals(0, attic.naming("PEOPLE_TABLE", person.id()).size());
    assertEquals(0, attic.naming("EPHEMERAL_TABLE", person.id()).size());
    assertEquals(0, attic.purge().due());
  }
}
