package fr.actionpopulaire.coldstart;

/** The functions written by hand that the others are compared with; never deployed. */
enum Floor {
  /** One request that reads three times: for all that do about as much or less. */
  EVENTS("events", "floor", "fr.actionpopulaire.floor.Floor"),
  /** Some 150 reads: for the one whose request is a whole run. */
  PURGE("purge", "floor of purge", "fr.actionpopulaire.floor.PurgeFloor");

  private final String function;
  private final String subject;
  private final String handler;

  Floor(String function, String subject, String handler) {
    this.function = function;
    this.subject = subject;
    this.handler = handler;
  }

  /** What a function is compared with. */
  static Floor of(String subject) {
    for (Floor floor : values()) {
      if (subject.equals(floor.function) || subject.equals(floor.subject)) {
        return floor;
      }
    }
    return EVENTS;
  }

  /** The function whose request it answers, with whose memory and variables. */
  String function() {
    return function;
  }

  /** As the tables call it. */
  String subject() {
    return subject;
  }

  String handler() {
    return handler;
  }
}
