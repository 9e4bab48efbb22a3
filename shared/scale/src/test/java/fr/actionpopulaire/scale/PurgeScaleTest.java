package fr.actionpopulaire.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.MutableClock;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A night in autumn 2027: the campaign is over, everybody stored agreed to be contacted again and
 * leaves a year after their last act, and of them a hundred are due. What the purge spends follows
 * those, not the members who stay.
 */
@EmbeddedAwsTest
class PurgeScaleTest {

  private static final Logger LOG = Logger.getLogger(PurgeScaleTest.class.getName());

  /** Those who go acted last seven weeks before those who stay: nobody is near to be warned. */
  private static final Instant LAST_ACT = MutableClock.START.minus(Duration.ofDays(50));

  private static final Instant NIGHT = Instant.parse("2027-10-02T12:17:00Z");

  private static final int DUE = 100;

  /**
   * Of those after them only the expiry row is stored, for the test's time: the purge finds members
   * by these rows, and reads no item of whom none is due.
   */
  private static final int IN_FULL = 3_000;

  /**
   * Due later the same day, so that each of its sixteen partitions holds somebody every time: the
   * local DynamoDB charges nothing for a query that finds nothing, AWS a unit.
   */
  private static final int LATER = 320;

  private final TestAws aws;
  private final Movement movement;
  private final Crowd crowd;
  private final RequestStreamHandler purge;
  private int stored;

  PurgeScaleTest(TestAws aws) {
    this.aws = aws;
    movement = new Movement(aws);
    crowd = new Crowd(movement);
    purge = movement.triggered("fr.actionpopulaire.purge.PurgeFunction");
  }

  @Tag("thorough")
  @Test
  void theNightlyPurgeCostsWhatExpiresNotWhatIsStored() {
    aws.clock().set(NIGHT.minus(Duration.ofDays(1)));
    // The very first run looks for where to begin; the first of a day looks at one day more.
    run(0);
    aws.clock().set(NIGHT);
    run(0);
    Parts.of(0, LATER, (from, to) -> store(from, to, LAST_ACT.plus(Duration.ofHours(4))));
    growTo(3_000);
    Bill idle = run(0);
    double seen = audited();
    Bill hundred = night(DUE).minus(idle);
    Bill thousand = night(10 * DUE).minus(idle);
    assertTrue(thousand.isNear(hundred, 10), thousand + " for " + hundred);
    for (int size : new int[] {30_000, 300_000}) {
      growTo(size);
      Bill again = run(0);
      assertTrue(again.isNear(idle, 1), size + ": " + again + " for " + idle);
      Bill same = night(DUE).minus(again);
      assertTrue(same.isNear(hundred, 1), size + ": " + same + " for " + hundred);
      if (size == 30_000) {
        // That the meter sees it where all that is stored is looked at.
        assertTrue(audited() > 1.5 * seen, () -> "audited at " + seen);
      }
    }
  }

  /** What the daily audit reads, which looks at every item there is. */
  private double audited() {
    aws.meter().reset();
    Handler.wake(purge, Payload.load("purge/audit.json", JsonNode.class));
    LOG.info(stored + " stored, audited: " + Bill.of(aws.meter()));
    return aws.meter().readUnits();
  }

  /** What it costs to purge so many who are due. */
  private Bill night(int due) {
    Parts.of(0, due, (from, to) -> store(from, to, LAST_ACT));
    return run(due);
  }

  private Bill run(int due) {
    aws.meter().reset();
    JsonNode summary = Handler.wake(purge, Payload.load("purge/scheduled.json", JsonNode.class));
    Bill bill = Bill.of(aws.meter());
    LOG.info(stored + " stored, " + due + " due: " + bill);
    assertEquals(due, summary.at("/due").asInt(), summary::toString);
    for (String nobody : List.of("/failed", "/kept", "/warned")) {
      assertEquals(0, summary.at(nobody).asInt(-1), summary::toString);
    }
    return bill;
  }

  private void growTo(int members) {
    Parts.of(stored, members, (from, to) -> store(from, to, MutableClock.START));
    stored = members;
  }

  /** Members as they are stored once the campaign is over: each found under their own day. */
  private int store(int from, int to, Instant lastAct) {
    List<Item> items = new ArrayList<>();
    Deadline deadline = Crowd.leaving(lastAct);
    for (int number = from; number < to; number++) {
      String id = RandomId.next();
      if (number < IN_FULL) {
        Crowd.Person person = crowd.person(lastAct);
        id = person.account().id();
        Key found = ExpiryBucket.key(Table.PEOPLE, deadline, Members.KIND, id);
        Crowd.items(person.writes()).stream()
            .filter(item -> !item.key().equals(found))
            .forEach(items::add);
      }
      items.add(ExpiryBucket.rowOnceOver(Table.PEOPLE, deadline, Members.KIND, id));
    }
    movement.bean(Store.class).putAll(items);
    return to - from;
  }
}
