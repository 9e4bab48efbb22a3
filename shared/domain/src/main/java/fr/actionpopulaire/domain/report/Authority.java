package fr.actionpopulaire.domain.report;

import java.util.Arrays;
import java.util.Optional;

/** Whom staff tell when somebody's life or safety is threatened (DSA 18). */
public enum Authority {
  EMERGENCY("emergency", "secours ou forces de l’ordre (17, 112)"),
  PHAROS("pharos", "plateforme PHAROS"),
  CHILD_PROTECTION("child-protection", "enfance en danger (119)"),
  PROSECUTOR("prosecutor", "procureur de la République"),
  OTHER("other", "autre autorité"),
  /** Nobody had to be told: the threat was none. */
  NOBODY("nobody", "aucune : pas de menace");

  private final String code;
  private final String french;

  Authority(String code, String french) {
    this.code = code;
    this.french = french;
  }

  public String code() {
    return code;
  }

  public String french() {
    return french;
  }

  public static Optional<Authority> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
  }
}
