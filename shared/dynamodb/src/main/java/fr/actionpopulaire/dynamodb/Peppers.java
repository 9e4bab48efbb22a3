package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.member.EmailAddress;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The secret without which no stored hash can be recomputed. It lives in Secrets Manager, never in
 * an environment variable or a log, and is read again every five minutes, since a snapshot would
 * otherwise freeze it.
 */
@Singleton
public final class Peppers {

  private static final Duration FRESH = Duration.ofMinutes(5);

  private final SecretsManagerClient secrets;
  private final JsonMapper json;
  private final String secretId;
  private final Clock clock;
  private final Campaign campaign;
  private @Nullable Read last;

  private record Read(byte[] pepper, Instant at) {}

  Peppers(
      SecretsManagerClient secrets,
      JsonMapper json,
      @Value("${peppers.secret:}") String secretId,
      Clock clock,
      Campaign campaign) {
    this.secrets = secrets;
    this.json = json;
    this.secretId = secretId;
    this.clock = clock;
    this.campaign = campaign;
  }

  /**
   * The keyed hash under which an address is known: 64 hexadecimal characters of {@code
   * HMAC-SHA-256 (pepper, campaign | address)}. The campaign's id is inside, so that no file can be
   * joined with another campaign's.
   */
  public String hash(EmailAddress address) {
    return keyedHash("address", address.value());
  }

  /**
   * A keyed hash of a text for one use; texts hashed for different uses never compare equal.
   *
   * @param use what the hash is for: {@code code}, {@code source}, {@code unsubscribe}…
   */
  public String keyedHash(String use, String text) {
    return HexFormat.of().formatHex(mac(use + '|' + campaign.id() + '|' + text));
  }

  /** A 256-bit key for one use, derived from the pepper. */
  public PersonKey key(String use) {
    return new PersonKey(mac("key|" + use + '|' + campaign.id()));
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pepper(), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    }
  }

  private synchronized byte[] pepper() {
    Instant now = clock.instant();
    Read known = last;
    if (known != null && !now.isBefore(known.at()) && now.isBefore(known.at().plus(FRESH))) {
      return known.pepper();
    }
    if (secretId.isEmpty()) {
      throw new IllegalStateException("This function was given no PEPPERS_SECRET");
    }
    String secret = secrets.getSecretValue(request -> request.secretId(secretId)).secretString();
    byte[] pepper = pepperIn(secret);
    last = new Read(pepper, now);
    return pepper;
  }

  private byte[] pepperIn(String secret) {
    try {
      Map<String, String> fields =
          json.readValue(secret, Argument.mapOf(String.class, String.class));
      String pepper = fields.get("pepper1");
      if (pepper == null || pepper.length() < 32) {
        throw new IllegalStateException("The secret has no pepper1 of 32 characters or more");
      }
      return pepper.getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The secret is not JSON", e);
    }
  }
}
