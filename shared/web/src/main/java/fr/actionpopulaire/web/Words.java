package fr.actionpopulaire.web;

/**
 * A sentence in both languages of the interface; {@code Accept-Language} chooses, French if unsure.
 */
public record Words(String fr, String en) {

  public String in(Language language) {
    return switch (language) {
      case FRENCH -> fr;
      case ENGLISH -> en;
    };
  }

  /** The languages problems are told in. */
  public enum Language {
    FRENCH("fr"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
      this.tag = tag;
    }

    /** The language tag for {@code Content-Language}. */
    public String tag() {
      return tag;
    }

    /** The language a request prefers: English only when it names English and not French before. */
    static Language preferredBy(String acceptLanguage) {
      for (String range : acceptLanguage.toLowerCase(java.util.Locale.ROOT).split(",", 20)) {
        String tag = range.strip();
        if (tag.startsWith("fr")) {
          return FRENCH;
        }
        if (tag.startsWith("en")) {
          return ENGLISH;
        }
      }
      return FRENCH;
    }
  }
}
