package fr.actionpopulaire.domain.rights;

import java.util.Arrays;
import java.util.Optional;

/** What somebody asks that only people can do for them. */
public enum Subject {
  /** To correct what they cannot change themselves (GDPR 16). */
  RECTIFICATION("rectification", "Corriger une donnée que je ne peux pas changer"),
  /** They can no longer prove the address their data is kept under. */
  LOST_ADDRESS("lost-address", "Je n’ai plus accès à mon adresse"),
  /** That data is kept but not used (GDPR 18). */
  RESTRICTION("restriction", "Limiter l’usage de mes données"),
  /** Who of the team saw their data, and whatever else the pages do not answer (GDPR 15). */
  OTHER("other", "Autre demande");

  private final String code;
  private final String french;

  Subject(String code, String french) {
    this.code = code;
    this.french = french;
  }

  /** The stable name used in JSON. */
  public String code() {
    return code;
  }

  /** The words people read. */
  public String french() {
    return french;
  }

  /** The subject of that name. */
  public static Optional<Subject> of(String code) {
    return Arrays.stream(values()).filter(subject -> subject.code.equals(code)).findFirst();
  }
}
