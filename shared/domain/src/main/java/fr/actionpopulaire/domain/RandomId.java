package fr.actionpopulaire.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
   * An identifier that follows from another one, the same each time, and looks as random: for what
   * is created along with it.
   */
  public static String following(String id, int number) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256")
              .digest((id + "#" + number).getBytes(StandardCharsets.US_ASCII));
      char[] next = new char[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        next[i] = ALPHABET[bytes[i] & 31];
      }
      return new String(next);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /**
   * Whether a text from outside has the form of an identifier; says nothing about its existence.
   */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }
}
