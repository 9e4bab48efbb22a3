package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.text.FrenchTime;
import java.time.Instant;
import java.time.ZoneId;

/** The day of an instant as pages write it, on the Paris calendar. */
public final class FrenchDay {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private FrenchDay() {}

  /** {@code samedi 21 novembre 2026}. */
  public static String of(Instant instant) {
    return FrenchTime.date(instant.atZone(PARIS).toLocalDate());
  }
}
