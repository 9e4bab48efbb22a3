package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.StatementOfReasons.Draft;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.Claims;
import fr.actionpopulaire.dynamodb.Closing;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

  /** Every write of every measure, made impossible one at a time: none of the others happens. */
  @ParameterizedTest
  @EnumSource(Measure.class)
  @Tag("C5")
  void whicheverWriteFailsNothingIsWritten(Measure measure) {
    Event event = scene.event();
    Notice notice = scene.context.getBean(Notices.class).find(scene.report(event)).orElseThrow();
    boolean lasts = measure != Measure.NONE && measure != Measure.WARN;
    StatementOfReasons statement =
        new StatementOfReasons(
            measure,
            StatementOfReasons.EVERYWHERE,
            lasts ? new Term.Indefinite() : new Term.Momentary(),
            "Des faits.",
            false,
            new Basis(Basis.Kind.TERMS, "art. 4", "Car."));
    Decision decision =
        new Decision(
            RandomId.next(),
            notice.id(),
            notice.target(),
            statement,
            aws.clock().instant(),
            event.organiser(),
            JO);
    List<Write> writes = new ArrayList<>(DecisionWrites.of(notice, decision));
    writes.addAll(effect(event, decision));
    writes.add(Claims.end(notice.target(), JO, aws.clock().instant()));
    var before = everything();
    for (int step = 0; step < writes.size(); step++) {
      List<Write> broken = new ArrayList<>(writes);
      broken.set(step, impossible(writes.get(step)));
      assertFalse(scene.store.transact(broken).isWritten());
      assertEquals(before, everything(), "step " + step);
    }
    assertTrue(scene.store.transact(writes).isWritten(), "the control");
    assertNotEquals(before, everything());
  }

  private List<Write> effect(Event event, Decision decision) {
    Effects effects = scene.context.getBean(Effects.class);
    Account account = scene.context.getBean(Members.class).account(event.organiser()).orElseThrow();
    StatementOfReasons statement = decision.statement();
    Instant now = decision.decidedAt();
    return switch (statement.measure()) {
      case NONE, WARN -> List.of();
      case HIDE_EVENT -> effects.hide(event, decision.id(), statement, now);
      case HIDE_TEXT -> effects.hideText(event, statement);
      case CLOSE_ANSWERS -> List.of(Closing.closeByStaff(event, decision.id()));
      case SUSPEND_MEMBER -> List.of(Effects.suspend(account, statement, now));
      case CLOSE_ACCOUNT -> effects.close(account, decision.id(), statement, now).orElseThrow();
    };
  }

  private static Write impossible(Write write) {
    Condition never = Condition.of("attribute_exists(#pk) AND attribute_not_exists(#pk)");
    return switch (write) {
      case Write.Put(Item item, Condition _) -> Write.put(item, never);
      case Write.Change(Key key, String expression, Attributes values, Condition _) ->
          Write.change(key, expression, values, never);
      case Write.Remove(Key key, Condition _) -> Write.remove(key, never);
      case Write.Check(Key key, Condition _) -> Write.check(key, never);
    };
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
