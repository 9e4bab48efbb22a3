package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The secrets without which no stored hash can be recomputed. They live in Secrets Manager, never
 * in an environment variable or a log, and are read again every five minutes. What is read while a
 * function is primed is not kept: no snapshot holds a secret.
 *
 * <p>A new version wraps the one before: {@code hash2 = HMAC-SHA-256(pepper2, "wrap|" hash1)}. So
 * what is stored under version 1 is re-keyed without knowing a single address. While a rotation
 * runs two versions are live, the one written and its neighbour; whoever looks for an address looks
 * under both, and whoever creates an account sees to it that neither is taken.
 */
@Singleton
public final class Peppers {

  /** The longest a function may go on with what it read; a rotation waits this long per step. */
  public static final Duration FRESH = Duration.ofMinutes(5);

  private final Provider<SecretsManagerClient> secrets;
  private final JsonMapper json;
  private final String secretId;
  private final Clock clock;
  private final Campaign campaign;
  private @Nullable Secret last;

  /** Which version is written, and every pepper from the first on. */
  private record Secret(int version, List<byte[]> peppers, Instant readAt) {}

  Peppers(
      Provider<SecretsManagerClient> secrets,
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
   * The keyed hash under which an address is stored now: {@code HMAC-SHA-256(pepper1, "address" |
   * campaign | address)}, wrapped by every later version. The campaign's id is inside, so that no
   * file can be joined with another campaign's.
   *
   * @return 64 hexadecimal characters; from version 2 on followed by a dot and the version
   */
  public String hash(EmailAddress address) {
    Secret secret = secret();
    return hash(secret, address, secret.version());
  }

  /** The keyed hashes under which an address may be stored: the present one first. */
  public List<String> hashes(EmailAddress address) {
    Secret secret = secret();
    return live(secret).stream().map(version -> hash(secret, address, version)).toList();
  }

  /** Whether a later version than the first is written: what is stored may be older. */
  public boolean isRotated() {
    return secret().version() > 1;
  }

  /**
   * A stored hash under the version written now, without knowing what was hashed; one of that
   * version, or of the next, as it is.
   */
  public String wrap(String stored) {
    Secret secret = secret();
    int dot = stored.indexOf('.');
    int made = dot < 0 ? 1 : Integer.parseInt(stored.substring(dot + 1));
    if (made >= secret.version()) {
      return stored;
    }
    byte[] mac = HexFormat.of().parseHex(dot < 0 ? stored : stored.substring(0, dot));
    for (int version = made + 1; version <= secret.version(); version++) {
      mac = wrapped(secret, mac, version);
    }
    return text(mac, secret.version());
  }

  /**
   * A keyed hash of a text for one use, under the version written now; texts hashed for different
   * uses never compare equal.
   *
   * @param use what the hash is for: {@code code}, {@code source}, {@code unsubscribe}…
   */
  public String keyedHash(String use, String text) {
    Secret secret = secret();
    return HexFormat.of().formatHex(chain(secret, use(use, text), secret.version()));
  }

  /** What {@link #keyedHash} gives, or gave while a rotation runs: the present one first. */
  public List<String> keyedHashes(String use, String text) {
    Secret secret = secret();
    return live(secret).stream()
        .map(version -> HexFormat.of().formatHex(chain(secret, use(use, text), version)))
        .toList();
  }

  /**
   * Whether a hash somebody shows was made by {@link #keyedHash} of this use and text, under any
   * version so far: what is printed in a mail outlives rotations. Takes the same time whatever is
   * shown.
   */
  public boolean made(String shown, String use, String text) {
    Secret secret = secret();
    byte[] given = shown.getBytes(StandardCharsets.UTF_8);
    boolean made = false;
    for (int version = 1; version <= secret.peppers().size(); version++) {
      String hash = HexFormat.of().formatHex(chain(secret, use(use, text), version));
      made |= MessageDigest.isEqual(given, hash.getBytes(StandardCharsets.UTF_8));
    }
    return made;
  }

  /** A 256-bit key for one use, derived from the pepper written now. */
  public PersonKey key(String use) {
    return keys(use).getFirst();
  }

  /** The keys of one use under which something may have been sealed: the present one first. */
  public List<PersonKey> keys(String use) {
    Secret secret = secret();
    String text = "key|" + use + '|' + campaign.id();
    return live(secret).stream()
        .map(version -> new PersonKey(chain(secret, text, version)))
        .toList();
  }

  private String use(String use, String text) {
    return use + '|' + campaign.id() + '|' + text;
  }

  private String hash(Secret secret, EmailAddress address, int version) {
    return text(chain(secret, use("address", address.value()), version), version);
  }

  private static String text(byte[] mac, int version) {
    return HexFormat.of().formatHex(mac) + (version == 1 ? "" : "." + version);
  }

  /**
   * The version written and its neighbour: the next one as soon as its pepper is there, so that
   * functions which have not seen the switch yet know what the others write, else the one before.
   */
  private static List<Integer> live(Secret secret) {
    int version = secret.version();
    if (secret.peppers().size() > version) {
      return List.of(version, version + 1);
    }
    return version > 1 ? List.of(version, version - 1) : List.of(version);
  }

  private static byte[] chain(Secret secret, String text, int version) {
    byte[] mac = mac(secret.peppers().getFirst(), text);
    for (int next = 2; next <= version; next++) {
      mac = wrapped(secret, mac, next);
    }
    return mac;
  }

  private static byte[] wrapped(Secret secret, byte[] mac, int version) {
    return mac(secret.peppers().get(version - 1), "wrap|" + HexFormat.of().formatHex(mac));
  }

  private static byte[] mac(byte[] pepper, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pepper, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    }
  }

  private synchronized Secret secret() {
    Instant now = clock.instant();
    Secret known = last;
    if (known != null
        && !now.isBefore(known.readAt())
        && now.isBefore(known.readAt().plus(FRESH))) {
      return known;
    }
    if (secretId.isEmpty()) {
      throw new IllegalStateException("This function was given no PEPPERS_SECRET");
    }
    Secret read =
        parse(
            secrets.get().getSecretValue(request -> request.secretId(secretId)).secretString(),
            now);
    last = read;
    Priming.keepOnlyMeanwhile(this::forget);
    return read;
  }

  private synchronized void forget() {
    last = null;
  }

  private Secret parse(String secret, Instant now) {
    try {
      Map<String, String> fields =
          json.readValue(secret, Argument.mapOf(String.class, String.class));
      List<byte[]> peppers = new ArrayList<>();
      IntStream.iterate(1, number -> fields.containsKey("pepper" + number), number -> number + 1)
          .mapToObj(number -> String.valueOf(fields.get("pepper" + number)))
          .forEach(pepper -> peppers.add(strong(pepper).getBytes(StandardCharsets.UTF_8)));
      int version = Integer.parseInt(fields.getOrDefault("version", "1"));
      if (version < 1 || version > peppers.size() || version + 1 < peppers.size()) {
        throw new IllegalStateException(
            "The secret's version is not its last pepper or the last but one");
      }
      return new Secret(version, List.copyOf(peppers), now);
    } catch (IOException e) {
      throw new UncheckedIOException("The secret is not JSON", e);
    }
  }

  private static String strong(String pepper) {
    if (pepper.length() < 32) {
      throw new IllegalStateException("A pepper of the secret has fewer than 32 characters");
    }
    return pepper;
  }
}
