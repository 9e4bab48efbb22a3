package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.AnswerSteps.Step;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.WaitingList.Place;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who comes to an event. Callers may rely on this, whoever else writes at the same time: never more
 * seats taken than the capacity, at any instant; never two answers of one member to one event; and
 * once nobody is at work, no free seat beside a waiting answer that fits it.
 *
 * <p>Each step is one transaction over the answer, its seats ({@link SeatPlan}) or its place on the
 * waiting list ({@link WaitingList}), each on the condition that it is as it was read; when another
 * was quicker, everything is read again. {@link Busy} after too many tries: then what stands is
 * valid, and the same call may be repeated.
 */
@Singleton
public final class Answers {

  /** How many people one member may bring. */
  public static final int MOST_GUESTS = 9;

  private final Store store;
  private final AnswerSteps steps;
  private final Seats seats;
  private final Promotion promotion;
  private final Attendance attendance;
  private final Forgetting forgetting;
  private final Retiming retiming;
  private final Events events;
  private final Clock clock;

  Answers(
      Store store,
      AnswerSteps steps,
      Seats seats,
      Promotion promotion,
      Attendance attendance,
      Forgetting forgetting,
      Retiming retiming,
      Events events,
      Clock clock) {
    this.store = store;
    this.steps = steps;
    this.seats = seats;
    this.promotion = promotion;
    this.attendance = attendance;
    this.forgetting = forgetting;
    this.retiming = retiming;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Answers that a member comes, or changes how many they bring; repeated, it changes nothing.
   *
   * @param event as just read
   * @param guests 0 to {@link #MOST_GUESTS}
   */
  public AnswerResult answer(Event event, String member, int guests) {
    if (guests < 0 || guests > MOST_GUESTS) {
      throw new IllegalArgumentException("Guests out of bounds");
    }
    if (!event.takesAnswers(clock.instant())) {
      return new AnswerResult.Closed();
    }
    if (event.closing().state() != State.OPEN) {
      return new AnswerResult.AnswersClosed(event.closing().state());
    }
    SeatPlan plan = SeatPlan.of(event);
    Patience patience = new Patience();
    while (true) {
      switch (steps.towards(plan, member, guests + 1)) {
        case Step.Done(Answer answer, boolean isNew) -> {
          return settle(event, answer, isNew);
        }
        case Step.NoRoom _ -> {
          return new AnswerResult.Full(guests, attendance.tally(event));
        }
        case Step.Again(SeatPlan now) -> plan = now;
      }
      patience.again();
    }
  }

  /**
   * Looks once more after the write: an event called off or closed to answers, or a member erased,
   * while the answer was on its way must not keep it. Whoever did so before our write is seen here;
   * after it, they see the answer themselves.
   */
  private AnswerResult settle(Event event, Answer done, boolean isNew) {
    Key meta = Events.metaKey(event.id());
    Key person = Keys.keyOf(new Owner.Member(done.member()));
    Key own = done.key();
    SeatPlan plan = SeatPlan.of(event);
    List<Key> wanted = new ArrayList<>(List.of(meta, person, own));
    if (plan.blocks() <= Seats.FEW) {
      wanted.addAll(plan.keys());
    }
    Map<Key, Row> rows = store.getAll(wanted);
    Row now = rows.get(meta);
    if (!rows.containsKey(person)) {
      withdraw(event, done.member());
      return new AnswerResult.Gone();
    }
    if (now == null || !event.status().code().equals(now.text("status"))) {
      if (isNew) {
        withdraw(event, done.member());
      }
      return new AnswerResult.Closed();
    }
    State state = Closing.of(now).state();
    if (isNew && state != State.OPEN) {
      withdraw(event, done.member());
      return new AnswerResult.AnswersClosed(state);
    }
    if (isNew && promotion.isDue(done, plan, now, rows)) {
      promotion.promote(event);
      return settle(event, done, false);
    }
    SeatPlan grown = plan.isLimited() ? plan : new SeatPlan(event, (int) now.numberOr("blocks", 1));
    boolean allRead = grown.blocks() == plan.blocks() && plan.blocks() <= Seats.FEW;
    Tally tally =
        allRead
            ? Attendance.of(plan, Seats.free(plan, Seats.blocks(plan), rows))
            : attendance.tally(grown);
    // Gone again already: answered and withdrawn at the same time by the same member.
    Row row = rows.get(own);
    Answer answer = row == null ? done : Answer.of(row);
    return switch (answer.status()) {
      case CONFIRMED -> new AnswerResult.Confirmed(answer.guests(), tally);
      case WAITLISTED -> new AnswerResult.Waitlisted(answer.guests(), tally);
    };
  }

  /**
   * Takes a member's answer back, whatever became of the event, and promotes those who waited for
   * the seats; repeated, it changes nothing.
   */
  public WithdrawResult withdraw(Event event, String member) {
    SeatPlan plan = SeatPlan.of(event);
    Patience patience = new Patience();
    while (true) {
      Optional<Answer> standing =
          store.getEvenExpired(Answer.key(event.id(), member)).map(Answer::of);
      if (standing.isEmpty()) {
        promotion.promote(event);
        return new WithdrawResult.NothingThere();
      }
      Answer answer = standing.get();
      List<Write> writes = new ArrayList<>();
      writes.add(Write.remove(answer.key(), answer.asRead()));
      switch (answer.status()) {
        case CONFIRMED -> {
          writes.addAll(AnswerSteps.moves(plan, answer, Map.of()));
          writes.addAll(seats.freed(plan));
        }
        case WAITLISTED -> writes.add(Write.remove(Place.of(answer).key(), Condition.present()));
      }
      if (store.transact(writes).isWritten()) {
        promotion.promote(event);
        return new WithdrawResult.Withdrawn();
      }
      patience.again();
    }
  }

  /** How many come to an event, and how many more can. */
  public Tally tally(Event event) {
    return attendance.tally(event);
  }

  /**
   * The tallies of several events by id, as {@link #tally} would say them. Seats of big events take
   * many reads, so it may be only the first of the events, one at least; the rest is missing.
   */
  public Map<String, Tally> tallies(List<Event> events) {
    return attendance.tallies(events);
  }

  /** A member's answer to an event. */
  public Optional<Answer> find(String event, String member) {
    return store.get(Answer.key(event, member)).map(Answer::of);
  }

  /** Which of these members' answers to an event were accepted; one request for up to 100. */
  public Set<String> accepted(Event event, List<String> members) {
    return store
        .getAll(members.stream().map(member -> Answer.key(event.id(), member)).toList())
        .values()
        .stream()
        .map(Answer::of)
        .filter(Answer::isAccepted)
        .map(Answer::member)
        .collect(Collectors.toSet());
  }

  /** Every answer of a member, by event id. */
  public List<Answer> of(String member) {
    return store.queryAll(Answer.query(member)).stream().map(Answer::of).toList();
  }

  /**
   * Seats those who wait, as far as they fit now, after an event got more seats.
   *
   * @param isTimeLeft asked before each of them
   * @return whether nobody who waits fits any more
   */
  public boolean promote(Event event, BooleanSupplier isTimeLeft) {
    return promotion.promote(event, isTimeLeft);
  }

  /**
   * Keeps every answer, seat and waiting place of an event as long as its present end asks for; may
   * be repeated when broken off.
   *
   * @return how many items were looked at
   */
  public int retime(Event event) {
    return retiming.retime(event);
  }

  /** Who has seats in some blocks, from one block up to another that is not included. */
  public Set<String> seatedIn(Event event, int from, int to) {
    return attendance.holders(event, from, to).keySet();
  }

  /**
   * Some of those who wait, whoever came first.
   *
   * @param after where the page before ended, or {@code null}
   */
  public Waiting waiting(Event event, @Nullable String after, int atMost) {
    return attendance.waiting(event.id(), after, atMost);
  }

  /**
   * Some of those who wait.
   *
   * @param next where to go on, or {@code null} at the end
   */
  public record Waiting(List<String> members, @Nullable String next) {
    public Waiting {
      members = List.copyOf(members);
    }
  }

  /** Who has seats, and how many, guests included. */
  public Map<String, Integer> attendees(Event event) {
    return attendance.holders(event);
  }

  /** Who waits for a seat, first come first. */
  public List<String> waiting(Event event) {
    return attendance.waiting(event.id()).stream().map(Place::member).toList();
  }

  /** Who waits, and for how many seats, first come first. */
  public Map<String, Integer> queue(Event event) {
    Map<String, Integer> queue = new LinkedHashMap<>();
    attendance.waiting(event.id()).forEach(place -> queue.put(place.member(), place.seats()));
    return queue;
  }

  /**
   * Deletes every answer, seat and waiting place of an event though they may have expired, and
   * keeps the number of those who came as {@code finalCount} of the event, if that still exists.
   * May be repeated when broken off.
   *
   * @return how many items were deleted; 0 when it was done before
   */
  public int forget(String event) {
    return forgetting.forget(event);
  }

  /** Takes every answer of a member back, so that others get the seats; may be repeated. */
  public void withdrawAll(String member) {
    for (Row row : store.queryAll(Answer.query(member).evenExpired())) {
      Answer answer = Answer.of(row);
      events
          .findEvenExpired(answer.event())
          .ifPresentOrElse(
              event -> withdraw(event, member),
              () -> store.write(Write.remove(answer.key(), Condition.none())));
    }
  }
}
