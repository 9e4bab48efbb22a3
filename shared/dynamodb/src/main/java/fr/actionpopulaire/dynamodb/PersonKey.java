package fr.actionpopulaire.dynamodb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A 256-bit AES-GCM key. What it sealed can be read by nobody once the key is gone, in backups too
 * (crypto-shredding).
 *
 * <p>A sealed text is 12 random bytes, then the ciphertext with its 16-byte tag. The context (which
 * record, which attribute) is authenticated, so that sealed values cannot be exchanged.
 */
public record PersonKey(byte[] bytes) {

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int MARK_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  public PersonKey {
    if (bytes.length != 32) {
      throw new IllegalArgumentException("A key has 32 bytes");
    }
  }

  /** A new random key. */
  public static PersonKey random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new PersonKey(bytes);
  }

  public byte[] seal(String text, String context) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, context)
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has AES-GCM", e);
    }
  }

  /** The text, or nothing when it was sealed with another key or in another context. */
  public Optional<String> open(byte[] sealed, String context) {
    if (sealed.length < NONCE + TAG_BITS / 8) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    try {
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed, NONCE, sealed.length - NONCE);
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has AES-GCM", e);
    }
  }

  /**
   * A mark that nobody makes without this key: 128 bits of HMAC-SHA-256, by a key derived from this
   * one so that no other use of it meets this one, as 22 characters that may stand in a URL.
   */
  public String mark(String text) {
    byte[] mark = hmac(hmac(bytes, "marks"), text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mark, MARK_BYTES));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(bytes, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "PersonKey[…]";
  }
}
