package fr.actionpopulaire.domain.report;

import java.util.Arrays;
import java.util.Optional;

/** Why somebody reports a page (DSA 16). */
public enum Ground {
  ILLEGAL("illegal", "Contenu illégal"),
  MISLEADING("misleading", "Information trompeuse"),
  HARASSMENT("harassment", "Harcèlement ou haine"),
  PRIVACY("privacy", "Atteinte à la vie privée"),
  SPAM("spam", "Publicité ou répétition abusive"),
  OTHER("other", "Autre motif");

  private final String code;
  private final String french;

  Ground(String code, String french) {
    this.code = code;
    this.french = french;
  }

  public String code() {
    return code;
  }

  public String french() {
    return french;
  }

  public static Optional<Ground> of(String code) {
    return Arrays.stream(values()).filter(ground -> ground.code.equals(code)).findFirst();
  }
}
