package fr.actionpopulaire.bucket;

import fr.actionpopulaire.bucket.UploadForm.Field;
import io.micronaut.context.BeanProvider;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Signs forms for S3's browser uploads (POST policy, Signature Version 4), which the SDK does not.
 * S3 refuses a form of which any field but the file is another than was signed, a file outside the
 * bounds, and everything once the time is over. It asks S3 nothing.
 */
public final class FormSigner {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter DAY = format("uuuuMMdd");
  private static final DateTimeFormatter SECOND = format("uuuuMMdd'T'HHmmss'Z'");
  private static final DateTimeFormatter EXPIRATION = format("uuuu-MM-dd'T'HH:mm:ss'Z'");

  private final BeanProvider<S3Client> s3;
  private final AwsCredentialsProvider credentials;
  private final JsonMapper json;
  private final Clock machine;

  /**
   * @param machine real time, never a moved clock: S3 compares it with its own
   */
  public FormSigner(
      BeanProvider<S3Client> s3,
      AwsCredentialsProvider credentials,
      JsonMapper json,
      Clock machine) {
    this.s3 = s3;
    this.credentials = credentials;
    this.json = json;
    this.machine = machine;
  }

  /**
   * What a form may send.
   *
   * @param key the object's whole name
   * @param most its length in bytes, at most; at least one
   * @param back where the browser goes once it was stored
   */
  public record Terms(
      String bucket, String key, String contentType, int most, URI back, Duration within) {}

  /** A form on those terms; their time begins now. */
  public UploadForm form(Terms terms) {
    S3Client client = s3.get();
    AwsCredentials ours = credentials.resolveCredentials();
    String region = client.serviceClientConfiguration().region().id();
    Instant now = machine.instant();
    String day = DAY.format(now);
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("key", terms.key()));
    fields.add(new Field("Content-Type", terms.contentType()));
    fields.add(new Field("success_action_redirect", terms.back().toString()));
    fields.add(new Field("x-amz-algorithm", ALGORITHM));
    fields.add(
        new Field(
            "x-amz-credential",
            ours.accessKeyId() + "/" + day + "/" + region + "/s3/aws4_request"));
    fields.add(new Field("x-amz-date", SECOND.format(now)));
    if (ours instanceof AwsSessionCredentials session) {
      fields.add(new Field("x-amz-security-token", session.sessionToken()));
    }
    String policy = policy(terms, fields, now.plus(terms.within()));
    fields.add(new Field("policy", policy));
    fields.add(
        new Field(
            "x-amz-signature",
            HexFormat.of().formatHex(hmac(key(ours.secretAccessKey(), day, region), policy))));
    return new UploadForm(address(client, terms.bucket()), fields);
  }

  private String policy(Terms terms, List<Field> fields, Instant until) {
    List<Object> conditions = new ArrayList<>();
    conditions.add(Map.of("bucket", terms.bucket()));
    conditions.add(List.of("content-length-range", 1, terms.most()));
    fields.forEach(field -> conditions.add(Map.of(field.name(), field.value())));
    try {
      return Base64.getEncoder()
          .encodeToString(
              json.writeValueAsBytes(
                  Map.of("expiration", EXPIRATION.format(until), "conditions", conditions)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bucket itself, path style as every other call of ours. */
  private static URI address(S3Client client, String bucket) {
    String object = client.utilities().getUrl(url -> url.bucket(bucket).key("k")).toExternalForm();
    return URI.create(object.substring(0, object.length() - 2));
  }

  private static byte[] key(String secret, String day, String region) {
    byte[] ofDay = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), day);
    return hmac(hmac(hmac(ofDay, region), "s3"), "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", missing);
    }
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
