package fr.actionpopulaire.purge;

import fr.actionpopulaire.dynamodb.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simulated record and what the design promises about it, worked out from its own history and
 * from figures written here a second time: it never asks the rule it is to judge.
 */
final class Life {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** What is promised, in the words of the design. */
  enum Promise {
    /** With the campaign. */
    CAMPAIGN,
    /** A year after the last noted act, or with the campaign if that is later. */
    YEAR_OR_CAMPAIGN,
    DAYS_7,
    DAYS_30,
    MONTHS_6,
    MONTHS_12,
    /** By the person's own wish. */
    NOW
  }

  final String kind;
  final List<Key> keys;

  /** Whether DynamoDB's own broom sweeps it, not the purge. */
  final boolean swept;

  private Promise promise;
  private Instant from;

  Life(String kind, List<Key> keys, boolean swept, Promise promise, Instant from) {
    this.kind = kind;
    this.keys = List.copyOf(keys);
    this.swept = swept;
    this.promise = promise;
    this.from = from;
  }

  Promise promise() {
    return promise;
  }

  Instant from() {
    return from;
  }

  /** Something happened that the promise counts from, or that changes it. */
  void now(Promise changed, Instant at) {
    promise = changed;
    from = at;
  }

  /** From which instant on nobody may see it, the campaign ending then. */
  Instant due(Instant campaignEnd) {
    return switch (promise) {
      case CAMPAIGN -> campaignEnd;
      case YEAR_OR_CAMPAIGN -> later(months(12), campaignEnd);
      case DAYS_7 -> from.plus(Duration.ofHours(7 * 24));
      case DAYS_30 -> from.plus(Duration.ofHours(30 * 24));
      case MONTHS_6 -> months(6);
      case MONTHS_12 -> months(12);
      case NOW -> from;
    };
  }

  /** The same hour of the day so many months later, on the clocks of Paris. */
  private Instant months(int months) {
    ZonedDateTime start = from.atZone(PARIS);
    LocalDateTime end = start.toLocalDateTime().plusMonths(months);
    return ZonedDateTime.ofLocal(end, PARIS, start.getOffset()).toInstant();
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }
}
