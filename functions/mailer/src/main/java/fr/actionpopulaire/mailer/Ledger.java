package fr.actionpopulaire.mailer;

import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Where each message stands: {@code PENDING → LEASED → SENT | SKIPPED | UNKNOWN | GIVEN_UP}, and
 * back to {@code PENDING} when the mail certainly did not leave; {@code PARKED} in electoral
 * silence until staff release it. Each step is one conditional update, so of several runs only one
 * sends.
 */
@Singleton
final class Ledger {

  /** Just longer than the function may run (60 s): whoever holds a lease past it is gone. */
  private static final Duration LEASE = Duration.ofSeconds(70);

  /** From now on the line says only what became of the message, not whom or what it was about. */
  private static final String SETTLE =
      "SET #state = :state, #settledAt = :at REMOVE #leasedUntil, #holder, #about, #recipient,"
          + " #recipientKind, #unsettled, #queuedAt";

  private final Store store;
  private final Clock clock;

  Ledger(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Takes a pending message for this run alone; empty when it is not pending.
   *
   * @param holder names this run and no other. The SDK repeats a request whose answer was lost; by
   *     this name the second one knows the first one's lease for its own, where it would otherwise
   *     take it for somebody else's and leave the mail unsent
   */
  Optional<Row> lease(String id, String holder) {
    return store.change(
        (Write.Change)
            Write.change(
                Outbox.key(id),
                "SET #state = :leased, #holder = :holder, #leasedUntil = :until",
                Attributes.none()
                    .text("leased", "LEASED")
                    .text("holder", holder)
                    .instant("until", clock.instant().plus(LEASE)),
                Condition.of(
                    "#state = :pending OR (#state = :leased AND #holder = :holder)",
                    Attributes.none().text("pending", "PENDING"))));
  }

  /**
   * What to do with a message that could not be leased. One whose sender died while sending may
   * have left, and is given up; one that somebody still holds comes again, in case they die; any
   * other is settled.
   */
  Delivery afterRefusedLease(String id) {
    Outcome abandoned =
        store.write(
            Write.change(
                Outbox.key(id),
                SETTLE,
                Attributes.none().text("state", "UNKNOWN").instant("at", clock.instant()),
                Condition.of(
                    "#state = :leased AND #leasedUntil <= :now",
                    Attributes.none().text("leased", "LEASED").instant("now", clock.instant()))));
    return switch (abandoned) {
      case Outcome.Written _ -> Delivery.UNKNOWN;
      case Outcome.Refused refused ->
          refused.seenAt(0).filter(row -> "LEASED".equals(row.text("state"))).isPresent()
              ? Delivery.AGAIN
              : Delivery.SETTLED;
    };
  }

  /** The mail certainly did not leave: the next run may send it. */
  void release(String id) {
    settle(id, "SET #state = :state REMOVE #leasedUntil, #holder", "PENDING");
  }

  /** The mail left: from now on the line says only that. */
  void sent(String id) {
    settle(id, SETTLE, "SENT");
  }

  /** There is nobody to send it to any more. */
  void skipped(String id) {
    settle(id, SETTLE, "SKIPPED");
  }

  /** Nobody knows whether the mail left; the log says so. */
  void unknown(String id) {
    settle(id, SETTLE, "UNKNOWN");
  }

  /** It could not be sent for so long that it would not be understood any more. */
  void givenUp(String id) {
    settle(id, SETTLE, "GIVEN_UP");
  }

  private void settle(String id, String expression, String state) {
    Attributes values = Attributes.none().text("state", state);
    if (expression.contains(":at")) {
      values.instant("at", clock.instant());
    }
    store.write(
        Write.change(
            Outbox.key(id),
            expression,
            values,
            Condition.of("#state = :leased", Attributes.none().text("leased", "LEASED"))));
  }
}
