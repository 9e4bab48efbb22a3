package fr.actionpopulaire.domain.territory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.territory.CommuneFile.Row;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommunesTest {
  private static final Communes COMMUNES = Communes.embedded();

  private static final List<String> GARBAGE =
      List.of(
          "",
          " ",
          ";",
          "\n",
          "-1",
          "0",
          "00000",
          "99999",
          "123456",
          "7501",
          "2C004",
          "１２３４５",
          "%_*",
          "' OR 1=1 --",
          "😀",
          "\uD800",
          "\u0000\u0301",
          "st".repeat(29),
          "x".repeat(10_000),
          "é".repeat(10_000));

  @Test
  void readsEveryRowAsAPlainReaderDoes() {
    for (Row row : CommuneFile.ROWS) {
      assertEquals(Optional.of(row.commune()), COMMUNES.byCode(row.commune().code()));
    }
  }

  @Test
  void findsEveryCommuneByEachOfItsPostalCodes() {
    Map<String, List<Commune>> expected = new TreeMap<>();
    for (Row row : CommuneFile.ROWS) {
      if (!isWholeCity(row.commune().code())) {
        for (String postalCode : row.commune().postalCodes()) {
          expected.merge(postalCode, List.of(row.commune()), CommunesTest::concat);
        }
      }
    }

    expected.forEach(
        (postalCode, communes) -> assertEquals(communes, COMMUNES.byPostalCode(postalCode)));
    int most = expected.values().stream().mapToInt(List::size).max().orElseThrow();
    assertEquals(46, most);
    assertEquals(most, COMMUNES.byPostalCode("51300").size());
  }

  private static List<Commune> concat(List<Commune> some, List<Commune> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  @Test
  void offersOnlyTheArrondissementOfAPostalCode() {
    assertEquals(List.of("75111"), codes(COMMUNES.byPostalCode("75011")));
    assertEquals(List.of("75116"), codes(COMMUNES.byPostalCode("75016")));
    assertEquals(List.of("75116"), codes(COMMUNES.byPostalCode("75116")));
    assertEquals(List.of("69383"), codes(COMMUNES.byPostalCode("69003")));
    assertEquals(List.of("13201"), codes(COMMUNES.byPostalCode("13001")));
  }

  @Test
  void acceptsTheCodeOfAWholeCity() {
    for (String code : List.of("75056", "69123", "13055")) {
      Commune city = COMMUNES.byCode(code).orElseThrow();
      for (String postalCode : city.postalCodes()) {
        Commune arrondissement = COMMUNES.byPostalCode(postalCode).getFirst();
        assertTrue(arrondissement.name().startsWith(city.name() + " "), postalCode);
        assertTrue(city.point().distanceKm(arrondissement.point()) < 10, postalCode);
      }
    }
    assertEquals(21, COMMUNES.byCode("75056").orElseThrow().postalCodes().size());
  }

  @Test
  void offersTheArrondissementsOfACityByName() {
    for (String city : List.of("Paris", "Lyon", "Marseille")) {
      List<Commune> found = COMMUNES.byName(city, 100);
      long expected =
          CommuneFile.ROWS.stream()
              .filter(row -> row.isArrondissement() && row.commune().name().startsWith(city))
              .count();

      assertEquals(expected, found.stream().filter(c -> c.name().contains(" Arr")).count());
      assertTrue(found.stream().noneMatch(commune -> isWholeCity(commune.code())), city);
    }
    assertEquals(List.of("75111"), codes(COMMUNES.byName("paris 11", 10)));
  }

  private static boolean isWholeCity(String code) {
    return List.of("75056", "69123", "13055").contains(code);
  }

  @Test
  void findsNamesHoweverTheyAreTyped() {
    for (String typed : List.of("L'Haÿ-les-Roses", "l hay les roses", "L’HAY LES", "l'hay-les-r")) {
      assertEquals(List.of("94038"), codes(COMMUNES.byName(typed, 5)), typed);
    }
    for (String typed : List.of("oeting", "Œting", "  OETING ")) {
      assertEquals(List.of("57521"), codes(COMMUNES.byName(typed, 5)), typed);
    }
    assertEquals(List.of("89162", "91228"), codes(COMMUNES.byName("evry", 2)));
    assertEquals(List.of("97411", "93066"), codes(COMMUNES.byName("saint denis", 2)));
  }

  @Test
  void readsStAsSaintUnlessItIsAWholeQuery() {
    assertEquals(List.of("42207"), codes(COMMUNES.byName("ST CHAMOND", 5)));
    assertEquals(List.of("50523"), codes(COMMUNES.byName("ste-mère-é", 5)));
    assertEquals(List.of("67482"), codes(COMMUNES.byName("st", 1)));
  }

  /** One row in fifty, for each search goes through the whole table. */
  @Test
  void findsCommunesByTheirOwnName() {
    for (int i = 0; i < CommuneFile.ROWS.size(); i += 50) {
      Commune commune = CommuneFile.ROWS.get(i).commune();
      assertTrue(COMMUNES.byName(commune.name(), 50).contains(commune), commune::toString);
    }
  }

  @Test
  void putsTheExactNameThenTheLargestFirst() {
    Map<String, Integer> populations =
        CommuneFile.ROWS.stream()
            .collect(Collectors.toMap(r -> r.commune().code(), Row::population));

    List<String> found = codes(COMMUNES.byName("Ambérieu", 100));
    List<String> sorted =
        found.stream().sorted(Comparator.comparing(populations::get).reversed()).toList();
    assertEquals("01004", found.getFirst());
    assertEquals(sorted, found);

    assertEquals("Eu", COMMUNES.byName("eu", 1).getFirst().name());
  }

  @Test
  void givesNoMoreThanAsked() {
    assertEquals(3, COMMUNES.byName("tour", 3).size());
    assertEquals(List.of(), COMMUNES.byName("tour", 0));
    assertEquals(List.of(), COMMUNES.byName("tour", -1));
  }

  @Test
  void knowsOverseas() {
    assertEquals(List.of("97411"), codes(COMMUNES.byPostalCode("97400")));
    assertEquals(List.of("97701"), codes(COMMUNES.byPostalCode("97133")));
    assertEquals(List.of("97801"), codes(COMMUNES.byPostalCode("97150")));
    assertEquals(List.of("98735"), codes(COMMUNES.byPostalCode("98714")));
    assertEquals(List.of("98818"), codes(COMMUNES.byName("noumea", 5)));
    assertEquals(List.of("97501", "97502"), codes(COMMUNES.byPostalCode("97500")));
  }

  @Test
  void knowsTheTimeZoneOfEachArchipelago() {
    Map<String, String> zones =
        Map.of(
            "75056", "Europe/Paris",
            "2A004", "Europe/Paris",
            "97502", "America/Miquelon",
            "98735", "Pacific/Tahiti",
            "98731", "Pacific/Marquesas",
            "98719", "Pacific/Gambier",
            "98613", "Pacific/Wallis");

    zones.forEach(
        (code, zone) ->
            assertEquals(
                ZoneId.of(zone), COMMUNES.zoneOf(COMMUNES.byCode(code).orElseThrow()), code));
  }

  @Test
  void findsNothingInGarbage() {
    for (String garbage : GARBAGE) {
      assertEquals(Optional.empty(), COMMUNES.byCode(garbage));
      assertEquals(List.of(), COMMUNES.byPostalCode(garbage));
      assertEquals(List.of(), COMMUNES.byName(garbage, 10));
    }
  }

  private static List<String> codes(List<Commune> communes) {
    return communes.stream().map(Commune::code).toList();
  }
}
