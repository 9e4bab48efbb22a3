package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.Closing;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The organiser takes no more answers, or takes them again. */
@Singleton
final class CloseAnswers {

  /** Against others who change the event at the same time. */
  private static final int TRIES = 5;

  private final OwnEvent ownEvent;
  private final Store store;
  private final Clock clock;

  CloseAnswers(OwnEvent ownEvent, Store store, Clock clock) {
    this.ownEvent = ownEvent;
    this.store = store;
    this.clock = clock;
  }

  /** What the organiser wants. */
  enum Wish {
    CLOSE,
    REOPEN
  }

  /** What became of it. */
  sealed interface Result {
    record Done(State state) implements Result {}

    /** Staff closed it; only they reopen it. */
    record ClosedByStaff() implements Result {}

    /** It takes no answers anyway. */
    record Over() implements Result {}

    record NoEvent() implements Result {}

    record NotTheOrganiser() implements Result {}
  }

  /**
   * Carries it out; repeated, it changes nothing.
   *
   * @throws Busy when others kept changing the event
   */
  Result carryOut(Wish wish, String id, String member) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      switch (ownEvent.find(id, member)) {
        case OwnEvent.Result.NoEvent _ -> {
          return new Result.NoEvent();
        }
        case OwnEvent.Result.NotTheOrganiser _ -> {
          return new Result.NotTheOrganiser();
        }
        case OwnEvent.Result.Own(Event event) -> {
          if (!event.takesAnswers(clock.instant())) {
            return new Result.Over();
          }
          Closing closing = event.closing();
          if (wish == Wish.REOPEN && closing.byStaff() != null) {
            return new Result.ClosedByStaff();
          }
          boolean isClosed = closing.byOrganiser() != null;
          if (isClosed == (wish == Wish.CLOSE)) {
            return new Result.Done(closing.state());
          }
          Write write =
              switch (wish) {
                case CLOSE -> Closing.close(event, clock.instant());
                case REOPEN -> Closing.reopen(event);
              };
          if (store.transact(List.of(write)).isWritten()) {
            return new Result.Done(
                new Closing(isClosed ? null : clock.instant(), closing.byStaff()).state());
          }
        }
      }
    }
    throw new Busy(new IllegalStateException("Others kept changing the event"));
  }
}
