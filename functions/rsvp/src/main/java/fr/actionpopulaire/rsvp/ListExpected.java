package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Presences;
import fr.actionpopulaire.dynamodb.Presences.Guest;
import fr.actionpopulaire.dynamodb.Presences.Tickets;
import jakarta.inject.Singleton;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is expected at the entrance, for the organiser: first names and how many, nothing else. */
@Singleton
final class ListExpected {

  /** As many as one table at an entrance can go through, and one answer of ours can carry. */
  static final int SHEET = 500;

  private final OwnEvent ownEvent;
  private final Presences presences;
  private final Members members;

  ListExpected(OwnEvent ownEvent, Presences presences, Members members) {
    this.ownEvent = ownEvent;
    this.presences = presences;
    this.members = members;
  }

  /** What became of it. */
  sealed interface Result {

    /**
     * One sheet, by first name in French order.
     *
     * @param confirmed people with a seat in all, guests included
     * @param present how many people were seen there in all
     */
    record Sheet(Event event, List<Expected> expected, int confirmed, int present, boolean hasNext)
        implements Result {}

    record NoEvent() implements Result {}

    record NotTheOrganiser() implements Result {}
  }

  /** A sheet, sheets counted from 0. */
  Result list(String id, String member, int sheet) {
    return switch (ownEvent.find(id, member)) {
      case OwnEvent.Result.Own(Event event) -> list(event, sheet);
      case OwnEvent.Result.NoEvent _ -> new Result.NoEvent();
      case OwnEvent.Result.NotTheOrganiser _ -> new Result.NotTheOrganiser();
    };
  }

  private Result.Sheet list(Event event, int sheet) {
    // By id from sheet to sheet, so that nobody is on two of them or on none.
    List<Guest> everybody =
        presences.roll(event).stream().sorted(Comparator.comparing(Guest::member)).toList();
    int start = Math.min(sheet * SHEET, everybody.size());
    int end = Math.min(start + SHEET, everybody.size());
    List<Guest> some = everybody.subList(start, end);
    Map<String, Member> known = members.findAll(some.stream().map(Guest::member).toList());
    Optional<Tickets> tickets = presences.tickets(event);
    List<Expected> expected = new ArrayList<>();
    for (Guest guest : some) {
      @Nullable Member member = known.get(guest.member());
      if (member != null) {
        expected.add(
            new Expected(
                member.personal().firstName(),
                guest.seats(),
                guest.present(),
                tickets.map(of -> of.of(guest)).orElse("")));
      }
    }
    Collator french = Collator.getInstance(Locale.FRENCH);
    expected.sort(Comparator.comparing(Expected::firstName, french::compare));
    return new Result.Sheet(
        event,
        List.copyOf(expected),
        everybody.stream().mapToInt(Guest::seats).sum(),
        everybody.stream().mapToInt(Guest::present).sum(),
        end < everybody.size());
  }
}
