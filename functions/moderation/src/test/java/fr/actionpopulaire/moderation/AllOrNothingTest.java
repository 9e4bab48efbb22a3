package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.StatementOfReasons.Draft;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C5: whatever single write of a decision is impossible, none of the others happens. */
@EmbeddedAwsTest
class AllOrNothingTest {

  private static final Actor JO = new Actor("Moderator", "jo");
  private static final Draft HIDE =
      new Draft("hide-event", null, null, null, "Des faits.", false, "terms", "art. 4", "Car.");

  private final TestAws aws;
  private final Scene scene;

  AllOrNothingTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private Map<String, Set<?>> everything() {
    return List.of(
            "MODERATION_TABLE",
            "EVENTS_TABLE",
            "PEOPLE_TABLE",
            "KEYS_TABLE",
            "OUTBOX_TABLE",
            "AUDIT_TABLE")
        .stream()
        .collect(Collectors.toMap(t -> t, t -> Set.copyOf(aws.scan(t))));
  }

  private static Key obstacle(String which, String report, String decision) {
    return switch (which) {
      case "decision" -> new Key(Table.MODERATION, "RP#" + report, "D#" + decision);
      case "pointer" -> new Key(Table.MODERATION, "D#" + decision, "P");
      case "mail to the author" -> mail(Outbox.Kind.STATEMENT_OF_REASONS, decision);
      default -> mail(Outbox.Kind.NOTICE_DECIDED, decision);
    };
  }

  private static Key mail(Outbox.Kind kind, String decision) {
    return Outbox.key(
        new Outbox.Message(kind, new Outbox.Recipient.Member(""), decision, Map.of(), Instant.EPOCH)
            .id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"decision", "pointer", "mail to the author", "mail to the reporter"})
  void oneImpossibleWriteStopsThemAll(String which) {
    Event event = scene.event();
    String report = scene.report(event);
    String decision = RandomId.next();
    Item obstacle =
        new Item(
            obstacle(which, report, decision),
            RetentionRule.LEDGER.from(aws.clock().instant()),
            Attributes.none());
    assertTrue(scene.store.write(Write.put(obstacle, Condition.absent())).isWritten());
    var before = everything();
    DecideReport decide = scene.context.getBean(DecideReport.class);
    assertThrows(Busy.class, () -> decide.decide(JO, report, decision, HIDE));
    assertEquals(before, everything());
  }

  /** The control: without an obstacle the same decision changes all of it. */
  @Test
  void withoutObstacleItHappens() {
    String report = scene.report(scene.event());
    var before = everything();
    assertInstanceOf(
        DecisionResult.Decided.class,
        scene.context.getBean(DecideReport.class).decide(JO, report, RandomId.next(), HIDE));
    var after = everything();
    for (String table :
        List.of("MODERATION_TABLE", "EVENTS_TABLE", "OUTBOX_TABLE", "AUDIT_TABLE")) {
      assertNotEquals(before.get(table), after.get(table), table);
    }
  }

  /** What Idempotency-Key relies on after a crash between the write and its answer. */
  @Test
  void aRepetitionUnderTheSameIdFindsItsDecision() {
    String report = scene.report(scene.event());
    String decision = RandomId.next();
    DecideReport decide = scene.context.getBean(DecideReport.class);
    var first = decide.decide(JO, report, decision, HIDE);
    var again = decide.decide(JO, report, decision, HIDE);
    assertEquals(first, again);
    assertInstanceOf(
        DecisionResult.AlreadyDecided.class, decide.decide(JO, report, RandomId.next(), HIDE));
  }
}
