package fr.actionpopulaire.scale;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.StoredAnswers;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Members, as many as a test wants, with what they do: of thirty one organises an event and three
 * answer to it; of fifty one reports it. The items are those of the entities' own writes, put in
 * batches. Everybody is new to the clock's instant, and all their texts are of one length, so that
 * one costs what the other costs.
 */
final class Crowd {

  private static final int AN_EVENT = 30;
  private static final int AN_ANSWER = 10;
  private static final int A_NOTICE = 50;

  /**
   * How many are stored with all they consist of, a session and their answers; of those who come
   * after them, for the tests' time, the expiry row, unless they organise: it lies in one partition
   * with those of others, and everything else is found by somebody's own id or address. Everybody
   * who acts in a test is among the first.
   */
  private static final int IN_FULL = 30_000;

  private final Movement movement;
  private final Country country = new Country();
  private final Store store;
  private final List<String> members = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  Crowd(Movement movement) {
    this.movement = movement;
    store = movement.bean(Store.class);
  }

  /** Somebody about to be stored. */
  record Person(Account account, PersonKey key, List<Write> writes) {}

  /** Fills up to so many members, and returns how long it took. */
  Duration growTo(int count) {
    long begin = System.nanoTime();
    for (Part part : Parts.of(members.size(), count, this::fill)) {
      members.addAll(part.members());
      events.addAll(part.events());
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private record Part(List<String> members, List<Event> events) {}

  private Part fill(int from, int to) {
    List<Item> items = new ArrayList<>();
    List<Write> seats = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<Event> published = new ArrayList<>();
    @Nullable Event event = null;
    for (int number = from; number < to; number++) {
      boolean inFull = number < IN_FULL;
      if (!inFull && number % AN_EVENT != 0) {
        String id = RandomId.next();
        ids.add(id);
        items.add(ExpiryBucket.row(Table.PEOPLE, leaving(movement.now()), Members.KIND, id));
        if (number % A_NOTICE == 0) {
          items.addAll(items(notice(number, Objects.requireNonNull(event))));
        }
        continue;
      }
      Person person = person(movement.now());
      ids.add(person.account().id());
      items.addAll(items(person.writes()));
      if (inFull) {
        items.addAll(items(List.of(movement.bean(Sessions.class).open(person.account()).write())));
      }
      if (number % AN_EVENT == 0) {
        event = event(number / AN_EVENT, person.account().id());
        published.add(event);
        items.addAll(items(movement.bean(Events.class).publish(event, person.key())));
      }
      if (inFull && number % AN_ANSWER == 1) {
        List<Write> answer = StoredAnswers.of(Objects.requireNonNull(event), person.account().id());
        items.addAll(items(answer.subList(0, 1)));
        seats.addAll(answer.subList(1, 2));
      }
      if (number % A_NOTICE == 0) {
        items.addAll(items(notice(number, Objects.requireNonNull(event))));
      }
    }
    store.putAll(items);
    seats.forEach(store::write);
    return new Part(ids, published);
  }

  /** What writes that store whole items store. */
  static List<Item> items(List<Write> writes) {
    List<Item> items = new ArrayList<>();
    for (Write write : writes) {
      if (!(write instanceof Write.Put(Item item, _))) {
        throw new IllegalStateException("Not stored whole: " + write.key());
      }
      items.add(item);
    }
    return items;
  }

  /** When those leave who last did something then: everybody agreed to re-use. */
  static Deadline leaving(Instant lastAct) {
    return RetentionRule.MEMBER_WITH_REUSE.from(lastAct);
  }

  /** Somebody who last did something then and agreed to re-use, as activation stores them. */
  Person person(Instant lastAct) {
    String id = RandomId.next();
    EmailAddress address = new EmailAddress(id + "@example.org");
    Map<Purpose, Consent> consents = new EnumMap<>(Purpose.class);
    for (Purpose purpose : List.of(Purpose.ACCOUNT, Purpose.REUSE)) {
      consents.put(purpose, new Consent(purpose, true, lastAct, "2026-11"));
    }
    Account account =
        new Account(
            id,
            movement.bean(Peppers.class).hash(address),
            1,
            lastAct,
            lastAct,
            consents,
            true,
            null);
    Personal personal =
        new Personal(
            address.value(),
            "Camille",
            "Exemple",
            "59350",
            null,
            null,
            List.of(),
            List.of(),
            null,
            null);
    PersonKey key = PersonKey.random();
    return new Person(
        account,
        key,
        movement
            .bean(Members.class)
            .create(
                account, personal, key, movement.bean(MemberRetention.class).of(account), "test"));
  }

  /** The event of that number, at some minute of the thirty days to come. */
  private Event event(int number, String organiser) {
    Commune place = country.place(number);
    int minutes = Math.floorMod(number * 7_919, 30 * 24 * 60);
    return event(organiser, place, movement.now().plus(Duration.ofMinutes(60 + minutes)));
  }

  static Event event(String organiser, Commune place, Instant start) {
    return new Event(
        RandomId.next(),
        organiser,
        EventKind.LEAFLETING,
        "Tractage au marché",
        "Rendez-vous devant la fontaine. Tracts fournis.",
        start,
        start.plus(Duration.ofHours(2)),
        Communes.embedded().zoneOf(place),
        place.code(),
        place.department(),
        "Place de la République",
        null,
        64,
        null,
        "Camille",
        EventStatus.PUBLISHED,
        null,
        null,
        0,
        1,
        Event.blocksFor(64),
        start.minus(Duration.ofDays(40)));
  }

  /** One by one during the week before, so that the queue begins with the same ones. */
  private List<Write> notice(int number, Event event) {
    Instant at = movement.now().minus(Duration.ofDays(7)).plusSeconds(number);
    return Notices.file(
        new Notice(
            RandomId.next(),
            new Target("/evenements/" + event.id()),
            Ground.SPAM,
            "La même annonce revient chaque jour.",
            false,
            at,
            false,
            false,
            Notices.deadline(at),
            null,
            event.department()),
        new Notices.Reporter(null, null));
  }

  /** One of the members, the same number being the same one however many there are. */
  String member(int number) {
    return members.get(number);
  }

  /** The number of somebody who neither organises nor answers; those to try differ by 10. */
  static int idle(int which) {
    return 10 * which + 5;
  }

  /** The number of somebody who answered to the event of their thirty. */
  static int answerer(int which) {
    return AN_EVENT * which + 11;
  }

  /** The number of somebody who does nothing in any test of a call; there are a hundred. */
  static int bystander(int which) {
    return 10 * (which % 100) + 7;
  }

  /** One of the events, by number. */
  Event event(int number) {
    return events.get(number);
  }

  /** Signs a member in again: a token. */
  String signIn(String member) {
    Sessions.Opening opening =
        movement
            .bean(Sessions.class)
            .open(movement.bean(Members.class).account(member).orElseThrow());
    if (!store.write(opening.write()).isWritten()) {
      throw new AssertionError("no session");
    }
    return opening.token().value();
  }

  /** Publishes an event of that member. */
  void publish(String organiser, Commune place, Instant start) {
    Event event = event(organiser, place, start);
    store.putAll(items(movement.bean(Events.class).publish(event, PersonKey.random())));
  }
}
