package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.Answer.Status;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The organiser accepts answers to an event whose address is hidden: those people see it from then
 * on, and are told so by mail, once. It cannot be taken back, since what was seen stays seen; it
 * ends with the answer.
 */
@Singleton
public final class Acceptance {

  private final Store store;
  private final Clock clock;

  Acceptance(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What became of it. */
  public sealed interface Result {

    /** Accepted, now or before. */
    record Accepted(Answer answer) implements Result {}

    /** There is no such answer, or it has no seat. */
    record NoSeat() implements Result {}
  }

  /**
   * Accepts a member's answer; repeated, it changes nothing and nobody is told again.
   *
   * @param event as just read
   */
  public Result accept(Event event, String member) {
    SeatPlan plan = SeatPlan.of(event);
    Patience patience = new Patience();
    while (true) {
      Answer standing = store.get(Answer.key(event.id(), member)).map(Answer::of).orElse(null);
      if (standing == null || standing.status() != Status.CONFIRMED) {
        return new Result.NoSeat();
      }
      if (standing.isAccepted()) {
        return new Result.Accepted(standing);
      }
      Answer accepted = standing.accepted(Instant.ofEpochMilli(clock.millis()));
      List<Write> writes =
          List.of(Write.put(accepted.item(plan), standing.asRead()), Outbox.put(message(accepted)));
      if (store.transact(writes).isWritten()) {
        return new Result.Accepted(accepted);
      }
      patience.again();
    }
  }

  /** Makes the mail this one and no other; the time goes with the answer. */
  static String reason(Answer accepted) {
    Instant at = Objects.requireNonNull(accepted.acceptedAt(), "Accepted when?");
    return accepted.event() + "#" + accepted.member() + "#accepted#" + at.toEpochMilli();
  }

  private static Outbox.Message message(Answer accepted) {
    return new Outbox.Message(
        Outbox.Kind.ACCEPTED,
        new Outbox.Recipient.Member(accepted.member()),
        reason(accepted),
        Map.of("event", accepted.event()),
        Objects.requireNonNull(accepted.acceptedAt()));
  }
}
