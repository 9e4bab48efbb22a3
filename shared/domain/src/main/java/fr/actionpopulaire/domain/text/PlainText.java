package fr.actionpopulaire.domain.text;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text a person typed, made safe to keep before it is stored: composed (NFC), trimmed, bounded in
 * length, and free of control and direction-changing characters. Refuses rather than repairs, so
 * that what is shown is what was typed.
 */
public final class PlainText {

  /** Letters and marks of any script, with the punctuation names are written with. */
  private static final Pattern NAME =
      Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N} .'’·-]*", Pattern.UNICODE_CHARACTER_CLASS);

  /** C0, C1 and bidirectional controls; line feeds are judged apart. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff&&[^\\n]]");

  private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z/!?]");

  /**
   * What only an attack on a database looks like. No query here is made of text, but exports leave
   * for programs of others.
   */
  private static final Pattern INJECTION =
      Pattern.compile(
          "['\"]\\s*\\)*\\s*;\\s*(drop|delete|insert|update|alter|truncate|select|exec)\\b"
              + "|['\"]\\s*(or|and)\\s+['\"]?\\w+['\"]?\\s*=\\s*['\"]?\\w"
              + "|\\bunion\\s+(all\\s+)?select\\b",
          Pattern.CASE_INSENSITIVE);

  private PlainText() {}

  /** A person's name or pseudonym, at most {@code max} characters. */
  public static Optional<String> name(String typed, int max) {
    return line(typed, 1, max).filter(text -> NAME.matcher(text).matches());
  }

  /** One line of {@code min} to {@code max} characters, without markup. */
  public static Optional<String> line(String typed, int min, int max) {
    return typed.indexOf('\n') >= 0 || typed.indexOf('\r') >= 0
        ? Optional.empty()
        : text(typed, min, max);
  }

  /** Several lines, of {@code min} to {@code max} characters in all, without markup. */
  public static Optional<String> text(String typed, int min, int max) {
    if (typed.length() > 4L * max + 64) {
      return Optional.empty();
    }
    String text = Normalizer.normalize(typed.replace("\r\n", "\n").strip(), Normalizer.Form.NFC);
    int length = text.codePointCount(0, text.length());
    boolean fine =
        length >= min
            && length <= max
            && !CONTROL.matcher(text).find()
            && !MARKUP.matcher(text).find()
            && !INJECTION.matcher(text).find()
            && isWellFormed(text);
    return fine ? Optional.of(text) : Optional.empty();
  }

  /** Lone surrogates cannot be written as UTF-8. */
  private static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
