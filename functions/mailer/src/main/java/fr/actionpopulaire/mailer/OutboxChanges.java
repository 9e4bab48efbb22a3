package fr.actionpopulaire.mailer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import fr.actionpopulaire.dynamodb.Outbox;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the outbox's stream brings: of the platform's event for it, what is read of it.
 *
 * @param records {@code null} when it was not the stream that called
 */
@Serdeable.Deserializable
@JsonIgnoreProperties(ignoreUnknown = true)
public record OutboxChanges(@JsonProperty("Records") @Nullable List<Change> records) {

  /** What the schedule sends: nothing of the stream. */
  static final OutboxChanges NONE = new OutboxChanges(null);

  /**
   * One of them.
   *
   * @param eventName {@code INSERT}, {@code MODIFY} or {@code REMOVE}
   */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Change(@Nullable String eventName, @Nullable Item dynamodb) {

    /** The id of a message that was put; anything else on the stream is none of ours. */
    Optional<String> message() {
      if (!"INSERT".equals(eventName) || dynamodb == null || dynamodb.keys() == null) {
        return Optional.empty();
      }
      return Optional.ofNullable(dynamodb.keys().get("pk"))
          .map(key -> key.get("S"))
          .flatMap(Outbox::idOf);
    }

    /** By what the stream knows it. */
    String sequenceNumber() {
      if (dynamodb == null || dynamodb.sequenceNumber() == null) {
        throw new IllegalStateException("A change without a number");
      }
      return dynamodb.sequenceNumber();
    }
  }

  /**
   * What was changed.
   *
   * @param keys by attribute, each by the letter of its type
   */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Item(
      @JsonProperty("Keys") @Nullable Map<String, Map<String, String>> keys,
      @JsonProperty("SequenceNumber") @Nullable String sequenceNumber) {}
}
