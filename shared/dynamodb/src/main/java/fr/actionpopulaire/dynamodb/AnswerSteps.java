package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.Answer.Status;
import fr.actionpopulaire.dynamodb.WaitingList.Place;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The steps an answer can take, each one transaction: to a seat, to the waiting list, to more or
 * fewer seats.
 */
@Singleton
final class AnswerSteps {

  private final Store store;
  private final Seats seats;
  private final Promotion promotion;
  private final Clock clock;

  AnswerSteps(Store store, Seats seats, Promotion promotion, Clock clock) {
    this.store = store;
    this.seats = seats;
    this.promotion = promotion;
    this.clock = clock;
  }

  /** How one try ended. */
  sealed interface Step {
    /**
     * @param isNew whether the member had no answer before
     */
    record Done(Answer answer, boolean isNew) implements Step {}

    record NoRoom() implements Step {}

    /** Somebody else was quicker, or the event grew: read again. */
    record Again(SeatPlan plan) implements Step {}
  }

  /** One try to bring a member's answer to so many seats. */
  Step towards(SeatPlan plan, String member, int wanted) {
    Key own = Answer.key(plan.event().id(), member);
    Key preferred = SeatPlan.key(plan.event().id(), plan.preferred(member));
    Map<Key, Row> rows = store.getAll(List.of(own, preferred));
    @Nullable Row row = rows.get(own);
    if (row == null) {
      return first(plan, member, wanted, rows.get(preferred));
    }
    Answer standing = Answer.of(row);
    return standing.seats() == wanted ? unchanged(plan, standing) : change(plan, standing, wanted);
  }

  /**
   * One try to give so many seats to a member who has no answer yet.
   *
   * @param block the member's {@linkplain SeatPlan#preferred preferred} one as just read
   */
  private Step first(SeatPlan plan, String member, int wanted, @Nullable Row block) {
    Answer blank = new Answer(plan.event().id(), member, Status.CONFIRMED, 0, Map.of(), null, null);
    int preferred = plan.preferred(member);
    // A write that is refused is paid like one that is not, and a full event's few blocks would
    // take a thousand of them a second: so nothing is written where there was no room.
    if (wanted <= plan.free(preferred, block)) {
      Answer answer = blank.seated(Map.of(preferred, wanted));
      Outcome outcome = store.transact(seat(plan, blank, answer, Condition.absent()));
      if (outcome.isWritten()) {
        return new Step.Done(answer, true);
      }
      if (outcome instanceof Outcome.Refused refused && refused.failedAt(0)) {
        return new Step.Again(plan);
      }
    }
    // The only block has just been read.
    Optional<Map<Integer, Integer>> places =
        plan.blocks() == 1 && wanted > plan.free(preferred, block)
            ? Optional.empty()
            : seats.find(plan, wanted, member);
    if (places.isPresent()) {
      Answer answer = blank.seated(places.get());
      return store.transact(seat(plan, blank, answer, Condition.absent())).isWritten()
          ? new Step.Done(answer, true)
          : new Step.Again(plan);
    }
    return plan.isLimited() ? queue(plan, member, wanted) : new Step.Again(seats.grow(plan));
  }

  /** Whoever calls looks afterwards whether a seat became free meanwhile. */
  private Step queue(SeatPlan plan, String member, int wanted) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    Place place = new Place(plan.event().id(), member, now, wanted);
    Outcome outcome =
        store.transact(
            List.of(
                Write.put(place.answer().item(plan), Condition.absent()),
                Write.put(WaitingList.item(place, plan), Condition.absent())));
    return outcome.isWritten() ? new Step.Done(place.answer(), true) : new Step.Again(plan);
  }

  /** Repeating an answer changes nothing, but mends a promotion that was cut off. */
  private Step unchanged(SeatPlan plan, Answer standing) {
    if (standing.status() == Status.WAITLISTED) {
      promotion.promote(plan.event());
    }
    return new Step.Done(standing, false);
  }

  private Step change(SeatPlan plan, Answer standing, int wanted) {
    return switch (standing.status()) {
      case WAITLISTED -> changePlace(plan, standing, wanted);
      case CONFIRMED ->
          wanted < standing.seats()
              ? giveBack(plan, standing, wanted)
              : takeMore(plan, standing, wanted);
    };
  }

  private Step changePlace(SeatPlan plan, Answer standing, int wanted) {
    Place was = Place.of(standing);
    Place is = new Place(was.event(), was.member(), was.since(), wanted);
    Outcome outcome =
        store.transact(
            List.of(
                Write.put(is.answer().item(plan), standing.asRead()),
                Write.put(WaitingList.item(is, plan), was.asRead())));
    if (!outcome.isWritten()) {
      return new Step.Again(plan);
    }
    promotion.promote(plan.event());
    return new Step.Done(is.answer(), false);
  }

  private Step giveBack(SeatPlan plan, Answer standing, int wanted) {
    Map<Integer, Integer> kept = new TreeMap<>(standing.blocks());
    int tooMany = standing.seats() - wanted;
    // The first block last: their ticket names it.
    for (Map.Entry<Integer, Integer> block :
        new TreeMap<>(standing.blocks()).descendingMap().entrySet()) {
      int back = Math.min(tooMany, block.getValue());
      tooMany -= back;
      kept.compute(block.getKey(), (_, had) -> had == null || had == back ? null : had - back);
    }
    Answer answer = standing.seated(kept);
    List<Write> writes = new ArrayList<>(seat(plan, standing, answer, standing.asRead()));
    writes.addAll(seats.freed(plan));
    if (!store.transact(writes).isWritten()) {
      return new Step.Again(plan);
    }
    promotion.promote(plan.event());
    return new Step.Done(answer, false);
  }

  private Step takeMore(SeatPlan plan, Answer standing, int wanted) {
    Optional<Map<Integer, Integer>> more =
        seats.find(plan, wanted - standing.seats(), standing.member());
    if (more.isEmpty()) {
      return plan.isLimited() ? new Step.NoRoom() : new Step.Again(seats.grow(plan));
    }
    Map<Integer, Integer> places = new HashMap<>(standing.blocks());
    more.get().forEach((block, extra) -> places.merge(block, extra, Integer::sum));
    Answer answer = standing.seated(places);
    return store.transact(seat(plan, standing, answer, standing.asRead())).isWritten()
        ? new Step.Done(answer, false)
        : new Step.Again(plan);
  }

  /** The writes that bring an answer and its seats from one state to another; the answer first. */
  private static List<Write> seat(SeatPlan plan, Answer was, Answer is, Condition condition) {
    List<Write> writes = new ArrayList<>();
    writes.add(Write.put(is.item(plan), condition));
    writes.addAll(moves(plan, was, is.blocks()));
    return writes;
  }

  /** The writes that bring a member from the seats they had to others; blocks in order. */
  static List<Write> moves(SeatPlan plan, Answer was, Map<Integer, Integer> places) {
    Map<Integer, Integer> touched = new TreeMap<>(was.blocks());
    touched.putAll(places);
    List<Write> writes = new ArrayList<>();
    for (int block : touched.keySet()) {
      int had = was.blocks().getOrDefault(block, 0);
      int has = places.getOrDefault(block, 0);
      if (had != has) {
        writes.add(plan.move(block, was.member(), had, has));
      }
    }
    return writes;
  }
}
