package fr.actionpopulaire.domain.event;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of action people organise. */
public enum EventKind {
  LEAFLETING("leafleting", "Distribution de tracts"),
  MEETING("meeting", "Réunion"),
  CANVASSING("canvassing", "Porte-à-porte"),
  POSTERING("postering", "Collage d’affiches"),
  RALLY("rally", "Rassemblement"),
  TRAINING("training", "Formation"),
  ONLINE("online", "Action en ligne"),
  OTHER("other", "Autre action");

  private final String code;
  private final String french;

  EventKind(String code, String french) {
    this.code = code;
    this.french = french;
  }

  /** The stable name used in JSON. */
  public String code() {
    return code;
  }

  /** The name people read. */
  public String french() {
    return french;
  }

  /** The kind of that name. */
  public static Optional<EventKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }
}
