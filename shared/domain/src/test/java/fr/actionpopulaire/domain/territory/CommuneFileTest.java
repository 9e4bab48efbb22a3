package fr.actionpopulaire.domain.territory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.territory.CommuneFile.Row;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CommuneFileTest {
  private static final List<Row> ROWS = CommuneFile.ROWS;

  @Test
  void isTheFileTheReadmeDescribes() throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(CommuneFile.CSV);

    assertEquals(
        "e8ab51e99a36907c7a284954f0391974320c2cd8529398bec56ad1415a07d65d",
        HexFormat.of().formatHex(digest));
    assertEquals(35_008, ROWS.size());
    assertEquals(34_963, count(row -> !row.isArrondissement()));
    assertEquals(45, count(Row::isArrondissement));
  }

  @Test
  void saysWhereEachPointComesFrom() {
    Map<String, Long> qualities =
        ROWS.stream()
            .collect(Collectors.groupingBy(Row::quality, TreeMap::new, Collectors.counting()));

    assertEquals(
        Map.of("official", 34_860L, "geonames", 102L, "hand", 35L, "neighbours", 11L), qualities);
  }

  @Test
  void isSortedByUniqueCode() {
    List<String> codes = ROWS.stream().map(row -> row.commune().code()).toList();

    assertEquals(List.copyOf(new TreeSet<>(codes)), codes);
  }

  @Test
  void hasAPostalCodeForEveryCommuneWithoutException() {
    for (Row row : ROWS) {
      for (String postalCode : row.commune().postalCodes()) {
        assertTrue(postalCode.matches("[0-9]{5}"), row::toString);
      }
    }
  }

  /** Six villages destroyed in 1916 are still communes; everywhere else somebody lives. */
  @Test
  void knowsThePopulationOfEveryCommuneButTheDestroyedVillages() {
    List<String> empty =
        ROWS.stream()
            .filter(row -> row.population() == 0)
            .map(row -> row.commune().code())
            .toList();

    assertEquals(List.of("55039", "55050", "55139", "55189", "55239", "55307"), empty);
  }

  /** A wrong sign or swapped coordinates would put a commune in another territory's box. */
  @Test
  void putsEveryPointInItsTerritory() {
    for (Row row : ROWS) {
      Point point = row.commune().point();
      double[] box = box(row.commune().department());
      boolean inside =
          box[0] <= point.latitude()
              && point.latitude() <= box[1]
              && box[2] <= point.longitude()
              && point.longitude() <= box[3];
      assertTrue(inside, row::toString);
    }
  }

  private static double[] box(String department) {
    return switch (department) {
      case "971" -> new double[] {15.8, 16.6, -61.9, -61.0};
      case "972" -> new double[] {14.3, 14.9, -61.3, -60.8};
      case "973" -> new double[] {2, 6, -54.7, -51.6};
      case "974" -> new double[] {-21.4, -20.8, 55.2, 55.9};
      case "975" -> new double[] {46.7, 47.2, -56.5, -56.1};
      case "976" -> new double[] {-13.1, -12.6, 44.9, 45.4};
      case "977" -> new double[] {17.8, 18, -63, -62.7};
      case "978" -> new double[] {18, 18.2, -63.2, -62.9};
      case "986" -> new double[] {-14.5, -13.1, -178.3, -176};
      case "987" -> new double[] {-28, -7.8, -155, -134};
      case "988" -> new double[] {-22.8, -19.5, 163.4, 168.2};
      case "2A", "2B" -> new double[] {41.3, 43.1, 8.5, 9.6};
      default -> new double[] {42.3, 51.1, -5.2, 8.3};
    };
  }

  @Test
  void coversEveryDepartmentAndNoOther() {
    var seen =
        ROWS.stream()
            .map(row -> row.commune().department())
            .collect(Collectors.toCollection(TreeSet::new));
    var known = new TreeSet<>(Department.all().stream().map(Department::code).toList());

    assertEquals(known, seen);
  }

  @Test
  void coversOverseas() {
    Map<String, Long> communes =
        ROWS.stream()
            .filter(row -> !row.isMetropolitan())
            .collect(Collectors.groupingBy(r -> r.commune().department(), Collectors.counting()));

    assertEquals(
        Map.ofEntries(
            Map.entry("971", 32L),
            Map.entry("972", 34L),
            Map.entry("973", 22L),
            Map.entry("974", 24L),
            Map.entry("975", 2L),
            Map.entry("976", 17L),
            Map.entry("977", 1L),
            Map.entry("978", 1L),
            Map.entry("986", 3L),
            Map.entry("987", 48L),
            Map.entry("988", 33L)),
        communes);
  }

  private static long count(Predicate<Row> predicate) {
    return ROWS.stream().filter(predicate).count();
  }
}
