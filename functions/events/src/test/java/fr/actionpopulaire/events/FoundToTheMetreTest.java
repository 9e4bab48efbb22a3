package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.EventListing;
import fr.actionpopulaire.dynamodb.EventListing.Search;
import fr.actionpopulaire.dynamodb.EventListing.Slice;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.ListedEvent;
import fr.actionpopulaire.dynamodb.NearestEvent;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Searching 10,000 events at real communes finds what looking at each of them finds: none is
 * missing, none is too far, to the metre, wherever on the globe.
 */
@EmbeddedAwsTest
@Tag("thorough")
class FoundToTheMetreTest {

  private static final int EVENTS = 10_000;
  private static final int SEARCHES = 400;
  private static final long SEED = 20_261_122;

  /** A tie at the rim may fall either way. */
  private static final double METRE = 0.001;

  /** Paris and around, islands, overseas, both sides of the antimeridian. */
  private static final List<String> PLACES =
      List.of(
          "75056", "75111", "93048", "94080", "92012", "77288", "2A004", "2B033", "29155", "85113",
          "97502", "97701", "97801", "97128", "97209", "97302", "97411", "97611", "98613", "98611",
          "98818", "98735", "98731", "98719", "98714");

  private final TestAws aws;
  private final Town town;
  private final EventListing listing;
  private final NearestEvent nearest;
  private final Random random = new Random(SEED);
  private final List<Commune> communes;

  /** What looking at each one knows. */
  private record Held(String id, Commune commune, EventKind kind, Instant startsAt) {}

  FoundToTheMetreTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    listing = town.context.getBean(EventListing.class);
    nearest = town.context.getBean(NearestEvent.class);
    communes =
        IntStream.rangeClosed(1_000, 98_999)
            .mapToObj("%05d"::formatted)
            .flatMap(code -> Communes.embedded().byPostalCode(code).stream())
            .distinct()
            .toList();
  }

  private Commune somewhere() {
    return random.nextInt(4) == 0
        ? Communes.embedded()
            .byCode(PLACES.get(random.nextInt(PLACES.size())))
            .orElseThrow(() -> new IllegalStateException(PLACES.toString()))
        : communes.get(random.nextInt(communes.size()));
  }

  private List<Held> publish(Instant from) {
    PersonKey key = PersonKey.random();
    String organiser = RandomId.next();
    Events events = town.context.getBean(Events.class);
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      Commune commune = somewhere();
      EventKind kind = EventKind.values()[random.nextInt(EventKind.values().length)];
      Instant start = from.plusSeconds(random.nextInt(60 * 86_400));
      Event event = event(organiser, commune, kind, start);
      assertTrue(town.store.transact(events.publish(event, key)).isWritten());
      held.add(new Held(event.id(), commune, kind, start));
    }
    return held;
  }

  private static Event event(String organiser, Commune commune, EventKind kind, Instant start) {
    return new Event(
        RandomId.next(),
        organiser,
        kind,
        "Action",
        "",
        start,
        start.plus(Duration.ofHours(1)),
        ZoneId.of("Europe/Paris"),
        commune.code(),
        commune.department(),
        "Place",
        null,
        null,
        null,
        "Camille",
        EventStatus.PUBLISHED,
        null,
        null,
        0,
        1,
        Event.blocksFor(null),
        start);
  }

  /** By the spherical law of cosines through vectors, not by the formula under test. */
  private static double kilometres(Commune one, Commune other) {
    double[] a = vector(one);
    double[] b = vector(other);
    double cross =
        Math.sqrt(
            square(a[1] * b[2] - a[2] * b[1])
                + square(a[2] * b[0] - a[0] * b[2])
                + square(a[0] * b[1] - a[1] * b[0]));
    double dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    return 6371.0088 * Math.atan2(cross, dot);
  }

  private static double[] vector(Commune commune) {
    double latitude = Math.toRadians(commune.point().latitude());
    double longitude = Math.toRadians(commune.point().longitude());
    return new double[] {
      Math.cos(latitude) * Math.cos(longitude),
      Math.cos(latitude) * Math.sin(longitude),
      Math.sin(latitude)
    };
  }

  private static double square(double number) {
    return number * number;
  }

  @Test
  void everySearchFindsWhatLookingAtEachOneFinds() {
    Instant from = town.now().plus(Duration.ofDays(1));
    List<Held> held = publish(from);
    int found = 0;
    int empty = 0;
    for (int i = 0; i < SEARCHES; i++) {
      Commune centre = somewhere();
      int radius = 1 + random.nextInt(100);
      @Nullable EventKind kind =
          random.nextInt(3) == 0
              ? EventKind.values()[random.nextInt(EventKind.values().length)]
              : null;
      Instant begin = from.plusSeconds(random.nextInt(30 * 86_400));
      Instant end = begin.plusSeconds(1 + random.nextInt(30 * 86_400));
      String what = "seed " + SEED + ", search " + i + " around " + centre.code();
      List<String> ids = all(new Search(centre, radius, begin, end, begin, kind, false, null, 30));
      List<Held> due =
          held.stream()
              .filter(one -> kind == null || one.kind() == kind)
              .filter(one -> !one.startsAt().isBefore(begin) && one.startsAt().isBefore(end))
              .toList();
      for (Held one : due) {
        double away = kilometres(centre, one.commune());
        assertEquals(away, centre.point().distanceKm(one.commune().point()), METRE, what);
        if (Math.abs(away - radius) > METRE) {
          assertEquals(away < radius, ids.contains(one.id()), what + ": " + away + " km");
        }
      }
      assertEquals(ids.stream().distinct().count(), ids.size(), what);
      assertTrue(due.stream().map(Held::id).toList().containsAll(ids), what);
      found += ids.size();
      if (ids.isEmpty() && !due.isEmpty()) {
        empty++;
        isNearest(new Search(centre, radius, begin, end, begin, kind, false, null, 30), due, what);
      }
    }
    assertTrue(found > SEARCHES, "the searches find something: " + found);
    assertTrue(empty > 10, "and sometimes nothing: " + empty);
  }

  /** Of what the search leaves, none is nearer. */
  private void isNearest(Search search, List<Held> due, String what) {
    Commune centre = Objects.requireNonNull(search.centre());
    aws.meter().reset();
    var near = nearest.find(search, centre).orElseThrow();
    assertTrue(aws.meter().count("Query") <= 8, what);
    double least =
        due.stream().mapToDouble(one -> kilometres(centre, one.commune())).min().orElseThrow();
    assertEquals(least, near.distanceKm(), METRE, what);
  }

  private List<String> all(Search search) {
    List<String> ids = new ArrayList<>();
    List<String> positions = new ArrayList<>();
    @Nullable String after = null;
    do {
      aws.meter().reset();
      Slice slice =
          listing.find(
              new Search(
                  search.centre(),
                  search.radiusKm(),
                  search.from(),
                  search.to(),
                  search.endsAfter(),
                  search.kind(),
                  search.calledOff(),
                  after,
                  search.size()));
      assertTrue(aws.meter().count() <= EventListing.QUERIES);
      slice.events().stream().map(ListedEvent::id).forEach(ids::add);
      slice.events().stream().map(ListedEvent::position).forEach(positions::add);
      after = slice.next();
    } while (after != null);
    assertEquals(positions.stream().sorted(Comparator.naturalOrder()).toList(), positions);
    return ids;
  }
}
