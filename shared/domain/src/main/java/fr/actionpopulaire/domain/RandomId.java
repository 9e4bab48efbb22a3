package fr.actionpopulaire.domain;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Identifiers and secrets that nobody can guess: 26 lower-case characters of Crockford's base 32,
 * 130 bits from the system's secure generator (ASVS 7.2.3 asks for 128).
 *
 * <p>They carry no time, no counter and nothing about a person, so that they may stand in URLs and
 * keys. The generator is the operating system's, so two restores of one snapshot never share a
 * value.
 */
public final class RandomId {

  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int LENGTH = 26;
  private static final Pattern FORM = Pattern.compile("[0-9a-hjkmnp-tv-z]{" + LENGTH + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomId() {}

  /** A new identifier. */
  public static String next() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    char[] id = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      id[i] = ALPHABET[bytes[i] & 31];
    }
    return new String(id);
  }

  /**
   * Whether a text from outside has the form of an identifier; says nothing about its existence.
   */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }
}
