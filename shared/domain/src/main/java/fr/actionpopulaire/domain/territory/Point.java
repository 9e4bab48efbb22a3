package fr.actionpopulaire.domain.territory;

/**
 * A point of the Earth, in decimal degrees (WGS 84).
 *
 * @param latitude from -90 to 90, north positive
 * @param longitude from -180 to 180, east positive
 */
public record Point(double latitude, double longitude) {

  /** Mean radius of the Earth as the IUGG defines it: (2a + b) / 3. */
  static final double EARTH_RADIUS_KM = 6371.0088;

  /** Refuses a latitude or longitude that is not on the globe. */
  public Point {
    // Written so that NaN is refused too.
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("Not on the globe: " + latitude + ", " + longitude);
    }
  }

  /**
   * Returns the great-circle distance to another point, in kilometres.
   *
   * <p>The Earth is taken as a sphere, which is at most 0.6 % wrong. The haversine formula stays
   * precise for near points and knows nothing of the antimeridian.
   */
  public double distanceKm(Point other) {
    double sinLatitude = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
    double sinLongitude = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double haversine =
        sinLatitude * sinLatitude
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * sinLongitude
                * sinLongitude;
    // Rounding may lift antipodes just above 1, where the arcsine is undefined.
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, haversine)));
  }
}
