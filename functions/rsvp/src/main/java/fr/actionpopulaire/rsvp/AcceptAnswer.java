package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Acceptance;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The organiser of an event with a hidden address accepts answers, which are then shown it. */
@Singleton
final class AcceptAnswer {

  private final Events events;
  private final Answers answers;
  private final Acceptance acceptance;
  private final Clock clock;

  AcceptAnswer(Events events, Answers answers, Acceptance acceptance, Clock clock) {
    this.events = events;
    this.answers = answers;
    this.acceptance = acceptance;
    this.clock = clock;
  }

  /** What became of it. */
  sealed interface Result {

    /** Those of the answers asked for that are accepted now, or were before. */
    record Accepted(List<Answer> answers) implements Result {}

    record NoEvent() implements Result {}

    record NotTheOrganiser() implements Result {}

    /** The event is over, cancelled or hidden. */
    record Closed() implements Result {}

    /** Everybody sees the address anyway. */
    record NothingHidden() implements Result {}
  }

  /**
   * Accepts the answers of these handles; those that have no seat, or are gone, are left out. The
   * seats are read once however many they are.
   */
  Result accept(String id, String member, Collection<String> handles) {
    Optional<Event> found = RandomId.isOne(id) ? events.find(id) : Optional.empty();
    if (found.isEmpty()) {
      return new Result.NoEvent();
    }
    Event event = found.get();
    if (!event.isRunBy(member)) {
      return new Result.NotTheOrganiser();
    }
    if (!event.addressHidden()) {
      return new Result.NothingHidden();
    }
    if (!event.takesAnswers(clock.instant())) {
      return new Result.Closed();
    }
    Set<String> wanted = new LinkedHashSet<>(handles);
    return new Result.Accepted(
        answers.attendees(event).keySet().stream()
            .filter(attendee -> wanted.contains(Answer.handle(id, attendee)))
            .map(attendee -> acceptance.accept(event, attendee))
            .flatMap(AcceptAnswer::accepted)
            .toList());
  }

  private static Stream<Answer> accepted(Acceptance.Result result) {
    return switch (result) {
      case Acceptance.Result.Accepted(Answer answer) -> Stream.of(answer);
      case Acceptance.Result.NoSeat _ -> Stream.empty();
    };
  }
}
