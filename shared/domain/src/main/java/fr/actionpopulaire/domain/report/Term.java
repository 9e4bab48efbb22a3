package fr.actionpopulaire.domain.report;

/** How long a measure lasts (DSA 17(3)(a)). */
public sealed interface Term {

  /** Longer than any campaign: beyond it, say «indefinite». */
  int MAX_DAYS = 366;

  /** For a number of days of 24 hours, counted from the decision. */
  record Days(int days) implements Term {
    public Days {
      if (days < 1 || days > MAX_DAYS) {
        throw new IllegalArgumentException("1 to " + MAX_DAYS + " days");
      }
    }
  }

  /** Until another decision ends it. */
  record Indefinite() implements Term {}

  /** The measure is a single act: nothing lasts. */
  record Momentary() implements Term {}

  /** In French, to follow «durée :». */
  default String french() {
    return switch (this) {
      case Days(int days) -> days == 1 ? "1 jour" : days + " jours";
      case Indefinite _ -> "sans limite de durée";
      case Momentary _ -> "sans objet : la mesure ne dure pas";
    };
  }
}
