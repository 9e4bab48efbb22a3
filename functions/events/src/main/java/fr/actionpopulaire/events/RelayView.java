package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message that was passed on, as its author may know it.
 *
 * @param deletesOn when it is deleted at the latest
 */
@Serdeable
@Schema(name = "Message")
public record RelayView(
    String message, String event, String text, Instant sentAt, Instant deletesOn) {

  static RelayView of(RelayedMessage sent) {
    return new RelayView(
        sent.id(),
        sent.event(),
        sent.text(),
        sent.sentAt(),
        sent.sentAt().plusSeconds(RetentionRule.MESSAGE.seconds()));
  }

  /** A message to those who run an event, as sent. */
  @Serdeable
  @Schema(name = "NewMessage", requiredProperties = "text")
  public record Sent(
      @Schema(description = "1 to 2000 characters, without markup") @Nullable String text,
      @Schema(
              description =
                  "Whether the mail says the author's first name; false when absent. Who runs the"
                      + " event goes by the name it shows")
          @Nullable Boolean showFirstName) {}

  /** An answer, as sent. */
  @Serdeable
  @Schema(
      name = "NewAnswer",
      requiredProperties = {"key", "text"})
  public record Answer(
      @Schema(description = "From the link in the mail, after `cle=`") @Nullable String key,
      @Schema(description = "1 to 2000 characters, without markup") @Nullable String text,
      @Schema(description = "As of a message") @Nullable Boolean showFirstName) {

    String keyOrNothing() {
      return Objects.requireNonNullElse(key, "");
    }

    Sent asSent() {
      return new Sent(text, showFirstName);
    }
  }
}
