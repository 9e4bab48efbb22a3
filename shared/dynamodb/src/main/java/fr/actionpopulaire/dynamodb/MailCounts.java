package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * How many mails left on each UTC day and how many came back, so that sending halts itself before
 * SES halts the account (rules D7, D10, D11).
 *
 * <pre>
 * MC#&lt;yyyymmdd&gt; / M   sent, codes&lt;hh&gt; (by hour), second and inSecond (the last second in which
 *                      one left, and how many did), bounced, complained, halted
 * </pre>
 *
 * <p>Each mail takes its turn by one conditional update of the day's row, whoever sends it, so no
 * number of runs side by side goes past a limit. A turn taken for a mail that SES then refuses is
 * not given back.
 */
@Singleton
public final class MailCounts {

  /** SES counts 24 hours that may lie across two of our days: half a quota a day is never more. */
  private static final long DAYS_IN_24_HOURS = 2;

  /** What campaign mail may take of a day, in hundredths: codes still leave when it is used up. */
  private static final long CAMPAIGN_SHARE = 80;

  /** What codes may take of a day within one hour, in hundredths: the brake of a mail bomb. */
  private static final long CODES_SHARE = 10;

  /** Fewer mails than that make no rate: one bounce of three says nothing. */
  private static final long ENOUGH_FOR_BOUNCES = 250;

  private static final long ENOUGH_FOR_COMPLAINTS = 3000;

  /** SES looks into an account at 5 %, and pauses it at 10 %. */
  private static final double BOUNCES = 0.04;

  /** SES looks into an account at 0.1 %, and pauses it at 0.5 %; Gmail asks for less than 0.1 %. */
  private static final double COMPLAINTS = 0.001;

  /** Tries against others who take their turn at the same moment. */
  private static final int TRIES = 8;

  private static final Row NO_ROW = new Row(Map.of());

  private final Store store;
  private final Clock clock;

  MailCounts(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What SES lets the account send.
   *
   * @param perDay mails in 24 hours
   * @param perSecond mails in a second
   */
  public record Limits(int perDay, int perSecond) {
    public Limits {
      if (perDay < DAYS_IN_24_HOURS || perSecond < 1) {
        throw new IllegalArgumentException("Limits under which nothing could ever be sent");
      }
    }

    long aDay() {
      return perDay / DAYS_IN_24_HOURS;
    }

    long campaign() {
      return Math.max(1, aDay() * CAMPAIGN_SHARE / 100);
    }

    long codesAnHour() {
      return Math.max(1, aDay() * CODES_SHARE / 100);
    }
  }

  /** What kind of mail asks for its turn. */
  public enum Sort {
    CODE,
    /** Owed by law, or the answer to what somebody did. */
    OWED,
    CAMPAIGN
  }

  /** What became of asking for a turn. */
  public enum Turn {
    TAKEN,
    /** This second is full. */
    LATER,
    /** The day's share, or the hour's of codes, is used up. */
    USED_UP,
    /** Too many mails came back or were complained about: campaign mail waits for another day. */
    HALTED
  }

  /** Takes a turn for one mail. */
  public Turn take(Sort sort, Limits limits) {
    boolean sameSecond = false;
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Instant now = clock.instant();
      switch (store.write(turn(sort, limits, now, sameSecond))) {
        case Outcome.Written _ -> {
          return Turn.TAKEN;
        }
        case Outcome.Refused refused -> {
          Row row = refused.seenAt(0).orElse(NO_ROW);
          Optional<Turn> refusal = refusal(row, sort, limits, now);
          if (refusal.isPresent()) {
            return refusal.get();
          }
          sameSecond = row.numberOr("second", 0) == now.getEpochSecond();
        }
      }
    }
    return Turn.LATER;
  }

  /** Counts a permanent bounce, and halts campaign mail once there are too many. */
  public void bounced() {
    count("bounced", BOUNCES, ENOUGH_FOR_BOUNCES);
  }

  /** Counts a complaint, and halts campaign mail once there are too many. */
  public void complained() {
    count("complained", COMPLAINTS, ENOUGH_FOR_COMPLAINTS);
  }

  /**
   * One turn, as the first of its second or as one more of it: the row names the second, so that
   * another one starts at one again.
   */
  private static Write turn(Sort sort, Limits limits, Instant now, boolean sameSecond) {
    Attributes conditions = Attributes.none().number("second", now.getEpochSecond());
    String holds = "(attribute_not_exists(#second) OR #second <> :second)";
    if (sameSecond) {
      holds = "#second = :second AND #inSecond < :perSecond";
      conditions.number("perSecond", limits.perSecond());
    }
    holds += " AND (attribute_not_exists(#sent) OR #sent < :most)";
    conditions.number("most", sort == Sort.CAMPAIGN ? limits.campaign() : limits.aDay());
    String counts = "#sent :one";
    switch (sort) {
      case CODE -> {
        String codes = codesOf(now);
        holds += " AND (attribute_not_exists(#" + codes + ") OR #" + codes + " < :mostCodes)";
        conditions.number("mostCodes", limits.codesAnHour());
        counts += ", #" + codes + " :one";
      }
      case CAMPAIGN -> holds += " AND attribute_not_exists(#halted)";
      case OWED -> {}
    }
    String set = "SET #expiresAt = :expiresAt, #ttl = :ttl";
    Attributes values =
        Attributes.none().number("one", 1).and(Item.deadlineAttributes(Table.EPHEMERAL, end(now)));
    if (sameSecond) {
      counts += ", #inSecond :one";
    } else {
      set += ", #second = :second, #inSecond = :one";
    }
    return Write.change(
        key(day(now)), set + " ADD " + counts, values, Condition.of(holds, conditions));
  }

  /** Why the row allows no more; empty when another form of the update may be taken. */
  private static Optional<Turn> refusal(Row row, Sort sort, Limits limits, Instant now) {
    if (sort == Sort.CAMPAIGN && row.has("halted")) {
      return Optional.of(Turn.HALTED);
    }
    long most = sort == Sort.CAMPAIGN ? limits.campaign() : limits.aDay();
    if (row.numberOr("sent", 0) >= most
        || (sort == Sort.CODE && row.numberOr(codesOf(now), 0) >= limits.codesAnHour())) {
      return Optional.of(Turn.USED_UP);
    }
    return row.numberOr("second", 0) == now.getEpochSecond()
            && row.numberOr("inSecond", 0) >= limits.perSecond()
        ? Optional.of(Turn.LATER)
        : Optional.empty();
  }

  private void count(String what, double most, long enough) {
    Instant now = clock.instant();
    Row today =
        store
            .change(
                (Write.Change)
                    Write.change(
                        key(day(now)),
                        "SET #expiresAt = :expiresAt, #ttl = :ttl ADD #" + what + " :one",
                        Attributes.none()
                            .number("one", 1)
                            .and(Item.deadlineAttributes(Table.EPHEMERAL, end(now))),
                        Condition.none()))
            .orElseThrow();
    // Mails come back after midnight too: both days are looked at together.
    Row yesterday = store.get(key(day(now).minusDays(1))).orElse(NO_ROW);
    long sent = today.numberOr("sent", 0) + yesterday.numberOr("sent", 0);
    long back = today.numberOr(what, 0) + yesterday.numberOr(what, 0);
    if (back >= most * Math.max(sent, enough) && !today.has("halted")) {
      store.write(
          Write.change(
              key(day(now)),
              "SET #halted = :why",
              Attributes.none().text("why", what),
              Condition.present()));
    }
  }

  private static String codesOf(Instant now) {
    return "codes%02d".formatted(now.atOffset(ZoneOffset.UTC).getHour());
  }

  private static LocalDate day(Instant now) {
    return now.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Deadline end(Instant now) {
    return RetentionRule.MAIL_COUNT.from(day(now).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  /** The instant at which the next second begins, for whoever came {@link Turn#LATER}. */
  public Duration untilNextSecond() {
    return Duration.ofNanos(1_000_000_000L - clock.instant().getNano());
  }

  /** Where the row of a day lives. */
  public static Key key(LocalDate day) {
    return new Key(Table.EPHEMERAL, "MC#" + DateTimeFormatter.BASIC_ISO_DATE.format(day), "M");
  }
}
