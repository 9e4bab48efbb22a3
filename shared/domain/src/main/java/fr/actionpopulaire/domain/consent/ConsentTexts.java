package fr.actionpopulaire.domain.consent;

import java.util.Map;
import java.util.Optional;

/**
 * The words a person agreed to, by version. A version is never edited: a changed sentence is a new
 * version, because receipts name the one that was shown (CNIL A10).
 */
public final class ConsentTexts {

  /** The version shown today. */
  public static final String VERSION = "2026-11";

  private static final Map<String, Map<Purpose, String>> BY_VERSION =
      Map.of(
          "2026-11",
          Map.of(
              Purpose.ACCOUNT,
              "J’active mon compte sur le réseau d’action. Mon soutien à cette candidature révèle"
                  + " une opinion politique : j’accepte qu’il soit enregistré pour que je puisse"
                  + " participer, jusqu’à la fin de la campagne.",
              Purpose.NEWSLETTER,
              "Je veux recevoir par courriel les nouvelles de la campagne.",
              Purpose.CALLS,
              "J’accepte d’être appelé·e par la campagne, aux heures que j’indique.",
              Purpose.REUSE,
              "J’accepte d’être recontacté·e après la campagne, pendant un an après ma dernière"
                  + " action.",
              Purpose.TARGETING,
              "J’accepte de recevoir des messages choisis selon ma commune ou mes centres"
                  + " d’intérêt. Réservé aux personnes de 17 ans et plus."));

  private ConsentTexts() {}

  /** The texts shown today, one per purpose. */
  public static Map<Purpose, String> current() {
    return BY_VERSION.getOrDefault(VERSION, Map.of());
  }

  /** The words of an earlier or the present version; empty when there never was one. */
  public static Optional<String> text(String version, Purpose purpose) {
    return Optional.ofNullable(BY_VERSION.getOrDefault(version, Map.of()).get(purpose));
  }

  /** Whether these words can be agreed to today. */
  public static boolean isCurrent(String version) {
    return VERSION.equals(version);
  }
}
