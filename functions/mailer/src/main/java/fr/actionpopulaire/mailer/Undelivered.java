package fr.actionpopulaire.mailer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What the stream is to bring again, as the platform wants it said: it goes on from the first of
 * these changes; with none, everything is done.
 */
@Serdeable
@JsonInclude // what is empty too
public record Undelivered(List<Failure> batchItemFailures) {

  static final Undelivered NONE = new Undelivered(List.of());

  /**
   * One change.
   *
   * @param itemIdentifier its sequence number
   */
  @Serdeable
  public record Failure(String itemIdentifier) {}
}
