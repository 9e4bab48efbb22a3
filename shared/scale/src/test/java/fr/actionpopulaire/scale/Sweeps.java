package fr.actionpopulaire.scale;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.MutableClock;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;

/**
 * What the mailer's schedule costs every five minutes: with nothing due, with so many messages that
 * nobody sent, with so many events that begin in a day. In a week when nothing of the crowd's is
 * on, so that the same is due however many they are.
 */
final class Sweeps {

  private static final Logger LOG = Logger.getLogger(Sweeps.class.getName());

  /** Enough for every shard of what is not settled to hold some. */
  private static final int FEW = 40;

  private static final int TIMES = 10;

  /** The crowd's events begin within thirty days. */
  private static final Instant QUIET = MutableClock.START.plus(Duration.ofDays(40));

  private final TestAws aws;
  private final Movement movement;
  private final Crowd crowd;
  private final RequestStreamHandler mailer;
  private final Commune place = Communes.embedded().byCode("59350").orElseThrow();
  private final Map<Integer, List<Bill>> bills = new LinkedHashMap<>();
  private int messages;

  Sweeps(TestAws aws, Movement movement, Crowd crowd) {
    this.aws = aws;
    this.movement = movement;
    this.crowd = crowd;
    mailer = movement.triggered("fr.actionpopulaire.mailer.MailerFunction");
  }

  /** Meters it among so many, each time two days later, and puts the clock back. */
  void at(int size) {
    Instant before = movement.now();
    aws.clock().set(QUIET.plus(Duration.ofDays(2L * bills.size())));
    // Gives up what calls left unsent long ago; the day's first mail makes the day's counts.
    run();
    leave(1);
    run();
    Bill idle = run();
    Bill few = after(() -> leave(FEW)).minus(idle);
    Bill soon = after(() -> announce(FEW)).minus(idle);
    LOG.info(size + ": nothing due " + idle + ", messages " + few + ", events " + soon);
    if (bills.isEmpty()) {
      follows(after(() -> leave(TIMES * FEW)).minus(idle), few);
      // Of another hour, and of one page of a hundred.
      follows(after(() -> announce(2 * FEW)).minus(idle), soon, 2);
    }
    bills.put(size, List.of(idle, few, soon));
    aws.clock().set(before);
  }

  /** That it costs the same among all sizes that were metered, within 1 %. */
  void areConstant() {
    List<Bill> first = bills.values().iterator().next();
    for (List<Bill> size : bills.values()) {
      for (int i = 0; i < first.size(); i++) {
        assertTrue(size.get(i).isNear(first.get(i), 1), bills::toString);
      }
    }
  }

  private static void follows(Bill more, Bill few) {
    follows(more, few, TIMES);
  }

  /** So many times as much was due: requests and writes follow, reads by the page are fewer. */
  private static void follows(Bill more, Bill few, int times) {
    Bill reads = new Bill(more.requests(), times * few.readUnits(), more.writeUnits());
    assertTrue(reads.isNear(few, times), () -> more + " for " + few);
    assertTrue(more.readUnits() <= 1.01 * times * few.readUnits(), () -> more + " for " + few);
    assertTrue(more.readUnits() > few.readUnits(), () -> more + " for " + few);
  }

  private Bill after(Runnable work) {
    work.run();
    Bill bill = run();
    LOG.info("due: " + bill);
    // What reminders asked for is sent, and what begins soon is in no window any more.
    aws.clock().advance(Duration.ofHours(2));
    run();
    return bill;
  }

  private Bill run() {
    aws.meter().reset();
    Handler.wake(mailer, Payload.load("mailer/sweep.json", JsonNode.class));
    return Bill.of(aws.meter());
  }

  /** Messages the stream gave up on, two minutes ago. */
  private void leave(int count) {
    List<Outbox.Message> left = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String member = crowd.member(Crowd.bystander(i));
      left.add(
          new Outbox.Message(
              Outbox.Kind.WELCOME,
              new Outbox.Recipient.Member(member),
              member + "#" + messages++,
              Map.of(),
              movement.now()));
    }
    left.forEach(movement.bean(Outbox.class)::queue);
    aws.clock().advance(Duration.ofMinutes(2));
  }

  private void announce(int count) {
    Instant tomorrow = movement.now().plus(Duration.ofMinutes(24 * 60 - 30));
    for (int i = 0; i < count; i++) {
      crowd.publish(crowd.member(0), place, tomorrow);
    }
  }
}
