package fr.actionpopulaire.embeddedaws;

/** How the SES stand-in can be told to fail. */
public enum MailFault {
  /** Answers 429 {@code TooManyRequestsException}; nothing is sent. */
  THROTTLED("429"),
  /** Answers 500 {@code InternalServiceErrorException}; nothing is sent. */
  SERVER_ERROR("500"),
  /** Never answers; nothing is sent. The connection is held for one minute at most. */
  TIMEOUT("timeout"),
  /** Sends, then never answers: the case in which a caller cannot know. */
  TIMEOUT_AFTER_SENDING("timeout-after-sending");

  private final String label;

  MailFault(String label) {
    this.label = label;
  }

  /** Its name in {@code PUT /faults}. */
  String label() {
    return label;
  }

  /**
   * The fault of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static MailFault labelled(String label) {
    for (MailFault fault : values()) {
      if (fault.label.equals(label)) {
        return fault;
      }
    }
    throw new IllegalArgumentException("no mail fault is called " + label);
  }
}
