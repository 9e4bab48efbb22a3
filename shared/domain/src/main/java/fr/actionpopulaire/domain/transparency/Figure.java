package fr.actionpopulaire.domain.transparency;

import java.util.Optional;

/** A figure as it is published. What is withheld is kept nowhere. */
public sealed interface Figure {

  /** What may be said: a count of five or more, or a length of time. */
  record Told(long number) implements Figure {}

  /** A count of zero to four: few enough that one may be somebody in particular. */
  record Few() implements Figure {}

  /** Not told, since a count of zero to four could be worked out from it. */
  record Withheld() implements Figure {}

  /** As it is stored: {@code 12}, {@code few}, {@code withheld}. */
  default String code() {
    return switch (this) {
      case Told(long number) -> Long.toString(number);
      case Few _ -> "few";
      case Withheld _ -> "withheld";
    };
  }

  /** As people read it: {@code 12}, {@code < 5}, {@code n. c.}, with no-break spaces. */
  default String french() {
    return switch (this) {
      case Told(long number) -> Long.toString(number);
      case Few _ -> "<\u00a0" + Disclosure.LEAST;
      case Withheld _ -> "n.\u00a0c.";
    };
  }

  /** Reads a {@link #code}; empty when it is none. */
  static Optional<Figure> of(String code) {
    return switch (code) {
      case "few" -> Optional.of(new Few());
      case "withheld" -> Optional.of(new Withheld());
      default ->
          code.matches("[0-9]{1,15}")
              ? Optional.of(new Told(Long.parseLong(code)))
              : Optional.empty();
    };
  }
}
