package fr.actionpopulaire.domain.report;

import java.util.Arrays;
import java.util.Optional;

/** What a moderation decision does (DSA 17(3)(a)). */
public enum Measure {
  NONE("none", "aucune mesure"),
  WARN("warn", "avertissement"),
  HIDE_EVENT("hide-event", "retrait de l’événement"),
  HIDE_TEXT("hide-text", "retrait du texte de présentation"),
  /** Nobody new may answer that they come; who answered keeps their place. */
  CLOSE_ANSWERS("close-answers", "fermeture des réponses à l’événement"),
  SUSPEND_MEMBER("suspend-member", "suspension du compte"),
  /**
   * The account may do nothing any more but read its data, have it erased and appeal, and its
   * events to come are hidden.
   */
  CLOSE_ACCOUNT("close-account", "fermeture du compte");

  private final String code;
  private final String french;

  Measure(String code, String french) {
    this.code = code;
    this.french = french;
  }

  public String code() {
    return code;
  }

  public String french() {
    return french;
  }

  public static Optional<Measure> of(String code) {
    return Arrays.stream(values()).filter(measure -> measure.code.equals(code)).findFirst();
  }
}
