package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.Answer.Status;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who really came. It is noted in the blocks of seats, so it goes with the answer: withdrawn,
 * erased, or seven days after the event; then only how many came stays.
 *
 * <pre>
 * EV#&lt;id&gt;#&lt;k&gt; / SEATS   p_&lt;member&gt;: how many of that party came
 * </pre>
 *
 * <p>A ticket stands for one answer to one event and says nothing about anybody: the number of a
 * block, and a mark that only the organiser's key makes. It is kept nowhere; who reads one finds
 * whose it is by trying the members of that one block, 64 at most.
 */
@Singleton
public final class Presences {

  private static final Pattern TICKET = Pattern.compile("(\\d{1,5})-([A-Za-z0-9_-]{22})");

  private static final String PRESENT = "p_";

  private final Store store;
  private final Keys keys;

  Presences(Store store, Keys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * A member with seats.
   *
   * @param block where it is noted that they came, and what their ticket names
   * @param seats their own and one for each guest
   * @param present how many of them came; 0 while nobody said so
   */
  public record Guest(String member, int block, int seats, int present) {}

  /** Makes the tickets of one event. */
  public record Tickets(String event, PersonKey key) {

    public String of(Guest guest) {
      return guest.block() + "-" + mark(guest.member());
    }

    private String mark(String member) {
      return key.mark("ticket|" + event + "|" + member);
    }

    private boolean isOf(String member, String mark) {
      return MessageDigest.isEqual(
          mark(member).getBytes(StandardCharsets.US_ASCII),
          mark.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** The tickets of an event; none once its organiser's key is gone. */
  public Optional<Tickets> tickets(Event event) {
    return keys.find(organiser(event)).map(key -> new Tickets(event.id(), key));
  }

  /** The ticket of an answer with seats. */
  public Optional<String> ticket(Event event, Answer answer) {
    return Optional.ofNullable(tickets(List.of(answer), List.of(event)).get(event.id()));
  }

  /**
   * The tickets of one member for those of these events where they have seats, by the event's id;
   * none where the organiser's key is gone. One request for up to 100 organisers.
   */
  public Map<String, String> tickets(Collection<Answer> answers, Collection<Event> events) {
    Map<String, Answer> seated =
        answers.stream()
            .filter(answer -> answer.status() == Status.CONFIRMED && !answer.blocks().isEmpty())
            .collect(Collectors.toMap(Answer::event, Function.identity()));
    List<Event> wanted = events.stream().filter(event -> seated.containsKey(event.id())).toList();
    Map<Owner.Member, PersonKey> organisers =
        keys.findAll(wanted.stream().map(Presences::organiser).toList());
    Map<String, String> tickets = new HashMap<>();
    for (Event event : wanted) {
      Answer answer = seated.get(event.id());
      PersonKey key = organisers.get(organiser(event));
      if (answer != null && key != null) {
        int block = Collections.min(answer.blocks().keySet());
        Guest guest = new Guest(answer.member(), block, answer.seats(), 0);
        tickets.put(event.id(), new Tickets(event.id(), key).of(guest));
      }
    }
    return tickets;
  }

  private static Owner.Member organiser(Event event) {
    return new Owner.Member(event.organiser());
  }

  /** Whose ticket it is; empty for one of another event, a forged one, and one given back. */
  public Optional<Guest> guest(Event event, String ticket) {
    Matcher parts = TICKET.matcher(ticket);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int block = Integer.parseInt(parts.group(1));
    Optional<Row> seats = store.get(SeatPlan.key(event.id(), block));
    Optional<Tickets> tickets = seats.isEmpty() ? Optional.empty() : tickets(event);
    if (tickets.isEmpty()) {
      return Optional.empty();
    }
    return seats.get().numbersById().keySet().stream()
        .filter(member -> tickets.get().isOf(member, parts.group(2)))
        .findFirst()
        .flatMap(member -> store.get(Answer.key(event.id(), member)))
        .map(Answer::of)
        .flatMap(this::party);
  }

  /** A member with seats, by their answer; one read, of as many blocks as they sit in. */
  public Optional<Guest> party(Answer answer) {
    return Optional.ofNullable(parties(List.of(answer)).get(answer));
  }

  /**
   * Members with seats, by their answers; those without are missing. One request for up to 100
   * blocks they sit in.
   */
  public Map<Answer, Guest> parties(Collection<Answer> answers) {
    Map<Key, Row> rows = store.getAll(answers.stream().flatMap(Presences::blocks).toList());
    Map<Answer, Guest> parties = new HashMap<>();
    for (Answer answer : answers) {
      Map<Integer, Row> own = new TreeMap<>();
      blocks(answer)
          .filter(rows::containsKey)
          .forEach(key -> own.put(SeatPlan.number(key), Objects.requireNonNull(rows.get(key))));
      Guest guest = gathered(own).get(answer.member());
      if (guest != null) {
        parties.put(answer, guest);
      }
    }
    return parties;
  }

  private static Stream<Key> blocks(Answer answer) {
    return answer.blocks().keySet().stream().map(block -> SeatPlan.key(answer.event(), block));
  }

  /**
   * Notes that so many of a party came; repeated, it changes nothing.
   *
   * @param people 1 to their seats
   * @return {@code false} when they gave their seats back meanwhile
   */
  public boolean note(Event event, Guest guest, int people) {
    if (people < 1 || people > guest.seats()) {
      throw new IllegalArgumentException("Nobody, or more than have seats");
    }
    // In a transaction, which waits for others on the same block where a plain write fails.
    return store
        .transact(
            List.of(
                Write.change(
                    SeatPlan.key(event.id(), guest.block()),
                    "SET #" + attribute(guest.member()) + " = :people",
                    Attributes.none().number("people", people),
                    Condition.of("attribute_exists(#" + guest.member() + ")"))))
        .isWritten();
  }

  /** Everybody with seats, in any order; as many reads as there are hundreds of blocks. */
  public List<Guest> roll(Event event) {
    Map<Integer, Row> rows = new TreeMap<>();
    store
        .getAll(SeatPlan.of(event).keys())
        .forEach((key, row) -> rows.put(SeatPlan.number(key), row));
    return List.copyOf(gathered(rows).values());
  }

  private static Map<String, Guest> gathered(Map<Integer, Row> blocks) {
    Map<String, Guest> guests = new HashMap<>();
    blocks.forEach(
        (block, row) ->
            row.numbersById()
                .forEach(
                    (member, seats) -> {
                      int present = present(row, member);
                      guests.merge(
                          member, new Guest(member, block, seats, present), Presences::together);
                    }));
    return guests;
  }

  /** One party in two blocks: what is noted stays where it is, else the first one is theirs. */
  private static Guest together(Guest one, Guest other) {
    int block = one.present() == 0 && other.present() > 0 ? other.block() : one.block();
    return new Guest(
        one.member(), block, one.seats() + other.seats(), one.present() + other.present());
  }

  /** How many came, also once nobody is known any more. */
  public int count(Event event) {
    List<Key> keys = new ArrayList<>(SeatPlan.of(event).keys());
    Key meta = Events.metaKey(event.id());
    keys.add(meta);
    // Only numbers are taken from them, which stay true when who sits there has expired.
    Map<Key, Row> rows = store.getAllEvenExpired(keys);
    @Nullable Row own = rows.remove(meta);
    return own != null && own.has(Forgetting.FINAL_PRESENT)
        ? (int) own.number(Forgetting.FINAL_PRESENT)
        : rows.values().stream().mapToInt(Presences::present).sum();
  }

  /** How many of a block came. */
  static int present(Row block) {
    return block.numbersById().keySet().stream().mapToInt(member -> present(block, member)).sum();
  }

  private static int present(Row block, String member) {
    return (int) block.numberOr(attribute(member), 0);
  }

  /** The attribute of a block that says how many of a member's party came. */
  static String attribute(String member) {
    return PRESENT + member;
  }
}
