package fr.actionpopulaire.local.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.local.lambda.LocalClock;
import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.template.Trigger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTest {
  @TempDir Path folder;

  @Test
  void firesAsTheClockRunsAndNotForWhatWasSkipped() throws Exception {
    LocalClock clock = LocalClock.in(folder.resolve("clock"));
    Scheduler scheduler =
        Scheduler.still(
            "purge",
            new Trigger.Schedule("cron(0 * * * ? *)", null),
            clock,
            clock::moves,
            (name, event) -> new Outcome.Answered(event));
    clock.set(Instant.parse("2027-05-20T02:59:59.700Z"));
    assertEquals(Optional.empty(), scheduler.look(), "a jump fires nothing");
    while (clock.instant().isBefore(Instant.parse("2027-05-20T03:00:00Z"))) {
      LockSupport.parkNanos(1_000_000);
    }
    assertEquals(Optional.of(Instant.parse("2027-05-20T03:00:00Z")), scheduler.look());
    assertEquals(Optional.empty(), scheduler.look(), "once");
    clock.set(Instant.parse("2028-01-01T00:30:00Z"));
    assertEquals(Optional.empty(), scheduler.look(), "months of ticks were skipped");
    clock.set(Instant.parse("2026-01-01T00:30:00Z"));
    assertEquals(Optional.empty(), scheduler.look(), "backwards as well");
  }
}
