package fr.actionpopulaire.domain.event;

import static fr.actionpopulaire.domain.event.Organisers.ANY_MEMBER;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of action people organise. */
public enum EventKind {
  LEAFLETING(
      "leafleting",
      "Distribution de tracts",
      2,
      "un sac pour les tracts, un vêtement chaud",
      ANY_MEMBER),
  MEETING("meeting", "Réunion", 2, "de quoi prendre des notes", ANY_MEMBER),
  CANVASSING(
      "canvassing", "Porte-à-porte", 2, "de quoi noter, des chaussures confortables", ANY_MEMBER),
  POSTERING(
      "postering",
      "Collage d’affiches",
      2,
      "des vêtements qui ne craignent pas la colle",
      ANY_MEMBER),
  RALLY("rally", "Rassemblement", 3, "de l’eau, un vêtement de pluie", ANY_MEMBER),
  TRAINING("training", "Formation", 3, "de quoi prendre des notes", ANY_MEMBER),
  ONLINE("online", "Action en ligne", 1, "un casque ou des écouteurs", ANY_MEMBER),
  OTHER("other", "Autre action", 2, "", ANY_MEMBER);

  private final String code;
  private final String french;
  private final int hours;
  private final String bring;
  private final Organisers organisers;

  EventKind(String code, String french, int hours, String bring, Organisers organisers) {
    this.code = code;
    this.french = french;
    this.hours = hours;
    this.bring = bring;
    this.organisers = organisers;
  }

  /** How long such an action usually lasts, in whole hours. */
  public Duration usualDuration() {
    return Duration.ofHours(hours);
  }

  /** What people usually bring, in French; may be empty. */
  public String bring() {
    return bring;
  }

  /** Who may organise such an action. */
  public Organisers organisers() {
    return organisers;
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
