package fr.actionpopulaire.bucket;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the platform tells of objects that were put into the bucket: of S3's event message, version
 * 2.1, what is read of it.
 */
@Serdeable.Deserializable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Uploads(@JsonProperty("Records") @Nullable List<Upload> records) {

  /** One of them. */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Upload(@Nullable Entity s3) {}

  /** Where it happened. */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Entity(@Nullable Item object) {}

  /**
   * What was put.
   *
   * @param key encoded as in a form, a space as {@code +}
   */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Item(@Nullable String key) {}

  /** Tells of objects with these keys, encoded. */
  public static Uploads of(List<String> keys) {
    return new Uploads(keys.stream().map(key -> new Upload(new Entity(new Item(key)))).toList());
  }

  /**
   * The keys as they are in the bucket; none when no object is told of, as when notifications are
   * switched on.
   *
   * @throws IllegalStateException when one has no key
   */
  public List<String> keys() {
    return records == null ? List.of() : records.stream().map(Uploads::key).toList();
  }

  private static String key(Upload upload) {
    Item object = upload.s3() == null ? null : upload.s3().object();
    String key = object == null ? null : object.key();
    if (key == null) {
      throw new IllegalStateException("An upload without a key");
    }
    return URLDecoder.decode(key, StandardCharsets.UTF_8);
  }
}
