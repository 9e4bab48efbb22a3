package fr.actionpopulaire.domain.territory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reduces a name to what matters when somebody types it: bare lower-case words. */
final class FoldedName {
  private static final Pattern SAINT = Pattern.compile("\\bst(e?) ");

  private FoldedName() {}

  /**
   * Folds what somebody typed: "St" followed by anything is "Saint", alone it may be Strasbourg.
   */
  static String ofQuery(String typed) {
    return SAINT.matcher(of(typed)).replaceAll("saint$1 ").strip();
  }

  /** Folds a name: "L'Haÿ-les-Roses" becomes "l hay les roses". */
  static String of(String name) {
    var folded = new StringBuilder(name.length() + 2);
    String letters = apartFromAccents(name).toLowerCase(Locale.ROOT);
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      switch (c) {
        case 'œ' -> folded.append("oe");
        case 'æ' -> folded.append("ae");
        default -> {
          if (Character.isLetterOrDigit(c)) {
            folded.append(c);
          } else if (Character.getType(c) != Character.NON_SPACING_MARK
              && !folded.isEmpty()
              && folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
          }
        }
      }
    }
    return folded.toString();
  }

  /** Puts accents in characters of their own. Plain ASCII, as most names are, has none. */
  private static String apartFromAccents(String name) {
    boolean plain = name.chars().allMatch(c -> c < 128);
    return plain ? name : Normalizer.normalize(name, Normalizer.Form.NFD);
  }
}
