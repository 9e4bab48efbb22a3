package fr.actionpopulaire.local.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cron(17 * * * ? *)            | 2026-11-21T10:16:59.999Z | 2026-11-21T10:17:00Z",
        "cron(17 * * * ? *)            | 2026-11-21T10:17:00Z     | 2026-11-21T11:17:00Z",
        "cron(17 * * * ? *)            | 2026-11-21T23:18:00Z     | 2026-11-22T00:17:00Z",
        "cron(0 3 * * ? *)             | 2026-12-31T03:00:00Z     | 2027-01-01T03:00:00Z",
        "cron(0/15 8-10 * * ? *)       | 2026-11-21T10:45:00Z     | 2026-11-22T08:00:00Z",
        "cron(5,35 * * * ? *)          | 2026-11-21T10:05:00Z     | 2026-11-21T10:35:00Z",
        "cron(0 10 ? * MON-FRI *)      | 2026-11-20T10:00:00Z     | 2026-11-23T10:00:00Z",
        "cron(0 10 ? * 1 *)            | 2026-11-21T10:00:00Z     | 2026-11-22T10:00:00Z",
        "cron(0 10 ? * 3#1 *)          | 2026-11-21T10:00:00Z     | 2026-12-01T10:00:00Z",
        "cron(0 10 ? * FRIL *)         | 2026-11-21T10:00:00Z     | 2026-11-27T10:00:00Z",
        "cron(0 10 L * ? *)            | 2027-02-01T00:00:00Z     | 2027-02-28T10:00:00Z",
        "cron(0 10 LW * ? *)           | 2027-02-01T00:00:00Z     | 2027-02-26T10:00:00Z",
        "cron(0 0 29 FEB ? *)          | 2026-11-21T10:00:00Z     | 2028-02-29T00:00:00Z",
        "cron(0 0 1 1 ? 2030)          | 2026-11-21T10:00:00Z     | 2030-01-01T00:00:00Z",
        "rate(5 minutes)               | 2026-11-21T10:04:59.999Z | 2026-11-21T10:05:00Z",
        "rate(5 minutes)               | 2026-11-21T10:05:00Z     | 2026-11-21T10:10:00Z",
        "rate(1 hour)                  | 2026-11-21T10:00:00Z     | 2026-11-21T11:00:00Z",
        "rate(1 day)                   | 2026-11-21T10:00:00Z     | 2026-11-22T10:00:00Z",
      })
  void findsTheNextTick(String expression, Instant now, Instant next) {
    Instant since = Instant.parse("2026-11-21T10:00:00Z");
    assertEquals(Optional.of(next), ScheduleExpression.parse(expression).next(now, since));
  }

  @Test
  void knowsWhenThereIsNone() {
    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    assertEquals(Optional.empty(), ScheduleExpression.parse("cron(0 0 1 1 ? 2020)").next(now, now));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(1 hours)",
        "rate(5 minute)",
        "rate(0 minutes)",
        "cron(17 * * * * *)",
        "cron(17 * ? * ? *)",
        "cron(17 * * * ?)",
        "cron(60 * * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 0 32 * ? *)",
        "cron(x * * * ? *)",
        "17 * * * *",
      })
  void refusesWhatEventBridgeRefuses(String expression) {
    assertThrows(IllegalArgumentException.class, () -> ScheduleExpression.parse(expression));
  }
}
