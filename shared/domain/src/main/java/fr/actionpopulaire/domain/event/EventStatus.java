package fr.actionpopulaire.domain.event;

import java.util.Arrays;
import java.util.Optional;

/** Where an event stands; only a published one takes answers and is listed. */
public enum EventStatus {
  PUBLISHED("published"),
  CANCELLED("cancelled"),
  /** Hidden by a moderation decision; its page says so and why. */
  HIDDEN("hidden");

  private final String code;

  EventStatus(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<EventStatus> of(String code) {
    return Arrays.stream(values()).filter(status -> status.code.equals(code)).findFirst();
  }
}
