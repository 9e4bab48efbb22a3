package fr.actionpopulaire.domain.territory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.territory.CommuneFile.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DepartmentsWithinTest {
  private static final Communes COMMUNES = Communes.embedded();

  @Test
  void agreesWithBruteForce() {
    var random = new Random(20270411);
    var centres = new ArrayList<>(List.of("2A004", "2B033", "97105", "97502", "98613", "98719"));
    while (centres.size() < 300) {
      centres.add(CommuneFile.ROWS.get(random.nextInt(CommuneFile.ROWS.size())).commune().code());
    }

    for (String code : centres) {
      Point centre = COMMUNES.byCode(code).orElseThrow().point();
      double radiusKm = 1 + random.nextInt(100);
      assertEquals(
          bruteForce(centre, radiusKm), COMMUNES.departmentsWithin(centre, radiusKm), code);
    }
  }

  private static List<String> bruteForce(Point centre, double radiusKm) {
    return CommuneFile.ROWS.stream()
        .map(Row::commune)
        .filter(commune -> centre.distanceKm(commune.point()) <= radiusKm)
        .sorted(Comparator.comparing(commune -> centre.distanceKm(commune.point())))
        .map(Commune::department)
        .distinct()
        .toList();
  }

  @Test
  void startsWithTheDepartmentOfTheCommune() {
    Point ajaccio = COMMUNES.byCode("2A004").orElseThrow().point();

    assertEquals(List.of("2A"), COMMUNES.departmentsWithin(ajaccio, 0));
    assertEquals(List.of("2A", "2B"), COMMUNES.departmentsWithin(ajaccio, 60));
  }

  @Test
  void findsEightAroundParis() {
    Point paris = COMMUNES.byCode("75056").orElseThrow().point();

    List<String> around = COMMUNES.departmentsWithin(paris, 25);

    assertEquals("75", around.getFirst());
    assertEquals(
        List.of("75", "77", "78", "91", "92", "93", "94", "95"), around.stream().sorted().toList());
  }

  /**
   * One query is made per department: this bounds them. From seventeen communes north-east of Paris
   * the Oise is near enough to be the ninth.
   */
  @Tag("thorough")
  @Test
  void neverFindsMoreThanNineWithin25Km() {
    Map<Integer, Long> communes =
        CommuneFile.ROWS.parallelStream()
            .map(row -> COMMUNES.departmentsWithin(row.commune().point(), 25).size())
            .collect(Collectors.groupingBy(size -> size, TreeMap::new, Collectors.counting()));

    assertEquals(1, Collections.min(communes.keySet()));
    assertEquals(9, Collections.max(communes.keySet()));
    assertEquals(17, communes.get(9));
  }

  @Test
  void looksAcrossTheAntimeridian() {
    assertTrue(COMMUNES.departmentsWithin(new Point(-14.3, 179.9), 300).contains("986"));
  }

  @Test
  void findsNothingAtSeaNorWithinANonsensicalRadius() {
    var ocean = new Point(45, -30);
    Point paris = COMMUNES.byCode("75056").orElseThrow().point();

    assertEquals(List.of(), COMMUNES.departmentsWithin(ocean, 25));
    assertEquals(List.of(), COMMUNES.departmentsWithin(paris, -1));
    assertEquals(List.of(), COMMUNES.departmentsWithin(paris, Double.NaN));
    assertEquals(
        Department.all().size(),
        COMMUNES.departmentsWithin(paris, Double.POSITIVE_INFINITY).size());
  }
}
