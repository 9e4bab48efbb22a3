package fr.actionpopulaire.local.trigger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fr.actionpopulaire.local.lambda.Invoker;
import fr.actionpopulaire.local.lambda.Workspace;
import fr.actionpopulaire.local.template.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Runs one function on its schedule as the moved clock runs. When the clock is set, the instants
 * skipped do not happen: the next tick is the first after the new time.
 */
public final class Scheduler implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final String function;
  private final Trigger.Schedule schedule;
  private final ScheduleExpression expression;
  private final Clock clock;
  private final LongSupplier moves;
  private final Invoker invoker;
  private final Thread thread;
  private Instant since;
  private Instant seen;
  private long movesSeen;

  private Scheduler(
      String function,
      Trigger.Schedule schedule,
      Clock clock,
      LongSupplier moves,
      Invoker invoker) {
    this.function = function;
    this.schedule = schedule;
    this.expression = ScheduleExpression.parse(schedule.expression());
    this.clock = clock;
    this.moves = moves;
    this.invoker = invoker;
    this.movesSeen = moves.getAsLong();
    this.since = clock.instant();
    this.seen = since;
    this.thread = Thread.ofVirtual().name("schedule-" + function).unstarted(this::run);
  }

  /**
   * Begins to watch the clock.
   *
   * @param clock the moved one
   * @param moves how often it was set so far
   * @throws IllegalArgumentException when the expression is not understood
   */
  public static Scheduler start(
      String function,
      Trigger.Schedule schedule,
      Clock clock,
      LongSupplier moves,
      Invoker invoker) {
    Scheduler scheduler = new Scheduler(function, schedule, clock, moves, invoker);
    scheduler.thread.start();
    return scheduler;
  }

  /** A scheduler that looks only when told to. */
  static Scheduler still(
      String function,
      Trigger.Schedule schedule,
      Clock clock,
      LongSupplier moves,
      Invoker invoker) {
    return new Scheduler(function, schedule, clock, moves, invoker);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look().ifPresent(tick -> Thread.ofVirtual().start(() -> fire(tick)));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** The tick that came since the last look, if any. */
  Optional<Instant> look() {
    long moved = moves.getAsLong();
    Instant before = seen;
    Instant now = clock.instant();
    seen = now;
    if (moved != movesSeen || moves.getAsLong() != moved) {
      movesSeen = moves.getAsLong();
      since = now;
      return Optional.empty();
    }
    return expression.next(before, since).filter(tick -> !tick.isAfter(now));
  }

  private void fire(Instant tick) {
    try {
      invoker.invoke(function, event(tick).getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String event(Instant tick) {
    String input = schedule.input();
    if (input != null) {
      return input;
    }
    var event =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "0")
            .put("id", UUID.randomUUID().toString())
            .put("detail-type", "Scheduled Event")
            .put("source", "aws.events")
            .put("account", Workspace.ACCOUNT)
            .put("time", tick.truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", Workspace.REGION);
    event
        .putArray("resources")
        .add(
            "arn:aws:events:%s:%s:rule/%s"
                .formatted(Workspace.REGION, Workspace.ACCOUNT, function));
    event.putObject("detail");
    return event.toString();
  }
}
