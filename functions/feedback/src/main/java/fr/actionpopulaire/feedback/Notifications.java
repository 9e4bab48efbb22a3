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
  public record Notification(@JsonProperty("Sns") @Nullable Published sns) {}

  /** What was published. */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Published(@JsonProperty("Message") @Nullable String message) {}

  /** Delivers these messages. */
  static Notifications of(List<String> messages) {
    return new Notifications(
        messages.stream().map(message -> new Notification(new Published(message))).toList());
  }

  /**
   * What was published, in the order it came.
   *
   * @throws IllegalStateException when there is none, or one without a message
   */
  List<String> messages() {
    if (records == null) {
      throw new IllegalStateException("No notification");
    }
    return records.stream().map(Notifications::message).toList();
  }

  private static String message(Notification notification) {
    String message = notification.sns() == null ? null : notification.sns().message();
    if (message == null) {
      throw new IllegalStateException("A notification without a message");
    }
    return message;
  }
}
