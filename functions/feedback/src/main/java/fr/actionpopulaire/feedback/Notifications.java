package fr.actionpopulaire.feedback;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a topic delivers: of the platform's event for it, what is read of it. */
@Serdeable.Deserializable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Notifications(@JsonProperty("Records") @Nullable List<Notification> records) {

  /** One of them. */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Notification(@JsonProperty("Sns") @Nullable Published sns) {

    /**
     * What was published.
     *
     * @throws IllegalStateException when nothing was
     */
    String message() {
      if (sns == null || sns.message() == null) {
        throw new IllegalStateException("A notification without a message");
      }
      return sns.message();
    }
  }

  /** What was published. */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Published(@JsonProperty("Message") @Nullable String message) {}

  /**
   * In the order they came.
   *
   * @throws IllegalStateException when there is none
   */
  List<Notification> all() {
    if (records == null) {
      throw new IllegalStateException("No notification");
    }
    return records;
  }
}
