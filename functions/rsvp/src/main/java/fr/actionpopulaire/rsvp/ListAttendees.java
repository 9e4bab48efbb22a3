package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answer.Status;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Members;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Who comes, for the organiser: first names and guests, nothing else about anybody. */
@Singleton
final class ListAttendees {

  /** As many members as one batch read returns. */
  static final int PAGE = 100;

  private final Events events;
  private final Answers answers;
  private final Members members;

  ListAttendees(Events events, Answers answers, Members members) {
    this.events = events;
    this.answers = answers;
    this.members = members;
  }

  /** What became of it. */
  sealed interface Result {

    /**
     * One page, those with a seat before those who wait.
     *
     * @param hasNext whether another page follows
     */
    record Page(List<Attendee> attendees, boolean hasNext) implements Result {}

    record NoEvent() implements Result {}

    record NotTheOrganiser() implements Result {}
  }

  private record Seated(String member, int seats, Status status) {}

  /** A page of attendees, pages counted from 0. */
  Result list(String event, String member, int page) {
    Optional<Event> found = RandomId.isOne(event) ? events.find(event) : Optional.empty();
    return found
        .<Result>map(
            there -> there.isRunBy(member) ? page(there, page) : new Result.NotTheOrganiser())
        .orElseGet(Result.NoEvent::new);
  }

  private Result.Page page(Event event, int page) {
    List<Seated> everybody = new ArrayList<>();
    // By id: an order that tells nothing and stays the same from page to page.
    new TreeMap<>(answers.attendees(event))
        .forEach((id, seats) -> everybody.add(new Seated(id, seats, Status.CONFIRMED)));
    answers
        .queue(event)
        .forEach((id, seats) -> everybody.add(new Seated(id, seats, Status.WAITLISTED)));
    int start = Math.min(page * PAGE, everybody.size());
    int end = Math.min(start + PAGE, everybody.size());
    List<Seated> shown = everybody.subList(start, end);
    Map<String, Member> known = members.findAll(shown.stream().map(Seated::member).toList());
    Set<String> accepted = accepted(event, shown);
    List<Attendee> attendees = new ArrayList<>();
    for (Seated seated : shown) {
      Member member = known.get(seated.member());
      if (member != null) {
        attendees.add(
            new Attendee(
                member.personal().firstName(),
                seated.seats() - 1,
                seated.status(),
                Answer.handle(event.id(), seated.member()),
                acceptance(event, accepted.contains(seated.member()))));
      }
    }
    return new Result.Page(attendees, end < everybody.size());
  }

  /** One more read of a hundred answers, only where there is something to accept. */
  private Set<String> accepted(Event event, List<Seated> shown) {
    return event.addressHidden()
        ? answers.accepted(event, shown.stream().map(Seated::member).toList())
        : Set.of();
  }

  private static Attendee.Acceptance acceptance(Event event, boolean accepted) {
    if (!event.addressHidden()) {
      return Attendee.Acceptance.NOT_NEEDED;
    }
    return accepted ? Attendee.Acceptance.ACCEPTED : Attendee.Acceptance.OPEN;
  }
}
