package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where events are found: a row for each UTC day on which an event takes place, under its
 * department and under the whole country, each with what a card shows.
 *
 * <pre>
 * D#&lt;department&gt;, D#FR / &lt;day&gt;#&lt;start&gt;#&lt;event&gt;   kind, title, startsAt, endsAt, timeZone, commune,
 *                                           place (unless hidden), capacity, status, sequence, publishedAt
 * </pre>
 *
 * <p>Day and start are UTC, so that the order of the keys is the order of the events. Almost every
 * event has one day; one of seven days has up to eight, so that whoever looks from the fifth one on
 * finds it there without reading the whole week before. Each search shows one row of an event: that
 * of its first day, or of the day the search begins on when it asks for what is still on. A search
 * reads the departments that touch its circle, all from the same position; where they are more than
 * {@value #QUERIES} it reads the country instead.
 */
@Singleton
public final class EventListing {

  /** A page costs so many queries at most. */
  public static final int QUERIES = 8;

  /** The partition of the whole country; no department has this code. */
  static final String COUNTRY = "FR";

  private static final int DAY = "2027-01-31".length();

  private static final Pattern POSITION =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d#\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ#[0-9a-z]{26}");

  private final Store store;

  EventListing(Store store) {
    this.store = store;
  }

  /**
   * What is looked for.
   *
   * @param centre only events within the radius of this commune, or {@code null} for the whole
   *     country
   * @param from only events that start then or later; {@code null} to find also those that have
   *     started and are not over at {@code endsAfter}
   * @param to only events that start before, or {@code null} for no limit
   * @param endsAfter only events that are not over then
   * @param calledOff whether to find cancelled events too
   * @param after the {@link Slice#next} of an earlier slice of the same search, or {@code null}
   * @param size how many events at most, up to 100
   */
  public record Search(
      @Nullable Commune centre,
      double radiusKm,
      @Nullable Instant from,
      @Nullable Instant to,
      Instant endsAfter,
      @Nullable EventKind kind,
      boolean calledOff,
      @Nullable String after,
      int size) {

    /** The same without its circle. */
    Search anywhere() {
      return new Search(null, radiusKm, from, to, endsAfter, kind, calledOff, after, size);
    }

    /** Where the search begins: with the first event of then, or of the day that is on. */
    private String first() {
      return from == null ? day(endsAfter) + "#" : bound(from);
    }

    private boolean finds(ListedEvent event) {
      return isShownHere(event)
          && event.endsAt().isAfter(endsAfter)
          && (calledOff || event.status() == EventStatus.PUBLISHED)
          && (kind == null || event.kind() == kind)
          && isNear(event);
    }

    /** Whether of all the rows of an event it is this one that the search shows. */
    private boolean isShownHere(ListedEvent event) {
      String day = event.position().substring(0, DAY);
      return day.equals(day(event.startsAt())) || (from == null && day.equals(day(endsAfter)));
    }

    private boolean isNear(ListedEvent event) {
      return centre == null
          || Communes.embedded()
              .byCode(event.commune())
              .filter(there -> there.point().distanceKm(centre.point()) <= radiusKm)
              .isPresent();
    }
  }

  /**
   * Events in the order of their start; there may be fewer than asked for, even none, before the
   * end.
   *
   * @param next where to go on, or {@code null} at the end
   */
  public record Slice(List<ListedEvent> events, @Nullable String next) {}

  /** Whether a text from outside can be the position of a search. */
  public static boolean isPosition(String text) {
    return POSITION.matcher(text).matches();
  }

  /** The events of a search in order, in {@value #QUERIES} queries at most. */
  public Slice find(Search search) {
    List<String> partitions = partitions(search);
    // What a page holds may be filtered out, so more is read than shown where it is cheap.
    int reads = Math.min(200, 2 * search.size());
    int rounds = partitions.isEmpty() ? 0 : Math.max(1, QUERIES / partitions.size());
    List<ListedEvent> found = new ArrayList<>();
    @Nullable String position = search.after();
    for (int round = 0; round < rounds; round++) {
      Slice slice = read(search, partitions, position, reads);
      found.addAll(slice.events());
      position = slice.next();
      if (found.size() > search.size()) {
        List<ListedEvent> shown = List.copyOf(found.subList(0, search.size()));
        return new Slice(shown, shown.getLast().position());
      }
      if (position == null || found.size() == search.size()) {
        return new Slice(found, position);
      }
    }
    return new Slice(found, rounds == 0 ? null : position);
  }

  /**
   * Reads each partition once and merges what they hold up to the point that all of them have
   * reached.
   */
  private Slice read(Search search, List<String> partitions, @Nullable String after, int reads) {
    String first = search.first();
    String from = after == null || after.compareTo(first) < 0 ? first : after + " ";
    @Nullable Instant to = search.to();
    String last = to == null ? "9999" : bound(to);
    if (from.compareTo(last) > 0) {
      return new Slice(List.of(), null);
    }
    List<ListedEvent> events = new ArrayList<>();
    @Nullable String reached = null;
    for (String partition : partitions) {
      Page page =
          store.query(
              Query.all(Table.EVENTS, partition).between(from, last).atMost(reads).eventually());
      page.rows().stream().map(EventListing::event).forEach(events::add);
      Query.@Nullable Position stopped = page.next();
      if (stopped != null && (reached == null || stopped.sk().compareTo(reached) < 0)) {
        reached = stopped.sk();
      }
    }
    String horizon = reached == null ? last : reached;
    List<ListedEvent> merged =
        events.stream()
            .filter(event -> event.position().compareTo(horizon) <= 0)
            .filter(search::finds)
            .sorted(Comparator.comparing(ListedEvent::position))
            .toList();
    return new Slice(merged, reached);
  }

  /** What a search reads in each of its rounds, one query each. */
  static List<String> partitions(Search search) {
    Commune centre = search.centre();
    if (centre == null) {
      return List.of("D#" + COUNTRY);
    }
    List<String> departments =
        Communes.embedded().departmentsWithin(centre.point(), search.radiusKm());
    return departments.size() > QUERIES
        ? List.of("D#" + COUNTRY)
        : departments.stream().map(department -> "D#" + department).toList();
  }

  /** The first rows of a partition that a search finds, out of so many looked at; one query. */
  List<ListedEvent> glance(Search search, String place, int rows) {
    Instant to = search.to();
    String first = search.first();
    String last = to == null ? "9999" : bound(to);
    if (first.compareTo(last) > 0) {
      return List.of();
    }
    return store
        .query(Query.all(Table.EVENTS, "D#" + place).between(first, last).atMost(rows).eventually())
        .rows()
        .stream()
        .map(EventListing::event)
        .filter(search::finds)
        .toList();
  }

  /** The writes that list an event, or change what is listed of it. */
  static List<Write> put(Event event) {
    Deadline deadline = RetentionRule.EVENT.from(event.publishedAt());
    return keys(event).stream()
        .map(key -> Write.put(new Item(key, deadline, attributes(event)), Condition.none()))
        .toList();
  }

  /** When what belongs to an event must be gone. */
  static Deadline deadline(Event event) {
    return RetentionRule.EVENT.from(event.publishedAt());
  }

  /** The writes that take an event off every list. */
  static List<Write> remove(Event event) {
    return keys(event).stream().map(key -> Write.remove(key, Condition.none())).toList();
  }

  static List<Key> keys(Event event) {
    LocalDate last = date(event.endsAt().minusSeconds(1));
    return date(event.startsAt())
        .datesUntil(last.plusDays(1))
        .map(day -> day + "#" + second(event.startsAt()) + "#" + event.id())
        .flatMap(
            position ->
                Stream.of(event.department(), COUNTRY)
                    .map(place -> new Key(Table.EVENTS, "D#" + place, position)))
        .toList();
  }

  private static String bound(Instant instant) {
    return day(instant) + "#" + second(instant);
  }

  private static String day(Instant instant) {
    return date(instant).toString();
  }

  private static LocalDate date(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Attributes attributes(Event event) {
    return Attributes.none()
        .text("kind", event.kind().code())
        .text("title", event.title())
        .instant("startsAt", event.startsAt())
        .instant("endsAt", event.endsAt())
        .text("timeZone", event.timeZone().getId())
        .text("commune", event.commune())
        .text("place", event.asSeenByAnybody().place())
        .number("capacity", event.capacity())
        .text("status", event.status().code())
        .number("sequence", event.sequence())
        .instant("publishedAt", event.publishedAt());
  }

  private static ListedEvent event(Row row) {
    return new ListedEvent(
        row.sk(),
        row.sk().substring(row.sk().lastIndexOf('#') + 1),
        EventKind.of(row.text("kind")).orElse(EventKind.OTHER),
        row.text("title"),
        row.instant("startsAt"),
        row.instant("endsAt"),
        ZoneId.of(row.text("timeZone")),
        row.text("commune"),
        row.textOrNull("place"),
        row.has("capacity") ? Integer.valueOf((int) row.number("capacity")) : null,
        EventStatus.of(row.text("status")).orElse(EventStatus.PUBLISHED),
        (int) row.number("sequence"),
        row.instant("publishedAt"));
  }
}
