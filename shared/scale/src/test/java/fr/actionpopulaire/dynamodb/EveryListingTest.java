package fr.actionpopulaire.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.EventListing.Search;
import fr.actionpopulaire.testing.MutableClock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of the list costs eight queries at most, around every commune of France. */
class EveryListingTest {

  private static final Logger LOG = Logger.getLogger(EveryListingTest.class.getName());

  /** Every commune by its postal codes, and the three cities that are found by name only. */
  private static final Set<String> CODES =
      Stream.concat(
              IntStream.rangeClosed(1_000, 98_999)
                  .mapToObj("%05d"::formatted)
                  .flatMap(code -> Communes.embedded().byPostalCode(code).stream())
                  .map(Commune::code),
              Stream.of("13055", "69123", "75056"))
          .collect(Collectors.toSet());

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 25, 50, 100})
  void costsEightQueriesAtMost(int radiusKm) {
    assertTrue(CODES.size() > 34_900, () -> CODES.size() + " communes");
    Map<Integer, Long> communes =
        CODES.parallelStream()
            .map(code -> queries(Communes.embedded().byCode(code).orElseThrow(), radiusKm))
            .collect(Collectors.groupingBy(size -> size, TreeMap::new, Collectors.counting()));
    LOG.info(radiusKm + " km, communes by queries: " + communes);
    assertEquals(
        Set.of(),
        communes.keySet().stream().filter(n -> n < 1 || n > 8).collect(Collectors.toSet()));
  }

  /** How many queries a page around a commune costs that is full after the first round. */
  private static int queries(Commune centre, int radiusKm) {
    Search search =
        new Search(centre, radiusKm, null, null, MutableClock.START, null, false, null, 30);
    List<String> partitions = EventListing.partitions(search);
    int rounds = Math.max(1, EventListing.QUERIES / partitions.size());
    assertTrue(rounds * partitions.size() <= EventListing.QUERIES, centre::code);
    return partitions.size();
  }
}
