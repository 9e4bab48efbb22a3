package fr.actionpopulaire.domain.territory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PointTest {
  private static final Point PARIS = new Point(48.8566, 2.3522);
  private static final Point LYON = new Point(45.7640, 4.8357);

  @Test
  void measuresAKnownDistanceBothWays() {
    assertEquals(391.5, PARIS.distanceKm(LYON), 0.5);
    assertEquals(PARIS.distanceKm(LYON), LYON.distanceKm(PARIS), 1e-9);
  }

  @Test
  void isAtNoDistanceFromItself() {
    assertEquals(0, PARIS.distanceKm(PARIS));
  }

  @Test
  void goesTheShortWayAcrossTheAntimeridian() {
    assertEquals(111.2, new Point(0, 179.5).distanceKm(new Point(0, -179.5)), 0.1);
  }

  @Test
  void reachesTheAntipodes() {
    double halfway = Math.PI * Point.EARTH_RADIUS_KM;

    assertEquals(halfway, new Point(90, 0).distanceKm(new Point(-90, 0)), 1e-6);
    assertEquals(halfway, new Point(33.3, 20).distanceKm(new Point(-33.3, -160)), 1e-3);
  }

  @Test
  void refusesWhatIsNotOnTheGlobe() {
    assertThrows(IllegalArgumentException.class, () -> new Point(90.1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Point(0, -180.1));
    assertThrows(IllegalArgumentException.class, () -> new Point(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new Point(0, Double.NaN));
  }
}
