package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Presences;
import fr.actionpopulaire.dynamodb.Presences.Guest;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The organiser reads somebody's ticket at the entrance, and notes that they came. */
@Singleton
final class CheckIn {

  private final OwnEvent ownEvent;
  private final Presences presences;
  private final Members members;

  CheckIn(OwnEvent ownEvent, Presences presences, Members members) {
    this.ownEvent = ownEvent;
    this.presences = presences;
    this.members = members;
  }

  /** Whose ticket it is, or why that is not told. */
  sealed interface Result {
    record Found(Event event, String firstName, Guest guest) implements Result {}

    /** Of another event, made up, or of an answer that was taken back. */
    record NoTicket() implements Result {}

    /** More people than have seats, or none. */
    record WrongNumber(int seats) implements Result {}

    /** The event was cancelled or hidden: nobody comes. */
    record CalledOff() implements Result {}

    record NoEvent() implements Result {}

    record NotTheOrganiser() implements Result {}
  }

  /** Reads a ticket; changes nothing. */
  Result read(String event, String member, String ticket) {
    return switch (ownEvent.find(event, member)) {
      case OwnEvent.Result.Own(Event own) -> read(own, ticket);
      case OwnEvent.Result.NoEvent _ -> new Result.NoEvent();
      case OwnEvent.Result.NotTheOrganiser _ -> new Result.NotTheOrganiser();
    };
  }

  private Result read(Event event, String ticket) {
    if (event.status() != EventStatus.PUBLISHED) {
      return new Result.CalledOff();
    }
    @Nullable Guest guest = presences.guest(event, ticket).orElse(null);
    @Nullable Member holder =
        guest == null ? null : members.findAll(List.of(guest.member())).get(guest.member());
    return guest == null || holder == null
        ? new Result.NoTicket()
        : new Result.Found(event, holder.personal().firstName(), guest);
  }

  /**
   * Notes that so many of a party are there; repeated, it changes nothing.
   *
   * @param people {@code null} for all of them
   */
  Result note(String event, String member, String ticket, @Nullable Integer people) {
    Result read = read(event, member, ticket);
    if (!(read instanceof Result.Found(Event own, String firstName, Guest guest))) {
      return read;
    }
    int present = people == null ? guest.seats() : people;
    if (present < 1 || present > guest.seats()) {
      return new Result.WrongNumber(guest.seats());
    }
    return presences.note(own, guest, present)
        ? new Result.Found(
            own, firstName, new Guest(guest.member(), guest.block(), guest.seats(), present))
        : new Result.NoTicket();
  }
}
