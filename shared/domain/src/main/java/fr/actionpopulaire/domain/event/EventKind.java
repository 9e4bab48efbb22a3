package fr.actionpopulaire.domain.event;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of action people organise. */
public enum EventKind {
  LEAFLETING(
      "leafleting", "Distribution de tracts", 2, "un sac pour les tracts, un vêtement chaud"),
  MEETING("meeting", "Réunion", 2, "de quoi prendre des notes"),
  CANVASSING("canvassing", "Porte-à-porte", 2, "de quoi noter, des chaussures confortables"),
  POSTERING("postering", "Collage d’affiches", 2, "des vêtements qui ne craignent pas la colle"),
  RALLY("rally", "Rassemblement", 3, "de l’eau, un vêtement de pluie"),
  TRAINING("training", "Formation", 3, "de quoi prendre des notes"),
  ONLINE("online", "Action en ligne", 1, "un casque ou des écouteurs"),
  OTHER("other", "Autre action", 2, "");

  private final String code;
  private final String french;
  private final int hours;
  private final String bring;

  EventKind(String code, String french, int hours, String bring) {
    this.code = code;
    this.french = french;
    this.hours = hours;
    this.bring = bring;
  }

  /** How long such an action usually lasts, in whole hours. */
  public Duration usualDuration() {
    return Duration.ofHours(hours);
  }

  /** What people usually bring, in French; may be empty. */
  public String bring() {
    return bring;
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
