package fr.actionpopulaire.domain.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a decision rests on (DSA 17(3)(d) and (e)).
 *
 * @param reference the article of law, or the clause of our terms
 * @param explanation why what was published is contrary to it
 */
public record Basis(Kind kind, String reference, String explanation) {

  public Basis {
    if (reference.isBlank() || explanation.isBlank()) {
      throw new IllegalArgumentException("A ground has a reference and an explanation");
    }
  }

  /** Where the rule is written. */
  public enum Kind {
    LAW("law", "la loi"),
    TERMS("terms", "nos conditions d’utilisation");

    private final String code;
    private final String french;

    Kind(String code, String french) {
      this.code = code;
      this.french = french;
    }

    public String code() {
      return code;
    }

    public String french() {
      return french;
    }

    public static Optional<Kind> of(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
  }
}
